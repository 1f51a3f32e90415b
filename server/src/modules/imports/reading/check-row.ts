import { readCell } from "./cell-rules.ts";
import type { ImportValues } from "./cell-rules.ts";
import type { CellIssue } from "./cell-result.ts";
import type { SpreadsheetColumn } from "./columns.ts";
import type { DateSurroundings } from "./date-rule.ts";
import { readFieldCell } from "./field-rules.ts";
import { isFieldTarget, type ColumnTarget, type FieldTarget } from "./import-targets.ts";
import type { ArchiveField } from "../../customers/fields.ts";
import type { RowProblem, SpreadsheetRow } from "./spreadsheet-row.ts";

/** An issue and the cell that has it; a row that could not be read at all has no column. */
export interface RowIssue extends CellIssue {
  column: number | null;
  target: ColumnTarget | null;
}

export interface CheckedRow {
  /** What the row says, as far as it can be taken in. Empty cells are left out. */
  values: Partial<ImportValues>;
  /** The same of fields of the archive. */
  archive: Partial<Record<FieldTarget, string>>;
  issues: RowIssue[];
}

const PROBLEM_ISSUES = {
  BAD_CHARACTERS: "LINE_BAD_CHARACTERS",
  NUL_CHARACTER: "LINE_NUL_CHARACTER",
  LINE_TOO_LONG: "LINE_TOO_LONG",
  OPEN_QUOTE: "LINE_OPEN_QUOTE",
} as const satisfies Record<RowProblem, string>;

/** What the columns of a file that are taken in as fields of the archive are to hold. */
export type FieldsOfColumns = ReadonlyMap<FieldTarget, ArchiveField>;

const NO_FIELDS: FieldsOfColumns = new Map();

/** Reads a row's cells by the columns' targets and gathers every cell's issue, not the first only. */
export function checkRow(
  row: SpreadsheetRow,
  columns: readonly SpreadsheetColumn[],
  dates: DateSurroundings,
  fields: FieldsOfColumns = NO_FIELDS,
): CheckedRow {
  if (row.problem !== undefined) {
    const details = { line: row.line ?? row.row };
    return {
      values: {},
      archive: {},
      issues: [{ code: PROBLEM_ISSUES[row.problem], details, column: null, target: null }],
    };
  }
  const checked: CheckedRow = { values: {}, archive: {}, issues: [] };
  for (const column of columns) {
    if (column.target === null || (column.addressPart !== undefined && column !== firstAddressPart(columns)))
      continue;
    const text =
      column.addressPart === undefined ? (row.cells[column.index] ?? "") : joinedAddress(row, columns);
    const mark = row.marks?.find((candidate) => candidate.column === column.index)?.mark;
    if (text === "" && mark === undefined) continue;
    const { target, index } = column;
    if (isFieldTarget(target)) {
      const field = fields.get(target);
      if (!field) continue;
      const { value, issue } = readFieldCell(field, text, dates, mark);
      if (issue !== undefined) checked.issues.push({ ...issue, column: index, target });
      else if (value !== null) checked.archive[target] = value;
      continue;
    }
    const { value, issue } = readCell(target, text, dates, mark);
    if (issue !== undefined) checked.issues.push({ ...issue, column: index, target });
    else if (value !== null) Object.assign(checked.values, { [target]: value });
  }
  return checked;
}

function firstAddressPart(columns: readonly SpreadsheetColumn[]): SpreadsheetColumn | undefined {
  return columns.find(({ target, addressPart }) => target === "address" && addressPart !== undefined);
}

/** 浙江省 + 杭州市 + 余杭区 + 文一西路969号; a part that the next one repeats is said once. */
function joinedAddress(row: SpreadsheetRow, columns: readonly SpreadsheetColumn[]): string {
  const parts = columns
    .filter(({ target, addressPart }) => target === "address" && addressPart !== undefined)
    .sort((one, other) => (one.addressPart ?? 0) - (other.addressPart ?? 0))
    .map(({ index }) => (row.cells[index] ?? "").trim())
    .filter((part) => part !== "");
  return parts.filter((part, index) => !(parts[index + 1]?.startsWith(part) ?? false)).join("");
}
