// NUL cannot be stored in PostgreSQL, and other control or direction characters only serve to disguise a text.
const CONTROL_CHARACTERS =
  // oxlint-disable-next-line no-control-regex -- finding control characters is the point
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u200E\u200F\u202A-\u202E\u2066-\u2069]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Whether a text cannot be stored, or would be read as something else than it is. */
export function isDisguised(typed: string): boolean {
  return CONTROL_CHARACTERS.test(typed);
}

/** Whether there is nothing to see: no letter, digit or sign, only blanks and characters without width. */
export function isBlank(typed: string): boolean {
  return !/[\p{L}\p{N}\p{P}\p{S}]/u.test(typed);
}

/**
 * Full-width letters and digits become plain ones, outer spaces go. Chinese punctuation stays as it was written: an
 * address keeps its （） and a name its ·.
 */
export function normaliseText(typed: string): string {
  const narrow = typed.replaceAll(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );
  return narrow.normalize("NFC").trim();
}
