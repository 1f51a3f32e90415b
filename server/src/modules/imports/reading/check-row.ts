import { readCell } from "./cell-rules.ts";
import type { ImportValues } from "./cell-rules.ts";
import type { CellIssue } from "./cell-result.ts";
import type { SpreadsheetColumn } from "./columns.ts";
import type { DateSurroundings } from "./date-rule.ts";
import type { ImportTarget } from "./import-targets.ts";
import type { RowProblem, SpreadsheetRow } from "./spreadsheet-row.ts";

/** An issue and the cell that has it; a row that could not be read at all has no column. */
export interface RowIssue extends CellIssue {
  column: number | null;
  target: ImportTarget | null;
}

export interface CheckedRow {
  /** What the row says, as far as it can be taken in. Empty cells are left out. */
  values: Partial<ImportValues>;
  issues: RowIssue[];
}

const PROBLEM_ISSUES = {
  BAD_CHARACTERS: "LINE_BAD_CHARACTERS",
  NUL_CHARACTER: "LINE_NUL_CHARACTER",
  LINE_TOO_LONG: "LINE_TOO_LONG",
  OPEN_QUOTE: "LINE_OPEN_QUOTE",
} as const satisfies Record<RowProblem, string>;

/** Reads a row's cells by the columns' targets and gathers every cell's issue, not the first only. */
export function checkRow(
  row: SpreadsheetRow,
  columns: readonly SpreadsheetColumn[],
  dates: DateSurroundings,
): CheckedRow {
  if (row.problem !== undefined) {
    const details = { line: row.line ?? row.row };
    return {
      values: {},
      issues: [{ code: PROBLEM_ISSUES[row.problem], details, column: null, target: null }],
    };
  }
  const checked: CheckedRow = { values: {}, issues: [] };
  for (const column of columns) {
    if (column.target === null || (column.addressPart !== undefined && column !== firstAddressPart(columns)))
      continue;
    const text =
      column.addressPart === undefined ? (row.cells[column.index] ?? "") : joinedAddress(row, columns);
    const mark = row.marks?.find((candidate) => candidate.column === column.index)?.mark;
    if (text === "" && mark === undefined) continue;
    const { value, issue } = readCell(column.target, text, dates, mark);
    if (issue !== undefined) checked.issues.push({ ...issue, column: column.index, target: column.target });
    else if (value !== null) Object.assign(checked.values, { [column.target]: value });
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
