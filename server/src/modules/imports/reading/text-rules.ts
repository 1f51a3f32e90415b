import { checkText } from "../../customers/fields.ts";
import { refused, valued } from "./cell-result.ts";
import type { CellResult } from "./cell-result.ts";

/** How long each text may be, in characters as people count them. */
export const TEXT_LIMITS = {
  customerId: 100,
  memberLevel: 50,
  name: 100,
  address: 300,
  goods: 500,
  orderNumber: 64,
  paymentMethod: 50,
  channel: 50,
  note: 5_000,
} as const;

/** What copying from web pages leaves around and inside texts, without any meaning. A joiner inside an emoji has one. */
const INVISIBLE = /[\u200b\u2060\ufeff\u00ad]/g;
/** Control characters, and the marks that turn the direction of writing: they can make a text look like another. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/;

/** For what is compared and calculated with: full-width letters, digits and signs become the plain ones. */
export function foldText(text: string): string {
  return text.replace(INVISIBLE, "").normalize("NFKC").trim();
}

/** For what people read: full-width letters and digits become plain, Chinese punctuation stays as it was written. */
export function tidyText(text: string): string {
  const narrow = text.replaceAll(/[０-９Ａ-Ｚａ-ｚ]/g, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  );
  return narrow.replace(INVISIBLE, "").normalize("NFC").trim();
}

/** An identifier: of the text nothing but its spaces and its width may change. */
export function readIdentifier(text: string, limit: number): CellResult<string> {
  // Some back offices put an apostrophe before a number, so that it stays a text.
  return checkLength(
    foldText(text)
      .replace(/^'(?=\d)/, "")
      .replaceAll(/\s+/g, " "),
    limit,
  );
}

export function readLine(text: string, limit: number): CellResult<string> {
  return checkLength(tidyText(text).replaceAll(/\s+/g, " "), limit);
}

export function readLines(text: string, limit: number): CellResult<string> {
  const lines = tidyText(text)
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/[^\S\n]+/g, " ");
  return checkLength(lines.replaceAll(/\n{3,}/g, "\n\n"), limit);
}

/** The rule for texts that are typed decides, and on top of it what only files bring along. */
function checkLength(text: string, limit: number): CellResult<string> {
  if (text === "") return valued<string>(null);
  if (CONTROL.test(text)) return refused("CONTROL_CHARACTERS");
  const { issue } = checkText(text, limit);
  if (issue === undefined) return valued(text);
  return issue.code === "TOO_LONG" ? refused("TOO_LONG", { limit }) : refused("CONTROL_CHARACTERS");
}
