import { isEmail } from "class-validator";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { text, type Text } from "../../platform/language.ts";
import { isDisguised } from "../../platform/plain-text.ts";

/** What a check found: the value as it is kept, or what is wrong and what to do. */
export type Checked = { readonly value: string; readonly issue?: undefined } | { readonly issue: FieldIssue };

export type FieldIssueCode =
  | "TOO_LONG"
  | "TOO_MANY"
  | "CONTROL_CHARACTERS"
  | "MASKED"
  | "NOT_AN_EMAIL"
  | "NOT_A_PHONE"
  | "NOT_A_MOBILE"
  | "SEVERAL_PHONES"
  | "NOT_A_LINK"
  | "NOT_A_NUMBER"
  | "OUT_OF_RANGE"
  | "NOT_A_DATE"
  | "NOT_A_CHOICE"
  | "NOT_AN_IDENTITY_NUMBER"
  | "OLD_IDENTITY_NUMBER"
  | "NOT_A_CREDIT_CODE"
  | "NOT_A_DISTRICT";

export interface FieldIssue {
  readonly code: FieldIssueCode;
  readonly text: Text;
}

export function issue(code: FieldIssueCode, zh: string, en: string): { readonly issue: FieldIssue } {
  return { issue: { code, text: text(zh, en) } };
}

/** Any text of a length: refuses what cannot be stored or would be read as something else. */
export function checkText(typed: string, longest: number): Checked {
  if (isDisguised(typed)) {
    return issue(
      "CONTROL_CHARACTERS",
      "含有无法显示的控制字符，请重新输入。",
      "It holds control characters that cannot be shown. Type it again.",
    );
  }
  if ([...typed].length > longest) {
    return issue("TOO_LONG", `最多 ${longest} 个字，请缩短。`, `At most ${longest} characters. Shorten it.`);
  }
  return { value: typed };
}

/** What is shown of a personal value, given back in its place. */
export function isMasked(typed: string): boolean {
  return /[*\uff0a•✱]{2,}/.test(typed);
}

export const MASKED = issue(
  "MASKED",
  "这是打码后的内容，请填写完整的值；不想修改就不要改动这一项。",
  "This is a masked text. Give the whole value, or leave the field alone to keep it.",
);

const CHINESE_MOBILE = /^(?:\+?86)?(1[3-9]\d{9})$/;
/** Area code of two or three digits (after the 0) and seven or eight of its own; or 400 and 800 numbers. */
const CHINESE_LANDLINE = /^(?:(?:10|2\d)\d{8}|(?!400|800)[3-9]\d{2}\d{7,8}|[48]00\d{7})$/;
/** A landline with what is dialled behind it, as people in China write it: 0571-88888888-8, 0571-88888888转8. */
const WITH_EXTENSION =
  /^(?<number>(?:\(0\d{2,3}\)|0\d{2,3}|\+86[- ]?0?\d{2,3}|[48]00)[- ]?\d{3,4}[- ]?\d{3,4})\s*(?:-|转|轉|分机|#|ext\.?|x)\s*(?<extension>\d{1,6})$/i;

/**
 * The one rule for what a phone number is, typed or read from a sheet: digits, perhaps with a + and a country, become
 * E.164; null when there is no such number. New mobile ranges come faster than any list of them, so all are good.
 */
export function phoneNumber(digits: string): string | null {
  const mobile = CHINESE_MOBILE.exec(digits)?.[1];
  if (mobile !== undefined) return `+86${mobile}`;
  const number = parsePhoneNumberFromString(digits, { defaultCountry: "CN", extract: false });
  if (!number) return null;
  const chinese = number.countryCallingCode === "86" && CHINESE_LANDLINE.test(number.nationalNumber);
  return chinese || number.isValid() ? number.number : null;
}

/** E.164, e.g. +8613800138000; numbers without a country are Chinese. An extension stays as ;ext=8. */
export function checkPhone(typed: string): Checked {
  if (isMasked(typed)) return MASKED;
  // 4001234567 and 95xxx are service numbers without an area code; the library knows them as Chinese numbers.
  const prepared = typed
    .normalize("NFKC")
    .replace(/^00(?=[1-9])/, "+")
    .replace(/[‐-―]/g, "-");
  const numbers = prepared.split(/[/、,;|]|\s{2,}/).filter((part) => part.trim() !== "");
  if (numbers.length > 1 && numbers.every((part) => (part.match(/\d/g) ?? []).length >= 7)) {
    return issue(
      "SEVERAL_PHONES",
      "一格里有多个号码，请只保留一个。",
      "There is more than one number. Keep one.",
    );
  }
  const { number: dialled = prepared, extension } = WITH_EXTENSION.exec(prepared)?.groups ?? {};
  const number = parsePhoneNumberFromString(dialled, { defaultCountry: "CN", extract: false });
  const kept = number ? phoneNumber(number.number) : null;
  if (kept === null) {
    return issue(
      "NOT_A_PHONE",
      "不是有效的电话号码。手机号为 11 位；座机请带区号，例如 0571-88888888，分机写作 0571-88888888-8。",
      "Not a valid phone number. Chinese mobiles have 11 digits; landlines need the area code, e.g. 0571-88888888, with an extension 0571-88888888-8; others start with + and the country.",
    );
  }
  const behind = extension ?? number?.ext;
  return { value: behind ? `${kept};ext=${behind}` : kept };
}

/** A Chinese mobile has 11 digits and begins with 1; of other countries any number may be one. */
export function checkMobile(typed: string): Checked {
  const checked = checkPhone(typed);
  if (checked.issue || !checked.value.startsWith("+86") || CHINESE_MOBILE.test(checked.value)) return checked;
  return issue(
    "NOT_A_MOBILE",
    "不是手机号。手机号为 11 位，以 1 开头；座机请填在“电话”里。",
    "Not a mobile number. Chinese mobiles have 11 digits and begin with 1; a landline goes into “Landline”.",
  );
}

/** The part after the @ in lower case; the part before as typed. */
export function checkEmail(typed: string): Checked {
  if (isMasked(typed)) return MASKED;
  const [local = "", domain = ""] = typed.normalize("NFKC").split("@");
  const value = `${local}@${domain.toLowerCase()}`;
  if (typed.length > 254 || !isEmail(value)) {
    return issue(
      "NOT_AN_EMAIL",
      "不是有效的邮箱，例如 li.na@example.cn。",
      "Not a valid e-mail address, e.g. li.na@example.cn.",
    );
  }
  return { value };
}

/** The address of a page. Without http:// or https:// in front it is taken to be the latter; nothing else is a link. */
export function checkLink(typed: string): Checked {
  const checked = checkText(typed, 300);
  if (checked.issue) return checked;
  const whole =
    /^[a-z][a-z\d+.-]*:/i.test(typed) && !/^[^/]*:\d+(\/|$)/.test(typed) ? typed : `https://${typed}`;
  const link = URL.canParse(whole) ? new URL(whole) : null;
  const isPage =
    link && /^https?:$/.test(link.protocol) && link.hostname.includes(".") && link.username === "";
  if (isPage && link.href.length <= 300) return { value: link.href };
  return issue(
    "NOT_A_LINK",
    "不是有效的网址，例如 https://www.example.cn。",
    "Not the address of a page, e.g. https://www.example.cn.",
  );
}
