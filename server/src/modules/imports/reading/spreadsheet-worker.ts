import { parentPort, workerData } from "node:worker_threads";
import type { MessagePort } from "node:worker_threads";
import { DataRows } from "./data-rows.ts";
import { openSpreadsheet } from "./open-spreadsheet.ts";
import { SpreadsheetRefusal } from "./refusals.ts";
import { findLayout } from "./spreadsheet-layout.ts";
import type { SpreadsheetLayout } from "./spreadsheet-layout.ts";
import type { SheetSource } from "./open-spreadsheet.ts";
import type { WorkerAnswer, WorkerRequest, WorkerTask } from "./worker-messages.ts";
import type { SpreadsheetRow } from "./spreadsheet-row.ts";

/** Large enough that handing over costs little, small enough that a bar moves and memory stays flat. */
const ROWS_PER_BATCH = 1_000;

/**
 * The thread in which a file from outside is taken apart. A file that eats memory or never ends takes this thread
 * with it and nothing else.
 */
class ReadingThread {
  readonly #port: MessagePort;
  readonly #source: SheetSource;
  readonly #layout: SpreadsheetLayout;
  /** Batches that the other side is ready to take. */
  #wanted = 0;
  #wake: () => void = () => {};

  constructor(port: MessagePort, source: SheetSource, layout: SpreadsheetLayout) {
    this.#port = port;
    this.#source = source;
    this.#layout = layout;
  }

  listen(): void {
    this.#port.on("message", (request: WorkerRequest) => {
      this.#wanted += request.batches;
      this.#wake();
      if (request.kind === "rows") {
        this.#wanted = request.batches;
        void this.#sendRows(request.afterRow).catch((error: unknown) => this.#send(failure(error)));
      }
    });
    this.#send({ kind: "layout", layout: this.#layout });
  }

  async #sendRows(afterRow: number): Promise<void> {
    const dataRows = new DataRows(this.#layout.columns);
    let share = 0;
    let batch: SpreadsheetRow[] = [];
    for await (const rows of this.#source.rows((progress) => (share = progress))) {
      const below = rows.filter(({ row }) => row > this.#layout.headerRow);
      for (const row of dataRows.keep(below)) if (row.row > afterRow) batch.push(row);
      if (batch.length >= ROWS_PER_BATCH) {
        await this.#sendBatch(batch, share);
        batch = [];
      }
    }
    await this.#sendBatch(batch, 1);
    this.#send({ kind: "end", skipped: dataRows.skipped });
  }

  async #sendBatch(rows: SpreadsheetRow[], share: number): Promise<void> {
    while (this.#wanted === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#wanted -= 1;
    // One text crosses to the other thread several times faster than ten thousand small ones.
    this.#send({ kind: "batch", rows: JSON.stringify(rows), share });
  }

  #send(answer: WorkerAnswer): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.#port.postMessage(answer);
  }
}

function failure(error: unknown): WorkerAnswer {
  if (error instanceof SpreadsheetRefusal)
    return { kind: "refusal", code: error.code, details: error.details };
  return { kind: "failure", error };
}

const port = parentPort;
if (port !== null) {
  const { bytes, choices } = workerData as WorkerTask;
  try {
    const { source, layout } = await findLayout(await openSpreadsheet(bytes, choices), choices);
    new ReadingThread(port, source, layout).listen();
  } catch (error) {
    port.postMessage(failure(error));
  }
}
