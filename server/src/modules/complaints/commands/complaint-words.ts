import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text, type Text } from "../../../platform/language.ts";
import { isBlank } from "../../../platform/plain-text.ts";
import { checkText } from "../../customers/fields.ts";

export const LONGEST_WORDS = 5000;

/** Words as they are kept: exactly as written, without blanks around; null when there is nothing to see. Adds what is wrong to the errors. */
export function checkWords(
  typed: string | null | undefined,
  field: string,
  errors: DomainError[],
): string | null {
  const words = (typed ?? "").normalize("NFC").trim();
  const checked = checkText(words, LONGEST_WORDS);
  if (checked.issue) {
    const code = checked.issue.code === "TOO_LONG" ? UserErrorCode.TOO_LONG : UserErrorCode.INVALID_VALUE;
    errors.push(new DomainError(code, checked.issue.text, [field]));
  }
  return isBlank(words) ? null : words;
}

export function required(field: string, message: Text): DomainError {
  return new DomainError(UserErrorCode.REQUIRED, message, [field]);
}

/** What happened, in words; no complaint is without. */
export function checkDescription(typed: string | null, errors: DomainError[]): string {
  const words = checkWords(typed, "description", errors);
  if (words === null) {
    errors.push(required("description", text("请填写投诉内容：发生了什么。", "Write down what happened.")));
  }
  return words ?? "";
}
