import { readMergedCells } from "./merged-cells.ts";
import type { MergedCells } from "./merged-cells.ts";
import { readSharedStrings } from "./shared-strings.ts";
import type { SharedStrings } from "./shared-strings.ts";
import { readSheetRows } from "./sheet-rows.ts";
import type { SpreadsheetRow } from "./spreadsheet-row.ts";
import { readWorkbookParts } from "./workbook-parts.ts";
import type { WorkbookParts, WorkbookSheet } from "./workbook-parts.ts";
import { openArchive } from "./zip-archive.ts";
import type { ArchivePart } from "./zip-archive.ts";

/** A workbook opened in memory; each sheet's rows are unpacked and read as they are asked for. */
export class Workbook {
  readonly #parts: WorkbookParts;
  readonly #sharedStrings: SharedStrings;
  readonly #merged = new Map<WorkbookSheet, MergedCells[]>();

  constructor(parts: WorkbookParts, sharedStrings: SharedStrings) {
    this.#parts = parts;
    this.#sharedStrings = sharedStrings;
  }

  get sheets(): readonly WorkbookSheet[] {
    return this.#parts.sheets;
  }

  /** The rows without merged values, at once: enough of them tell whether this sheet is the one. */
  firstRows(sheet: WorkbookSheet): AsyncGenerator<SpreadsheetRow[], void> {
    return this.#read(sheet.part, []);
  }

  async *rows(
    sheet: WorkbookSheet,
    onProgress: (share: number) => void = () => {},
  ): AsyncGenerator<SpreadsheetRow[], void> {
    const merged = this.#merged.get(sheet) ?? (await readMergedCells(sheet.part));
    this.#merged.set(sheet, merged);
    yield* this.#read(watched(sheet.part, onProgress), merged);
  }

  #read(part: ArchivePart, merged: MergedCells[]): AsyncGenerator<SpreadsheetRow[], void> {
    const { numberKinds, date1904 } = this.#parts;
    return readSheetRows(part, { numberKinds, date1904, merged, sharedStrings: this.#sharedStrings });
  }
}

function watched(part: ArchivePart, onProgress: (share: number) => void): ArchivePart {
  return {
    ...part,
    async *chunks() {
      let read = 0;
      for await (const chunk of part.chunks()) {
        read += chunk.length;
        onProgress(read / part.size);
        yield chunk;
      }
    },
  };
}

export async function openWorkbook(bytes: Uint8Array): Promise<Workbook> {
  const parts = await readWorkbookParts(await openArchive(bytes));
  return new Workbook(parts, await readSharedStrings(parts.sharedStrings));
}
