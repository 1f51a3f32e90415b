import { readSharedStrings } from "./shared-strings.ts";
import type { SharedStrings } from "./shared-strings.ts";
import type { MergedCells } from "./merged-cells.ts";
import { readSheetRows } from "./sheet-rows.ts";
import type { SheetSurroundings } from "./sheet-rows.ts";
import { surveySheet } from "./sheet-survey.ts";
import type { SheetSurvey } from "./sheet-survey.ts";
import type { SpreadsheetRow } from "./spreadsheet-row.ts";
import { readWorkbookParts } from "./workbook-parts.ts";
import type { WorkbookParts, WorkbookSheet } from "./workbook-parts.ts";
import { openArchive } from "./zip-archive.ts";
import type { ArchivePart } from "./zip-archive.ts";

/** A sheet that begins with more blank rows than this is taken for an empty one, if it is not asked for by name. */
const BLANK_ROWS_AT_THE_TOP = 20_000;

/** A workbook opened in memory; each sheet's rows are unpacked and read as they are asked for. */
export class Workbook {
  readonly #parts: WorkbookParts;
  readonly #sharedStrings: SharedStrings;
  readonly #surveys = new Map<WorkbookSheet, SheetSurvey>();

  constructor(parts: WorkbookParts, sharedStrings: SharedStrings) {
    this.#parts = parts;
    this.#sharedStrings = sharedStrings;
  }

  get sheets(): readonly WorkbookSheet[] {
    return this.#parts.sheets;
  }

  /** The rows without merged values, at once: enough of them tell whether this sheet is the one. */
  firstRows(sheet: WorkbookSheet): AsyncGenerator<SpreadsheetRow[], void> {
    return readSheetRows(sheet.part, this.#surroundings([]), { blankRows: BLANK_ROWS_AT_THE_TOP });
  }

  async *rows(
    sheet: WorkbookSheet,
    onProgress: (share: number) => void = () => {},
  ): AsyncGenerator<SpreadsheetRow[], void> {
    const survey = this.#surveys.get(sheet) ?? (await surveySheet(sheet.part));
    this.#surveys.set(sheet, survey);
    yield* readSheetRows(watched(sheet.part, onProgress), this.#surroundings(survey.merged), survey);
  }

  #surroundings(merged: MergedCells[]): SheetSurroundings {
    const { numberKinds, date1904 } = this.#parts;
    return { numberKinds, date1904, merged, sharedStrings: this.#sharedStrings };
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
