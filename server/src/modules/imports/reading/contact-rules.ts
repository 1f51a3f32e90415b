import { checkEmail, phoneNumber } from "../../customers/fields.ts";
import { refused, valued } from "./cell-result.ts";
import type { CellResult } from "./cell-result.ts";
import { foldText } from "./text-rules.ts";

export function readEmail(cell: string): CellResult<string> {
  const text = foldText(cell);
  if (text === "") return valued<string>(null);
  const ats = text.split("@").length - 1;
  if (ats > 1 && /[\s;,/、|]/.test(text)) return refused("EMAIL_SEVERAL");
  const checked = ats === 1 ? checkEmail(text) : undefined;
  return checked && !checked.issue ? valued(checked.value) : refused("EMAIL_NOT_VALID");
}

const SCIENTIFIC = /^(\d)(?:\.(\d+))?e\+?(\d{1,2})$/i;

/** A phone number in the international form, +8613800138000, so that the same number is always the same text. */
export function readPhone(cell: string): CellResult<string> {
  // A number copied from a phone's address book comes wrapped in marks for the direction of writing.
  const text = foldText(cell.replaceAll(/\p{Cf}/gu, ""))
    .replace(/^'(?=[\d+])/, "")
    .replace(/^(\d{7,})\.0+$/, "$1");
  if (text === "") return valued<string>(null);
  if (SCIENTIFIC.test(text)) return readScientific(text);
  if (/\d[*•·●#xX]{2,}|[*•·●]{2,}\d/.test(text)) return refused("PHONE_MASKED");
  if (holdsSeveral(text)) return refused("PHONE_SEVERAL");
  if (
    /\d\s*(?:转|分机|ext\.?|x|#)\s*\d{1,6}$/i.test(text) ||
    /^\(?0\d{2,3}\)?[- ]?\d{7,8}-\d{1,6}$/.test(text)
  ) {
    return refused("PHONE_EXTENSION");
  }
  // The number must be the whole cell: a number picked out of other words might be somebody else's.
  if (!/^\+?[\d\s().\-‐-―−]+$/.test(text)) return refused("PHONE_NOT_VALID");
  const digits = text.replaceAll(/[^\d+]/g, "");
  if (/^[2-8]\d{6,7}$/.test(digits)) return refused("PHONE_NO_AREA_CODE", { text: digits });
  const number = phoneNumber(digits.replace(/^00(?=[1-9])/, "+"));
  return number === null ? refused("PHONE_NOT_VALID") : valued<string>(number);
}

function readScientific(text: string): CellResult<string> {
  const expanded = expandScientific(text);
  return expanded === undefined ? refused("DIGITS_LOST", { text }) : readPhone(expanded);
}

/** 1.38001380001E+10 in full; nothing when it says fewer digits than the number has. */
export function expandScientific(text: string): string | undefined {
  const match = SCIENTIFIC.exec(text);
  if (match === null) return undefined;
  const [, first = "", others = "", exponent = "0"] = match;
  const length = Number(exponent) + 1;
  const digits = first + others;
  return digits.length === length ? digits : undefined;
}

export function isScientific(text: string): boolean {
  return SCIENTIFIC.test(text);
}

function holdsSeveral(text: string): boolean {
  const parts = text.split(/[/、,，;；|\n]|\s+|或|和|及/).filter((part) => part !== "");
  return parts.filter((part) => part.replaceAll(/\D/g, "").length >= 7).length > 1;
}
