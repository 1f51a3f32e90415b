import { parseReference } from "./cell-reference.ts";
import type { MergedCells } from "./merged-cells.ts";
import { SpreadsheetRefusal } from "./refusals.ts";
import { readText } from "./xml-events.ts";
import type { ArchivePart } from "./zip-archive.ts";

/** What must be known of a sheet before its rows are read, but stands behind them. */
export interface SheetSurvey {
  /** In the order of their first rows. */
  merged: MergedCells[];
  /** No cell beyond this many characters of the sheet has a value. */
  valuesEnd: number;
}

const MAX_MERGED = 500_000;
const MERGED_CELL = /<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([^"'<>]+)["']/g;
/** Ends of `</v>` and `</t>`, beginnings of `<f`, with or without a prefix: no cell has a value or a formula without. */
const VALUE_SIGNS = ["v>", "t>", "<f", ":f"];
const LONGEST_TAG = 1_000;

/**
 * Unpacks a sheet once without an XML parser, which is several times faster than reading it. This tells which cells
 * are merged, where the values end (a sheet formatted down to row 1,048,576 is common, and nearly all of it blank),
 * and whether the checksum is right, so that a damaged file is refused before its first row is taken in.
 */
export async function surveySheet(sheet: ArchivePart): Promise<SheetSurvey> {
  const merged: MergedCells[] = [];
  let behindRows = false;
  let valuesEnd = 0;
  let length = 0;
  let rest = "";
  for await (const text of readText(sheet)) {
    let piece = rest + text;
    length += text.length;
    if (!behindRows) {
      const end = endOfRows(piece);
      const rows = end === -1 ? piece : piece.slice(0, end);
      if (VALUE_SIGNS.some((sign) => rows.includes(sign))) valuesEnd = length;
      rest = piece.slice(-20);
      if (end === -1) continue;
      behindRows = true;
      piece = piece.slice(end);
    }
    for (const match of piece.matchAll(MERGED_CELL)) {
      const range = parseRange(match[1] ?? "");
      if (range !== undefined && range.bottom > range.top) merged.push(range);
      if (merged.length > MAX_MERGED) throw new SpreadsheetRefusal("TOO_LARGE_UNPACKED");
    }
    rest = unfinishedTag(piece);
  }
  return { merged: merged.sort((one, other) => one.top - other.top), valuesEnd };
}

/** Where `</sheetData>` stands, with or without a prefix. */
function endOfRows(piece: string): number {
  let at = piece.indexOf("sheetData>");
  while (at !== -1 && piece[piece.lastIndexOf("<", at) + 1] !== "/") at = piece.indexOf("sheetData>", at + 1);
  return at;
}

function unfinishedTag(piece: string): string {
  const start = piece.lastIndexOf("<");
  const tag = start === -1 ? "" : piece.slice(start);
  return tag.includes(">") || tag.length > LONGEST_TAG ? "" : tag;
}

function parseRange(text: string): MergedCells | undefined {
  const [from, to] = text.split(":").map((corner) => parseReference(corner));
  if (from === undefined || to === undefined) return undefined;
  return { column: from.column, top: from.row, bottom: to.row };
}
