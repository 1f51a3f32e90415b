import { matchHeading } from "./columns.ts";
import type { FieldWords } from "./field-words.ts";
import type { SpreadsheetRow } from "./spreadsheet-row.ts";

export const ROWS_SEARCHED_FOR_HEADER = 40;

export interface Header {
  /** As the spreadsheet program numbers rows. A header of two rows ends with the second. */
  row: number;
  lastRow: number;
  headings: string[];
  /** What stands above the header by itself: the sheet's title. */
  title: string | null;
}

/**
 * Finds the row whose cells are the most words for columns. Titles, blank rows and notes above it are passed by
 * because a title is no column's word.
 */
export function findHeader(rows: readonly SpreadsheetRow[], fields?: FieldWords): Header | undefined {
  const searched = rows.slice(0, ROWS_SEARCHED_FOR_HEADER);
  let best: { index: number; score: number } | undefined;
  for (const [index, row] of searched.entries()) {
    const score = headerScore(row, fields);
    if (score > (best?.score ?? 0)) best = { index, score };
  }
  if (best === undefined) return undefined;
  const { first, last, headings } = joinSecondRow(searched, best.index, fields);
  const top = searched[first];
  const bottom = searched[last];
  if (top === undefined || bottom === undefined) return undefined;
  return { row: top.row, lastRow: bottom.row, headings, title: findTitle(searched.slice(0, first)) };
}

/** A header says at least two different things, or is the only column of its sheet. */
function headerScore(row: SpreadsheetRow, fields: FieldWords | undefined): number {
  if (row.problem !== undefined) return 0;
  const filled = row.cells.filter((cell) => cell.trim() !== "");
  const targets = new Map<string, number>();
  for (const cell of filled) {
    const match = matchHeading(cell, fields);
    if (match === undefined) continue;
    const key = match.addressPart === undefined ? match.target : `${match.target}${match.addressPart}`;
    targets.set(key, Math.max(targets.get(key) ?? 0, match.reason === "WORD" ? 1 : 0.4));
  }
  const score = [...targets.values()].reduce((sum, value) => sum + value, 0);
  if (filled.length === 1) return targets.size === 1 && score === 1 ? 0.5 : 0;
  // One known word among many unknown ones is chance; a row of data may hold one too.
  return targets.size >= 2 && score >= Math.min(2, filled.length * 0.2 + 1) ? score : 0;
}

/**
 * Two rows are one header when they fill each other's gaps: 客户信息 above 姓名 and 电话, beside 订单号 which stands
 * only in the upper row.
 */
function joinSecondRow(rows: readonly SpreadsheetRow[], best: number, fields: FieldWords | undefined) {
  const cells = rows[best]?.cells ?? [];
  const alone = { first: best, last: best, headings: cells };
  for (const [upper, lower] of [
    [best - 1, best],
    [best, best + 1],
  ] as const) {
    const above = rows[upper];
    const below = rows[lower];
    const other = upper === best ? below : above;
    if (above === undefined || below === undefined || other === undefined) continue;
    if (below.row !== above.row + 1 || !isAllWords(other, cells, fields)) continue;
    const width = Math.max(above.cells.length, below.cells.length);
    const headings = Array.from({ length: width }, (_, column) => {
      const upperCell = above.cells[column] ?? "";
      const lowerCell = below.cells[column] ?? "";
      return lowerCell.trim() === "" ||
        (matchHeading(lowerCell, fields) === undefined && matchHeading(upperCell, fields) !== undefined)
        ? upperCell
        : lowerCell;
    });
    return { first: upper, last: lower, headings };
  }
  return alone;
}

/** Whether the other row adds a column's word where the header has none, and holds no data. */
function isAllWords(
  other: SpreadsheetRow,
  header: readonly string[],
  fields: FieldWords | undefined,
): boolean {
  const filled = other.cells.filter((cell) => cell.trim() !== "");
  const adds = other.cells.some(
    (cell, column) =>
      matchHeading(cell, fields)?.reason === "WORD" &&
      matchHeading(header[column] ?? "", fields) === undefined,
  );
  return adds && filled.length >= 2 && filled.every((cell) => !/\d/.test(cell) && cell.length <= 20);
}

function findTitle(above: readonly SpreadsheetRow[]): string | null {
  for (const { cells } of above) {
    const filled = [...new Set(cells.map((cell) => cell.trim()).filter((cell) => cell !== ""))];
    if (filled.length === 1 && filled[0] !== undefined && filled[0].length <= 100) return filled[0];
  }
  return null;
}
