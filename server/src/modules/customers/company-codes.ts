import { FieldType, type TypeOfField } from "./archive-field.ts";
import { issue } from "./field-checks.ts";

const CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** The last place of a unified social credit code, computed from the 17 before it (GB 32100-2015). */
export function creditCheckDigitOf(first17: string): string {
  const sum = WEIGHTS.reduce<number>(
    (total, weight, place) => total + weight * CHARACTERS.indexOf(first17.charAt(place)),
    0,
  );
  return CHARACTERS.charAt((31 - (sum % 31)) % 31);
}

/** A firm's unified social credit code 统一社会信用代码: 18 places, the last of them computed from the others. */
export const CREDIT_CODE: TypeOfField = {
  type: FieldType.TEXT,
  longest: 18,
  check: (typed) => {
    const code = typed.normalize("NFKC").replaceAll(/[\s-]/g, "").toUpperCase();
    return /^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code) && creditCheckDigitOf(code.slice(0, 17)) === code[17]
      ? { value: code }
      : issue(
          "NOT_A_CREDIT_CODE",
          "不是有效的统一社会信用代码：应为 18 位，请对照营业执照核对。",
          "Not a valid unified social credit code: it has 18 places. Compare it with the business licence.",
        );
  },
};
