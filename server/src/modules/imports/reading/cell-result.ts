import type { Text } from "../../../platform/language.ts";
import type { FieldIssueCode } from "../../customers/fields.ts";
import type { IssueCode, IssueDetails } from "./issue-texts.ts";

export interface CellIssue {
  code: IssueCode | FieldIssueCode;
  details?: IssueDetails;
  /** What the field's own check says of it; quotes nothing of the cell. */
  words?: Text;
}

/** A cell's value, null when it is empty, or what is wrong with it. */
export type CellResult<Value> =
  | { value: Value | null; issue?: undefined }
  | { issue: CellIssue; value?: undefined };

export function valued<Value>(value: Value | null): { value: Value | null } {
  return { value };
}

export function refused(code: IssueCode, details?: IssueDetails): { issue: CellIssue } {
  return { issue: details === undefined ? { code } : { code, details } };
}
