import { parseReference } from "./cell-reference.ts";
import { SpreadsheetRefusal } from "./refusals.ts";
import type { SpreadsheetRow } from "./spreadsheet-row.ts";
import { readText } from "./xml-events.ts";
import type { ArchivePart } from "./zip-archive.ts";

/** Cells of one column made into one over several rows. What is merged across columns shows its text once anyway. */
export interface MergedCells {
  column: number;
  top: number;
  bottom: number;
}

const MAX_MERGED = 500_000;
const MERGED_CELL = /<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([^"'<>]+)["']/g;

/**
 * Merged ranges stand after all the rows, so a sheet is unpacked once more, before its rows are read, to know them.
 * Only the part behind the rows is looked at, and without an XML parser: this pass is for every sheet, merged or not.
 * It also sees the whole sheet's checksum, so that a damaged file is refused before its first row is taken in.
 */
export async function readMergedCells(sheet: ArchivePart): Promise<MergedCells[]> {
  const merged: MergedCells[] = [];
  let behindRows = false;
  let rest = "";
  for await (const text of readText(sheet)) {
    let piece = rest + text;
    if (!behindRows) {
      const end = endOfRows(piece);
      if (end === -1) {
        rest = piece.slice(-80);
        continue;
      }
      behindRows = true;
      piece = piece.slice(end);
    }
    for (const match of piece.matchAll(MERGED_CELL)) {
      const range = parseRange(match[1] ?? "");
      if (range !== undefined && range.bottom > range.top) merged.push(range);
      if (merged.length > MAX_MERGED) throw new SpreadsheetRefusal("TOO_LARGE_UNPACKED");
    }
    rest = piece.slice(Math.max(piece.lastIndexOf("<"), piece.length - 1000, 0));
    if (rest.includes(">")) rest = "";
  }
  return merged.sort((one, other) => one.top - other.top);
}

/** Where `</sheetData>` stands, with or without a prefix. Plain searching, because it runs over every byte of the sheet. */
function endOfRows(piece: string): number {
  let at = piece.indexOf("sheetData>");
  while (at !== -1 && piece[piece.lastIndexOf("<", at) + 1] !== "/") at = piece.indexOf("sheetData>", at + 1);
  return at;
}

function parseRange(text: string): MergedCells | undefined {
  const [from, to] = text.split(":").map((corner) => parseReference(corner));
  if (from === undefined || to === undefined) return undefined;
  return { column: from.column, top: from.row, bottom: to.row };
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
