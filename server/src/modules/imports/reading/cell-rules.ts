import { readAmount, readQuantity } from "./amount-rules.ts";
import { refused } from "./cell-result.ts";
import type { CellIssue, CellResult } from "./cell-result.ts";
import { expandScientific, isScientific, readEmail, readPhone } from "./contact-rules.ts";
import { readOrderDate } from "./date-rule.ts";
import type { DateSurroundings, OrderDate } from "./date-rule.ts";
import type { ImportTarget } from "./import-targets.ts";
import type { CellMark } from "./spreadsheet-row.ts";
import { foldText, readIdentifier, readLine, readLines, TEXT_LIMITS } from "./text-rules.ts";

/** A row's values by target, each in its own type. */
export interface ImportValues {
  customerId: string;
  memberLevel: string;
  name: string;
  email: string;
  phone: string;
  address: string;
  orderedOn: OrderDate;
  goods: string;
  amount: string;
  orderNumber: string;
  quantity: number;
  paymentMethod: string;
  channel: string;
  note: string;
}

type Rules = {
  [Target in ImportTarget]: (text: string, dates: DateSurroundings) => CellResult<ImportValues[Target]>;
};

const RULES: Rules = {
  customerId: (text) => readNumberedText(text, TEXT_LIMITS.customerId),
  memberLevel: (text) => readLine(text, TEXT_LIMITS.memberLevel),
  name: (text) => readLine(text, TEXT_LIMITS.name),
  email: readEmail,
  phone: readPhone,
  address: (text) => readLine(text, TEXT_LIMITS.address),
  orderedOn: readOrderDate,
  goods: (text) => readLine(text, TEXT_LIMITS.goods),
  amount: readAmount,
  orderNumber: (text) => readNumberedText(text, TEXT_LIMITS.orderNumber),
  quantity: readQuantity,
  paymentMethod: (text) => readLine(text, TEXT_LIMITS.paymentMethod),
  channel: (text) => readLine(text, TEXT_LIMITS.channel),
  note: (text) => readLines(text, TEXT_LIMITS.note),
};

/**
 * What a cell says for its target. A value that a person would call the same (spaces, full width, +86) is brought to
 * one form; everything else that does not fit is an issue for a person, never a guess.
 */
export function readCell<Target extends ImportTarget>(
  target: Target,
  text: string,
  dates: DateSurroundings,
  mark?: CellMark,
): CellResult<ImportValues[Target]> {
  const issue = issueWithCell(target, text, mark);
  return issue === undefined ? RULES[target](text, dates) : { issue };
}

/** What is wrong with the cell itself, whatever it should hold. */
export function issueWithCell(
  target: ImportTarget | null,
  text: string,
  mark: CellMark | undefined,
): CellIssue | undefined {
  if (mark === "FORMULA_WITHOUT_VALUE") return { code: "FORMULA_WITHOUT_VALUE" };
  if (mark === "DIGITS_LOST") return { code: "DIGITS_LOST", details: { text } };
  // Repeating a merged customer is what its author meant; repeating a merged amount would multiply the money.
  if (mark === "MERGED" && (target === "amount" || target === "quantity")) return { code: "MERGED_NUMBER" };
  if (/^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|#+)$/.test(text.trim())) {
    return { code: "FORMULA_ERROR", details: { text: text.trim() } };
  }
  return undefined;
}

/** An identifier that a CSV export may have turned into 1.10101E+17. */
function readNumberedText(text: string, limit: number): CellResult<string> {
  const folded = foldText(text);
  if (!isScientific(folded) || !folded.includes("+")) return readIdentifier(text, limit);
  const expanded = expandScientific(folded);
  return expanded === undefined ? refused("DIGITS_LOST", { text: folded }) : readIdentifier(expanded, limit);
}
