import { issue, type Checked } from "./field-checks.ts";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_DIGITS = "10X98765432";
/** The first two digits of every division that has given out identity numbers, Hong Kong, Macau and Taiwan (residence permits) too. */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;

/** The last place of an identity number, computed from the 17 before it (GB 11643-1999). */
export function checkDigitOf(first17: string): string {
  const sum = WEIGHTS.reduce<number>((total, weight, place) => total + weight * Number(first17[place]), 0);
  return CHECK_DIGITS.charAt(sum % 11);
}

/** What an identity number tells of its owner. */
export interface IdentityFacts {
  readonly birthDate: string;
  readonly sex: "MALE" | "FEMALE";
}

export function factsOfIdentityNumber(number: string): IdentityFacts {
  return {
    birthDate: `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`,
    sex: Number(number[16]) % 2 === 1 ? "MALE" : "FEMALE",
  };
}

/**
 * A number of the second-generation identity card, or of a residence permit for people from Hong Kong, Macau and Taiwan,
 * which has the same form: 18 places, the last of them computed from the others. `today` is the last day to be born on.
 */
export function checkIdentityNumber(typed: string, today: string): Checked {
  const number = typed.normalize("NFKC").replaceAll(/[\s-]/g, "").toUpperCase();
  if (/^\d{15}$/.test(number)) {
    return issue(
      "OLD_IDENTITY_NUMBER",
      "这是已停用的 15 位旧号码。请填写现在身份证上的 18 位号码；手边没有新证时，可先填在“其他证件”里。",
      "This is an old number of 15 digits, which is not valid any more. Give the 18 places of the present card; until you have it, put this one into “Other document”.",
    );
  }
  const isRight =
    /^\d{17}[\dX]$/.test(number) &&
    PROVINCES.test(number) &&
    checkDigitOf(number.slice(0, 17)) === number[17];
  if (!isRight || !isPastDay(factsOfIdentityNumber(number).birthDate, today)) {
    return issue(
      "NOT_AN_IDENTITY_NUMBER",
      "不是有效的身份证号码：应为 18 位，请逐位核对，最后一位可能是 X。护照、港澳台通行证等请填在“其他证件”里。",
      "Not a valid identity number: it has 18 places, the last one may be an X. Compare them one by one. Passports and travel permits go into “Other document”.",
    );
  }
  return { value: number };
}

function isPastDay(day: string, today: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return (
    !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) && day >= "1900-01-01" && day <= today
  );
}
