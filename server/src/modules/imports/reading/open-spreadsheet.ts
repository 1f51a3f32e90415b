import type { CsvEncoding } from "./csv-encoding.ts";
import { openCsv } from "./csv-reader.ts";
import type { CsvChoices, CsvDelimiter } from "./csv-reader.ts";
import { SpreadsheetRefusal } from "./refusals.ts";
import { sniffFormat } from "./sniff-format.ts";
import type { SpreadsheetFormat } from "./sniff-format.ts";
import type { SpreadsheetRow } from "./spreadsheet-row.ts";
import { openWorkbook } from "./xlsx-reader.ts";

/** One table of a file: a sheet of a workbook, or all of a CSV file. */
export interface SheetSource {
  /** A CSV file's only sheet has no name. */
  name: string | null;
  hidden: boolean;
  firstRows(): AsyncIterable<SpreadsheetRow[]>;
  rows(onProgress?: (share: number) => void): AsyncIterable<SpreadsheetRow[]>;
}

export interface OpenSpreadsheet {
  format: SpreadsheetFormat;
  encoding: CsvEncoding | null;
  delimiter: CsvDelimiter | null;
  sheets: SheetSource[];
}

export const LARGEST_FILE_MEGABYTES = 128;

export function refuseOtherFiles(bytes: Uint8Array): SpreadsheetFormat {
  if (bytes.length > LARGEST_FILE_MEGABYTES * 1024 * 1024) {
    throw new SpreadsheetRefusal("FILE_TOO_LARGE", { limit: LARGEST_FILE_MEGABYTES });
  }
  return sniffFormat(bytes);
}

export async function openSpreadsheet(bytes: Uint8Array, choices: CsvChoices = {}): Promise<OpenSpreadsheet> {
  if (refuseOtherFiles(bytes) === "xlsx") {
    const workbook = await openWorkbook(bytes);
    const sheets = workbook.sheets.map((sheet) => ({
      name: sheet.name,
      hidden: sheet.hidden,
      firstRows: () => workbook.firstRows(sheet),
      rows: (onProgress?: (share: number) => void) => workbook.rows(sheet, onProgress),
    }));
    return { format: "xlsx", encoding: null, delimiter: null, sheets };
  }
  const csv = openCsv(bytes, choices);
  const sheet: SheetSource = {
    name: null,
    hidden: false,
    firstRows: () => eventually(csv.rows()),
    rows: (onProgress) => eventually(csv.rows(onProgress)),
  };
  return { format: "csv", encoding: csv.encoding, delimiter: csv.delimiter, sheets: [sheet] };
}

async function* eventually<Item>(items: Iterable<Item>): AsyncGenerator<Item, void> {
  yield* items;
}
