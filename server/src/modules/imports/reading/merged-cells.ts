import type { SpreadsheetRow } from "./spreadsheet-row.ts";

/** Cells of one column made into one over several rows. What is merged across columns shows its text once anyway. */
export interface MergedCells {
  column: number;
  top: number;
  bottom: number;
}

/** Repeats a merged cell's value down its rows, so that one customer cell over three deals stands in each of them. */
export class MergedValues {
  readonly #merged: readonly MergedCells[];
  #next = 0;
  #open: { cells: MergedCells; value: string }[] = [];

  constructor(merged: readonly MergedCells[]) {
    this.#merged = merged;
  }

  /** Rows must come in order. */
  fill(row: SpreadsheetRow): void {
    if (this.#open.length > 0) this.#open = this.#open.filter(({ cells }) => cells.bottom >= row.row);
    for (const { cells, value } of this.#open) {
      if (value === "") continue;
      while (row.cells.length <= cells.column) row.cells.push("");
      row.cells[cells.column] = value;
      (row.marks ??= []).push({ column: cells.column, mark: "MERGED" });
    }
    const opened: MergedCells[] = [];
    for (let cells = this.#merged[this.#next]; cells !== undefined && cells.top <= row.row;) {
      if (cells.top === row.row) opened.push(cells);
      this.#next += 1;
      cells = this.#merged[this.#next];
    }
    for (const cells of opened) {
      this.#open.push({ cells, value: row.cells[cells.column] ?? "" });
      // Where every cell is merged alike, as in a sheet of high rows, the rows below hold nothing of their own.
      if (!mergedAlike(row, opened, cells.bottom))
        (row.marks ??= []).push({ column: cells.column, mark: "MERGED" });
    }
  }
}

function mergedAlike(row: SpreadsheetRow, opened: readonly MergedCells[], bottom: number): boolean {
  const columns = new Set(opened.filter((cells) => cells.bottom >= bottom).map((cells) => cells.column));
  return row.cells.every((cell, column) => cell === "" || columns.has(column));
}
