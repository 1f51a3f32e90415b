import { decodeText, detectEncoding } from "./csv-encoding.ts";
import type { CsvEncoding } from "./csv-encoding.ts";
import { readRecords } from "./csv-records.ts";
import type { CsvRecord } from "./csv-records.ts";
import { unguardCell } from "./formula-guard.ts";
import { MAX_COLUMNS } from "./spreadsheet-row.ts";
import type { SpreadsheetRow } from "./spreadsheet-row.ts";

/** The full-width comma comes from tables typed by hand under a Chinese input method. */
export const CSV_DELIMITERS = [",", "\t", ";", "，"] as const;
export type CsvDelimiter = (typeof CSV_DELIMITERS)[number];

export interface CsvFile {
  readonly encoding: CsvEncoding;
  readonly delimiter: CsvDelimiter;
  rows(onProgress?: (share: number) => void): Generator<SpreadsheetRow[], void>;
}

export interface CsvChoices {
  encoding?: CsvEncoding | undefined;
  delimiter?: CsvDelimiter | undefined;
}

const ROWS_TO_GUESS_FROM = 40;
const BYTES_TO_GUESS_FROM = 256 * 1024;

export function openCsv(bytes: Uint8Array, choices: CsvChoices = {}): CsvFile {
  const encoding = choices.encoding ?? detectEncoding(bytes);
  const beginning = [...decodeText(bytes.subarray(0, BYTES_TO_GUESS_FROM), encoding)].join("");
  const declared = /^sep=(.)\r?[\n\r]/i.exec(beginning)?.[1];
  const delimiter = choices.delimiter ?? asDelimiter(declared) ?? guessDelimiter(beginning);
  // Excel takes the line `sep=,` for itself and counts its rows from the next.
  const ownLines = declared === undefined ? 0 : 1;
  return {
    encoding,
    delimiter,
    *rows(onProgress) {
      let row = -ownLines;
      for (const records of readRecords(decodeText(bytes, encoding, onProgress), delimiter)) {
        const rows: SpreadsheetRow[] = [];
        for (const record of records) {
          row += 1;
          if (row > 0) rows.push(rowOf(record, row));
        }
        yield rows;
      }
    },
  };
}

function rowOf(record: CsvRecord, number: number): SpreadsheetRow {
  const row: SpreadsheetRow = { row: number, cells: record.cells.slice(0, MAX_COLUMNS) };
  if (record.line !== number) row.line = record.line;
  if (record.problem === undefined) row.cells = row.cells.map(unguardCell);
  else row.problem = record.problem;
  return row;
}

function asDelimiter(text: string | undefined): CsvDelimiter | undefined {
  return CSV_DELIMITERS.find((delimiter) => delimiter === text);
}

/** The right delimiter gives many rows of one same width; among equals the wider rows win. */
function guessDelimiter(beginning: string): CsvDelimiter {
  let best: { delimiter: CsvDelimiter; rows: number; width: number } = { delimiter: ",", rows: 0, width: 1 };
  for (const delimiter of CSV_DELIMITERS) {
    const widths = new Map<number, number>();
    const records = [...readRecords([beginning], delimiter)].flat().slice(0, ROWS_TO_GUESS_FROM);
    for (const { cells } of records) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
    for (const [width, rows] of widths) {
      if (width > 1 && (rows > best.rows || (rows === best.rows && width > best.width))) {
        best = { delimiter, rows, width };
      }
    }
  }
  return best.delimiter;
}
