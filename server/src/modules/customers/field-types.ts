import { text, type Text } from "../../platform/language.ts";
import { type Choices, FieldType, type TypeOfField } from "./archive-field.ts";
import { findDistrict } from "./districts.ts";
import {
  checkEmail,
  checkLink,
  checkMobile,
  checkPhone,
  checkText,
  issue,
  type Checked,
} from "./field-checks.ts";
import { checkIdentityNumber } from "./identity-number.ts";

/** Between the values of a list, as it is typed and as it is kept. A value holds none of these. */
export const LIST_SEPARATOR = "、";
const SEPARATORS = /[、，,;；\n]/;
const MOST_IN_A_LIST = 30;
const LONGEST_TAG = 40;

export function textOf(longest: number): TypeOfField {
  return { type: FieldType.TEXT, longest, check: (typed) => checkText(typed, longest) };
}

export function longTextOf(longest: number): TypeOfField {
  return { type: FieldType.LONG_TEXT, longest, check: (typed) => checkText(typed, longest) };
}

export const PHONE: TypeOfField = { type: FieldType.PHONE, longest: 40, check: checkPhone };
export const MOBILE: TypeOfField = { type: FieldType.PHONE, longest: 40, check: checkMobile };
export const EMAIL: TypeOfField = { type: FieldType.EMAIL, longest: 254, check: checkEmail };
export const LINK: TypeOfField = { type: FieldType.LINK, longest: 300, check: checkLink };
export const IDENTITY_NUMBER: TypeOfField = {
  type: FieldType.ID_NUMBER,
  longest: 18,
  check: checkIdentityNumber,
};
export const DISTRICT: TypeOfField = { type: FieldType.DISTRICT, check: checkDistrict };
/** A customer's id in the database; whether there is one is for the command to find out. */
export const CUSTOMER: TypeOfField = { type: FieldType.CUSTOMER, check: (typed) => ({ value: typed }) };
export const TAGS: TypeOfField = { type: FieldType.TAGS, longest: LONGEST_TAG, check: checkTags };

export const YES_NO: TypeOfField = {
  type: FieldType.YES_NO,
  check: (typed) =>
    typed === "true" || typed === "false"
      ? { value: typed }
      : issue("NOT_A_CHOICE", "请选择“是”或“否”。", "Choose yes or no."),
};

export interface NumberRange {
  readonly from: number;
  readonly to: number;
  readonly decimals?: number;
}

export function numberOf({ from, to, decimals = 0 }: NumberRange): TypeOfField {
  return {
    type: FieldType.NUMBER,
    decimals,
    check: (typed) => checkNumber(typed, { from, to, decimals }),
  };
}

/** A year from 1900 to this one. */
export const YEAR: TypeOfField = {
  type: FieldType.NUMBER,
  decimals: 0,
  check: (typed, today) => checkNumber(typed, { from: 1900, to: Number(today.slice(0, 4)), decimals: 0 }),
};

export const MONEY: TypeOfField = {
  type: FieldType.MONEY,
  decimals: 2,
  check: (typed) => {
    const checked = checkNumber(typed, { from: 0, to: 999_999_999_999_999, decimals: 2 });
    if (checked.issue) return checked;
    const [whole = "", fraction = ""] = checked.value.split(".");
    return { value: `${whole}.${fraction.padEnd(2, "0")}` };
  },
};

/** A day that has been. */
export function pastDay(from = "1900-01-01"): TypeOfField {
  return { type: FieldType.DATE, check: (typed, today) => checkPastDay(typed, from, today) };
}

/** A day of the calendar, past or to come. */
export function dayOf(from: string, to: string): TypeOfField {
  return { type: FieldType.DATE, check: (typed) => checkDay(typed, from, to) };
}

export function choiceOf(choices: Choices): TypeOfField {
  return {
    type: FieldType.CHOICE,
    choices,
    check: (typed) => (isOneOf(choices, typed) ? { value: typed } : NOT_A_CHOICE),
  };
}

