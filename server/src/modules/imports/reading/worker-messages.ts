import type { Skipped } from "./data-rows.ts";
import type { RefusalCode, RefusalDetails } from "./refusals.ts";
import type { ReadingChoices, SpreadsheetLayout } from "./spreadsheet-layout.ts";

/** What the reading thread is started with. */
export interface WorkerTask {
  bytes: Uint8Array;
  choices: ReadingChoices;
}

export type WorkerRequest =
  /** Read from the top and send rows behind the one named; `batches` may be on their way at once. */
  | { kind: "rows"; afterRow: number; batches: number }
  /** So many more may follow. */
  | { kind: "more"; batches: number };

export type WorkerAnswer =
  | { kind: "layout"; layout: SpreadsheetLayout }
  /** `rows` is JSON of SpreadsheetRow[]; `share` is how much of the file has been read, from 0 to 1. */
  | { kind: "batch"; rows: string; share: number }
  | { kind: "end"; skipped: Skipped }
  | { kind: "refusal"; code: RefusalCode; details: RefusalDetails }
  | { kind: "failure"; error: unknown };
