import { mapColumns } from "./columns.ts";
import type { SpreadsheetColumn } from "./columns.ts";
import type { CsvEncoding } from "./csv-encoding.ts";
import type { CsvDelimiter } from "./csv-reader.ts";
import { DataRows } from "./data-rows.ts";
import { FieldWords, kindOfHeadings, type FieldHeading, type HeadingKind } from "./field-words.ts";
import { findHeader, ROWS_SEARCHED_FOR_HEADER } from "./find-header.ts";
import type { Header } from "./find-header.ts";
import type { ColumnTarget } from "./import-targets.ts";
import type { OpenSpreadsheet, SheetSource } from "./open-spreadsheet.ts";
import { SpreadsheetRefusal } from "./refusals.ts";
import type { SpreadsheetFormat } from "./sniff-format.ts";
import { isBlank, MAX_COLUMNS } from "./spreadsheet-row.ts";
import type { SpreadsheetRow } from "./spreadsheet-row.ts";

/** What a person may say about a file when what was found is not what was meant. */
export interface ReadingChoices {
  sheet?: string | undefined;
  /** The header's row number; 0 when the sheet has none and `targets` says what the columns are. */
  headerRow?: number | undefined;
  encoding?: CsvEncoding | undefined;
  delimiter?: CsvDelimiter | undefined;
  /** By column index, from 0; null leaves the column out. */
  targets?: Readonly<Record<number, ColumnTarget | null>> | undefined;
  /** The fields of the archive that columns may be taken in as, of either kind of customer. */
  fields?: readonly FieldHeading[] | undefined;
}

/** How a spreadsheet is understood, for a person to confirm before any row is taken in. */
export interface SpreadsheetLayout {
  format: SpreadsheetFormat;
  encoding: CsvEncoding | null;
  delimiter: CsvDelimiter | null;
  sheets: { name: string; hidden: boolean }[];
  sheet: string | null;
  title: string | null;
  /** The last row of the header; 0 when there is none. */
  headerRow: number;
  /** Whose archive the columns are of, by their headings. */
  kind: HeadingKind;
  columns: SpreadsheetColumn[];
  /** Whether the sheet may have more columns than are read. */
  columnsCut: boolean;
  sampleRows: SpreadsheetRow[];
}

const SAMPLE_ROWS = 20;
const ROWS_LOOKED_AT = ROWS_SEARCHED_FOR_HEADER + SAMPLE_ROWS;

export async function findLayout(
  file: OpenSpreadsheet,
  choices: ReadingChoices = {},
): Promise<{ layout: SpreadsheetLayout; source: SheetSource }> {
  const all = FieldWords.of(choices.fields ?? []);
  const source = await chooseSheet(file, choices.sheet, all);
  const rows = await takeRows(source.rows(), Math.max(ROWS_LOOKED_AT, choices.headerRow ?? 0));
  if (rows.every(isBlank)) throw new SpreadsheetRefusal("NO_ROWS");
  const header = chooseHeader(rows, choices.headerRow, all);
  const below = rows.filter(({ row }) => row > header.lastRow);
  const width = Math.max(header.headings.length, ...below.map(({ cells }) => cells.length));
  const headings = Array.from({ length: width }, (_, index) => header.headings[index] ?? "");
  const kind = kindOfHeadings(headings, all);
  const columns = mapColumns(headings, choices.targets, all.ofKind(kind));
  const sampleRows = new DataRows(columns).keep(below).slice(0, SAMPLE_ROWS);
  if (sampleRows.length === 0 && rows.length < ROWS_LOOKED_AT) throw new SpreadsheetRefusal("NO_ROWS");
  const layout: SpreadsheetLayout = {
    format: file.format,
    encoding: file.encoding,
    delimiter: file.delimiter,
    sheets: file.sheets.flatMap(({ name, hidden }) => (name === null ? [] : [{ name, hidden }])),
    sheet: source.name,
    title: header.title,
    headerRow: header.lastRow,
    kind,
    // A column without a heading and without a value in sight is only a wide format.
    columns: columns.filter(
      ({ index, heading, reason }) =>
        heading !== "" || reason === "CHOSEN" || below.some(({ cells }) => (cells[index] ?? "") !== ""),
    ),
    columnsCut: width >= MAX_COLUMNS,
    sampleRows,
  };
  return { layout, source };
}

/** The first sheet with a header is it, visible sheets before hidden ones; without any, the first with rows. */
async function chooseSheet(
  file: OpenSpreadsheet,
  name: string | undefined,
  fields: FieldWords,
): Promise<SheetSource> {
  if (name !== undefined) {
    const named = file.sheets.find((sheet) => sheet.name === name);
    if (named !== undefined) return named;
    const sheets = file.sheets.map((sheet) => sheet.name).join("、");
    throw new SpreadsheetRefusal("SHEET_NOT_FOUND", { sheet: name, sheets });
  }
  const inOrder = [...file.sheets].sort((one, other) => Number(one.hidden) - Number(other.hidden));
  let withRows: SheetSource | undefined;
  for (const sheet of inOrder) {
    const rows = await takeRows(sheet.firstRows(), ROWS_SEARCHED_FOR_HEADER);
    if (findHeader(rows, fields) !== undefined) return sheet;
    if (!rows.every(isBlank)) withRows ??= sheet;
  }
  if (withRows === undefined) throw new SpreadsheetRefusal("NO_ROWS");
  return withRows;
}

function chooseHeader(
  rows: readonly SpreadsheetRow[],
  chosen: number | undefined,
  fields: FieldWords,
): Header {
  if (chosen === undefined) {
    const header = findHeader(rows, fields);
    if (header === undefined) throw new SpreadsheetRefusal("NO_HEADER", { rows: ROWS_SEARCHED_FOR_HEADER });
    return header;
  }
  const headings = rows.find(({ row }) => row === chosen)?.cells ?? [];
  return { row: chosen, lastRow: chosen, headings, title: null };
}

async function takeRows(bunches: AsyncIterable<SpreadsheetRow[]>, count: number): Promise<SpreadsheetRow[]> {
  const rows: SpreadsheetRow[] = [];
  for await (const bunch of bunches) {
    rows.push(...bunch.slice(0, count - rows.length));
    if (rows.length >= count) break;
  }
  return rows;
}
