import { isEmail } from "class-validator";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { text, type Text } from "../../platform/language.ts";
import { isDisguised } from "../../platform/plain-text.ts";

/** What a check found: the value as it is kept, or what is wrong and what to do. */
export type Checked = { readonly value: string; readonly issue?: undefined } | { readonly issue: FieldIssue };

export type FieldIssueCode =
  | "TOO_LONG"
  | "CONTROL_CHARACTERS"
  | "MASKED"
  | "NOT_AN_EMAIL"
  | "NOT_A_PHONE"
  | "SEVERAL_PHONES";

export interface FieldIssue {
  readonly code: FieldIssueCode;
  readonly text: Text;
}

/** A field of the customer's archive, declared once: form, ledger, import, export and inventory read it here. */
export interface CustomerField {
  readonly name: "name" | "nickname" | "phone" | "email" | "address";
  readonly label: Text;
  /** Encrypted at rest, masked when shown, revealed with a reason. */
  readonly personal: boolean;
  readonly longest: number;
  /** Takes text as typed (through `normaliseText`) and gives the value as kept. */
  readonly check: (typed: string) => Checked;
}

function issue(code: FieldIssueCode, zh: string, en: string): Checked {
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
    return issue("TOO_LONG", `最多 ${longest} 个字,请缩短。`, `At most ${longest} characters. Shorten it.`);
  }
  return { value: typed };
}

function isMasked(typed: string): boolean {
  return /[*\uff0a•✱]{2,}/.test(typed);
}

const MASKED = issue(
  "MASKED",
  "这是打码后的内容，请填写完整的值；不想修改就不要改动这一项。",
  "This is a masked text. Give the whole value, or leave the field alone to keep it.",
);

const CHINESE_MOBILE = /^(?:\+?86)?(1[3-9]\d{9})$/;
/** Area code of two or three digits (after the 0) and seven or eight of its own; or 400 and 800 numbers. */
const CHINESE_LANDLINE = /^(?:(?:10|2\d)\d{8}|(?!400|800)[3-9]\d{2}\d{7,8}|[48]00\d{7})$/;

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
  const number = parsePhoneNumberFromString(prepared, { defaultCountry: "CN", extract: false });
  const kept = number ? phoneNumber(number.number) : null;
  if (kept === null) {
    return issue(
      "NOT_A_PHONE",
      "不是有效的电话号码。手机号为 11 位；座机请带区号，例如 0571-88888888。",
      "Not a valid phone number. Chinese mobiles have 11 digits; landlines need the area code, e.g. 0571-88888888; others start with + and the country.",
    );
  }
  return { value: number?.ext ? `${kept};ext=${number.ext}` : kept };
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

function checkAddress(typed: string): Checked {
  return isMasked(typed) ? MASKED : checkText(typed, 300);
}

export const CUSTOMER_FIELDS: readonly CustomerField[] = [
  {
    name: "name",
    label: text("真实姓名", "Name"),
    personal: false,
    longest: 100,
    check: (typed) => checkText(typed, 100),
  },
  {
    name: "nickname",
    label: text("客户ID", "Customer ID"),
    personal: false,
    longest: 100,
    check: (typed) => checkText(typed, 100),
  },
  { name: "phone", label: text("联系方式", "Phone"), personal: true, longest: 40, check: checkPhone },
  { name: "email", label: text("电子邮箱", "E-mail"), personal: true, longest: 254, check: checkEmail },
  {
    name: "address",
    label: text("收货地址", "Delivery address"),
    personal: true,
    longest: 300,
    check: checkAddress,
  },
];

export type PersonalFieldName = "phone" | "email" | "address";
export const PERSONAL_FIELDS: readonly PersonalFieldName[] = ["phone", "email", "address"];

export function isPersonalField(field: string): field is PersonalFieldName {
  return (PERSONAL_FIELDS as readonly string[]).includes(field);
}

export function customerField(name: CustomerField["name"]): CustomerField {
  const field = CUSTOMER_FIELDS.find((candidate) => candidate.name === name);
  if (!field) throw new TypeError(`no customer field ${name}`);
  return field;
}
