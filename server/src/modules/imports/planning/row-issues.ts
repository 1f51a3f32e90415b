import { text, type Language, type Text } from "../../../platform/language.ts";
import type { FieldIssueCode } from "../../customers/fields.ts";
import { ISSUES, issueText, type IssueCode, type IssueDetails } from "../reading/issue-texts.ts";
import type { ColumnTarget } from "../reading/import-targets.ts";

/** What can be wrong with a row as a whole, or with a cell seen together with the others and with the archive. */
export const ROW_ISSUES = {
  CUSTOMER_MISSING: text(
    "这一行看不出是哪位客户。请至少填写客户ID、姓名、联系方式或电子邮箱中的一项。",
    "The row does not say which customer it is. Give at least a customer ID, a name, a phone or an e-mail address.",
  ),
  DATE_MISSING: text(
    "有商品或金额，但没有交易日期。请补上，如 2026-03-08。",
    "There are goods or an amount but no day of the deal. Add it, as in 2026-03-08.",
  ),
  AMOUNT_MISSING: text(
    "有商品或交易日期，但没有成交金额。请补上；没有收钱就填 0。",
    "There are goods or a day but no amount. Add it; write 0 if nothing was paid.",
  ),
  SEVERAL_CUSTOMERS: text(
    "档案里有好几位客户符合这一项，分不清是哪一位。请填写客户ID，或补上姓名。",
    "Several customers on file fit this, so it is unclear which one is meant. Give the customer ID, or add the name.",
  ),
  ORDER_OF_ANOTHER_CUSTOMER: text(
    "这个订单号已经记在另一位客户名下。请核对订单号和客户ID。",
    "Another customer has the order with this number. Check the order number and the customer ID.",
  ),
  OTHER_KIND: text(
    "档案里这位客户不是这种客户（个人或企业），表格里的档案字段不适用。请核对客户ID，或把这一行留到另一份表格导入。",
    "This customer on file is of the other kind, person or firm, so the sheet's fields do not fit. Check the customer ID, or import this row with another sheet.",
  ),
  REFERENCE_NOT_FOUND: text(
    "没有这个编号的客户。请填写客户编号，如 KH-000123。",
    "There is no customer with this number. Write a customer's number, such as KH-000123.",
  ),
  IDENTITY_CONTRADICTS: text(
    "与身份证号码里的出生日期或性别不一致。请核对后改正。",
    "It is another one than the birth date or sex in the identity number. Compare them and correct one.",
  ),
} satisfies Record<string, Text>;

export type RowIssueCode = keyof typeof ROW_ISSUES;
export type CellIssueCode = IssueCode | RowIssueCode | FieldIssueCode;

export interface PlanIssue {
  readonly code: CellIssueCode;
  /** The column it stands in; null when the whole row could not be read. */
  readonly column: number | null;
  readonly target: ColumnTarget | null;
  readonly details?: IssueDetails;
  /** What a field's own check says; quotes nothing of the cell. */
  readonly words?: Text;
}

export function issueMessage(
  { code, words }: Pick<PlanIssue, "code" | "words">,
  language: Language,
  details?: IssueDetails,
): string {
  if (words) return words[language];
  return code in ISSUES
    ? issueText(code as IssueCode, language, details)
    : ROW_ISSUES[code as RowIssueCode][language];
}
