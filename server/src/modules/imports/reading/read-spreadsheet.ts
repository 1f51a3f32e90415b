import { Worker } from "node:worker_threads";
import type { Skipped } from "./data-rows.ts";
import { refuseOtherFiles } from "./open-spreadsheet.ts";
import { SpreadsheetRefusal } from "./refusals.ts";
import type { ReadingChoices, SpreadsheetLayout } from "./spreadsheet-layout.ts";
import type { SpreadsheetRow } from "./spreadsheet-row.ts";
import type { WorkerAnswer, WorkerRequest, WorkerTask } from "./worker-messages.ts";

export interface ReadingOptions extends ReadingChoices {
  signal?: AbortSignal | undefined;
  /** How long the thread may go without an answer; time in which nobody asks it for rows does not count. */
  patienceMilliseconds?: number | undefined;
}

export interface RowBatch {
  rows: SpreadsheetRow[];
  /** How much of the file has been read, from 0 to 1: for progress and the time left. */
  share: number;
}

const DEFAULT_PATIENCE = 120_000;
const BATCHES_AHEAD = 2;
/** Above what the largest honest file needs; texts shared by its cells lie outside this heap. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
// Node runs the source as it is; a build has only the compiled file.
const WORKER_FILE = import.meta.url.endsWith(".ts") ? "./spreadsheet-worker.ts" : "./spreadsheet-worker.js";

/** A spreadsheet being read in a thread of its own. Close it, or use `await using`. */
export class SpreadsheetReading implements AsyncDisposable {
  readonly layout: SpreadsheetLayout;
  readonly #thread: ReadingConnection;
  #skipped: Skipped | undefined;
  #reading = false;

  constructor(layout: SpreadsheetLayout, thread: ReadingConnection) {
    this.layout = layout;
    this.#thread = thread;
  }

  /**
   * The data rows from the top, or behind a row to go on after. They come as fast as they are taken and no faster.
   * May be called again when it is through, for the import after the dry run.
   */
  async *rows({ afterRow = 0 }: { afterRow?: number } = {}): AsyncGenerator<RowBatch, void> {
    if (this.#reading)
      throw new Error("The rows of this reading are being read already; open the file again.");
    this.#reading = true;
    let complete = false;
    try {
      this.#thread.ask({ kind: "rows", afterRow, batches: BATCHES_AHEAD });
      for (;;) {
        const answer = await this.#thread.next();
        if (answer.kind === "end") {
          this.#skipped = answer.skipped;
          complete = true;
          return;
        }
        if (answer.kind !== "batch")
          throw new Error(`The reading thread sent ${answer.kind} among the rows.`);
        this.#thread.ask({ kind: "more", batches: 1 });
        const rows = JSON.parse(answer.rows) as SpreadsheetRow[];
        if (rows.length > 0) yield { rows, share: answer.share };
      }
    } finally {
      this.#reading = false;
      // Whoever stops half-way is not going to ask again: the thread would sit on the rest.
      if (!complete) await this.close();
    }
  }

  /** Rows below the header that were no data; known once the rows have been read to the end. */
  get skipped(): Skipped | undefined {
    return this.#skipped;
  }

  async close(): Promise<void> {
    await this.#thread.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/**
 * Opens a spreadsheet and finds out how it is laid out. The bytes are handed over to the reading thread and gone for
 * the caller; keep or store them before. Throws SpreadsheetRefusal for a file that cannot be taken in.
 */
export async function readSpreadsheet(
  bytes: Uint8Array,
  options: ReadingOptions = {},
): Promise<SpreadsheetReading> {
  const { signal, patienceMilliseconds, ...choices } = options;
  signal?.throwIfAborted();
  // What is no spreadsheet at all is refused at once, without starting a thread for it.
  refuseOtherFiles(bytes);
  const connection = new ReadingConnection(
    { bytes, choices },
    patienceMilliseconds ?? DEFAULT_PATIENCE,
    signal,
  );
  try {
    const answer = await connection.next();
    if (answer.kind !== "layout") throw new Error(`The reading thread began with ${answer.kind}.`);
    return new SpreadsheetReading(answer.layout, connection);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** The two ends of the thread's messages: answers are queued here until somebody wants the next. */
class ReadingConnection {
  readonly #worker: Worker;
  readonly #patience: number;
  readonly #signal: AbortSignal | undefined;
  readonly #answers: WorkerAnswer[] = [];
  #failure: { error: unknown } | undefined;
  #wake: () => void = () => {};
  readonly #onAbort = () => this.#fail(this.#signal?.reason);

  constructor(task: WorkerTask, patience: number, signal: AbortSignal | undefined) {
    this.#patience = patience;
    this.#signal = signal;
    const own = ownBytes(task.bytes);
    this.#worker = new Worker(new URL(WORKER_FILE, import.meta.url), {
      workerData: { ...task, bytes: own },
      transferList: [own.buffer],
      resourceLimits: THREAD_LIMITS,
      // The thread needs nothing of the server's environment, least of all its secrets.
      env: {},
      execArgv: [],
    });
    this.#worker.on("message", (answer: WorkerAnswer) => {
      if (answer.kind === "refusal") this.#fail(new SpreadsheetRefusal(answer.code, answer.details));
      else if (answer.kind === "failure") this.#fail(answer.error);
      else this.#answers.push(answer);
      this.#wake();
    });
    this.#worker.on("error", (error: unknown) => this.#fail(outOfMemory(error) ?? error));
    this.#worker.on("exit", () => this.#fail(new Error("The reading thread ended before the file did.")));
    signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  ask(request: WorkerRequest): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.#worker.postMessage(request);
  }

  async next(): Promise<WorkerAnswer> {
    const timer = setTimeout(() => this.#fail(new SpreadsheetRefusal("TOOK_TOO_LONG")), this.#patience);
    try {
      for (;;) {
        if (this.#failure !== undefined) throw this.#failure.error;
        const answer = this.#answers.shift();
        if (answer !== undefined) return answer;
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    this.#signal?.removeEventListener("abort", this.#onAbort);
    this.#failure ??= { error: new Error("This reading has been closed.") };
    await this.#worker.terminate();
  }

  #fail(error: unknown): void {
    this.#failure ??= { error };
    this.#wake();
    void this.#worker.terminate();
  }
}

function outOfMemory(error: unknown): SpreadsheetRefusal | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ERR_WORKER_OUT_OF_MEMORY" ? new SpreadsheetRefusal("TOO_LARGE_UNPACKED") : undefined;
}

/** Bytes whose memory is theirs alone, so that it can be handed over; small buffers share one block. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { buffer } = bytes;
  const alone = buffer instanceof ArrayBuffer && bytes.byteLength === buffer.byteLength && !buffer.detached;
  return alone ? new Uint8Array(buffer) : new Uint8Array(bytes);
}
