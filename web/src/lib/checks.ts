/** What is wrong with a typed text; the words are in `card.issue`. The server decides again, with the full rules. */
export type FieldIssue =
  | { issue: "tooLong"; count: number }
  | { issue: "controlCharacters" | "masked" | "email" | "phone" | "mobile" | "severalPhones" };

export type FieldCheck = (typed: string) => FieldIssue | undefined;

/** For looking at a text only: full-width forms become plain ones, outer spaces go. What is sent is what was typed. */
export function normaliseText(typed: string): string {
  return typed.normalize("NFKC").trim();
}

const controlCharacters =
  // oxlint-disable-next-line no-control-regex -- finding control characters is the point
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\u200E\u200F\u202A-\u202E\u2066-\u2069]/;
const isMasked = (typed: string): boolean => /[*•✱]{2,}/.test(typed);

export function checkText(longest: number): FieldCheck {
  return (typed) => {
    if (controlCharacters.test(typed)) return { issue: "controlCharacters" };
    return [...typed].length > longest ? { issue: "tooLong", count: longest } : undefined;
  };
}

/**
 * Refuses only what can be no number at all. Which numbers exist takes a table of 150 kB, which stays on the server.
 */
export const checkPhone: FieldCheck = (typed) => {
  if (isMasked(typed)) return { issue: "masked" };
  const parts = typed.split(/[/、,;|]|\s{2,}/).filter((part) => part.trim() !== "");
  const digitsOf = (text: string): string => text.replaceAll(/\D/g, "");
  if (parts.length > 1 && parts.every((part) => digitsOf(part).length >= 7)) {
    return { issue: "severalPhones" };
  }
  if (!/^\+?[\d\s().\-‐-―]+((#|x|ext\.?|转|分机)\s*\d{1,6})?$/i.test(typed)) return { issue: "phone" };
  const digits = digitsOf(typed.replace(/(#|x|ext|转|分机).*$/i, ""));
  if (digits.length < 5 || digits.length > 17) return { issue: "phone" };
  const chinese = !/^(\+|00)(?!86)/.test(typed.replaceAll(/\s/g, ""));
  const national = digits.replace(/^(00)?86(?=1\d{8})/, "");
  if (chinese && national.startsWith("1") && national.length >= 8 && !/^1[3-9]\d{9}$/.test(national)) {
    return { issue: "mobile" };
  }
  return undefined;
};

export const checkEmail: FieldCheck = (typed) => {
  if (isMasked(typed)) return { issue: "masked" };
  const shaped = /^[^\s@,;<>()]+@[^\s@,;<>()]+\.[^\s@,;<>().]{2,}$/.test(typed);
  return shaped && typed.length <= 254 ? undefined : { issue: "email" };
};

export const checkAddress: FieldCheck = (typed) =>
  isMasked(typed) ? { issue: "masked" } : checkText(300)(typed);
