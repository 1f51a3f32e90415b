/** Something about a cell that its text alone does not show. */
export type CellMark =
  /** A number of more than 15 digits: spreadsheet programs keep 15, so the rest was lost before we saw it. */
  | "DIGITS_LOST"
  /** A formula whose result was never saved, so there is no value to read. */
  | "FORMULA_WITHOUT_VALUE"
  /** The value stands for several rows at once, because their cells are merged. */
  | "MERGED";

/** Why a line of a CSV file could not be read as a row. */
export type RowProblem = "BAD_CHARACTERS" | "NUL_CHARACTER" | "LINE_TOO_LONG" | "OPEN_QUOTE";

export interface SpreadsheetRow {
  /** The number that the spreadsheet program shows beside the row. */
  row: number;
  /** The line of a CSV file where the row begins, when it is another number than the row's. */
  line?: number;
  /** What a person sees in each cell; dates as 2026-03-08 or 2026-03-08 13:45:00. Trailing empty cells may be missing. */
  cells: string[];
  marks?: { column: number; mark: CellMark }[];
  problem?: RowProblem;
}

/** Columns beyond this one are not read; no archive sheet has so many. */
export const MAX_COLUMNS = 200;

export function isBlank(row: SpreadsheetRow): boolean {
  return (
    row.problem === undefined && row.marks === undefined && row.cells.every((cell) => cell.trim() === "")
  );
}