export function choicesOf(choices: Choices): TypeOfField {
  return {
    type: FieldType.CHOICES,
    choices,
    check: (typed) => {
      const chosen = new Set(partsOfList(typed));
      const known = choices.all.map(({ code }) => code).filter((code) => chosen.has(code));
      return known.length === chosen.size ? { value: known.join(LIST_SEPARATOR) } : NOT_A_CHOICE;
    },
  };
}

/** What may be chosen: codes, each with its words in both languages. */
export function choices(
  name: string,
  description: string,
  words: Readonly<Record<string, readonly [zh: string, en: string]>>,
): Choices {
  const all = Object.entries(words).map(([code, [zh, en]]) => ({ code, label: text(zh, en) }));
  return { name, description, all };
}

const YES = text("是", "Yes");
const NO = text("否", "No");

/** A value of a yes-or-no field, in words. */
export function yesOrNo(kept: string): Text {
  return kept === "true" ? YES : NO;
}

/** The values of a list as it is kept. */
export function partsOfList(value: string): string[] {
  return value
    .split(SEPARATORS)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

const NOT_A_CHOICE = issue("NOT_A_CHOICE", "请从列表中选择。", "Choose from the list.");

function isOneOf(choices: Choices, typed: string): boolean {
  return choices.all.some(({ code }) => code === typed);
}

function checkTags(typed: string): Checked {
  const tags = [...new Set(partsOfList(typed))];
  if (tags.length > MOST_IN_A_LIST)
    return issue(
      "TOO_MANY",
      `最多 ${MOST_IN_A_LIST} 个标签，请去掉一些。`,
      `At most ${MOST_IN_A_LIST} tags. Take some away.`,
    );
  for (const tag of tags) {
    const checked = checkText(tag, LONGEST_TAG);
    if (checked.issue) return checked;
  }
  return { value: tags.join(LIST_SEPARATOR) };
}

function checkNumber(typed: string, { from, to, decimals = 0 }: NumberRange): Checked {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d{1,15})(?:\.(\d+))?$/.exec(typed) ?? [];
  const behind = fraction.replace(/0+$/, "");
  if (whole === "" || behind.length > decimals)
    return decimals === 0
      ? issue("NOT_A_NUMBER", "请填写整数。", "Give a whole number.")
      : issue(
          "NOT_A_NUMBER",
          `请填写数字，最多 ${decimals} 位小数。`,
          `Give a number with at most ${decimals} digits behind the point.`,
        );
  const digits = `${whole.replace(/^0+(?=\d)/, "")}${behind === "" ? "" : `.${behind}`}`;
  const value = sign === "-" && Number(digits) !== 0 ? `-${digits}` : digits;
  return Number(value) >= from && Number(value) <= to
    ? { value }
    : issue("OUT_OF_RANGE", `应在 ${from} 到 ${to} 之间。`, `It lies between ${from} and ${to}.`);
}

function checkPastDay(typed: string, from: string, today: string): Checked {
  const checked = checkDay(typed, from, "9999-12-31");
  if (!checked.issue && typed > today) return OUTSIDE(from);
  return checked.issue?.code === "OUT_OF_RANGE" ? OUTSIDE(from) : checked;
}

const OUTSIDE = (from: string) =>
  issue(
    "OUT_OF_RANGE",
    `日期应在 ${from} 之后，且不能晚于今天。`,
    `The day lies after ${from} and not after today.`,
  );

function checkDay(typed: string, from: string, to: string): Checked {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? new Date(`${typed}T00:00:00Z`) : null;
  if (!date || Number.isNaN(date.getTime()) || !date.toISOString().startsWith(typed))
    return issue(
      "NOT_A_DATE",
      "不是有效的日期，请写作 1990-05-20。",
      "Not a day of the calendar. Write it like 1990-05-20.",
    );
  if (typed >= from && typed <= to) return { value: typed };
  return issue("OUT_OF_RANGE", `日期应在 ${from} 到 ${to} 之间。`, `The day lies between ${from} and ${to}.`);
}

function checkDistrict(typed: string): Checked {
  return findDistrict(typed)
    ? { value: typed }
    : issue(
        "NOT_A_DISTRICT",
        "没有这个地区，请从列表中选择。",
        "There is no such district. Choose one from the list.",
      );
}
