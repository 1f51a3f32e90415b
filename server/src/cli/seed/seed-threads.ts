import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { SeedPart, SeedThreadTask, TablePart } from "./seed-messages.ts";

/** Small enough that memory stays flat, large enough that handing over costs nothing. */
const CUSTOMERS_A_PART = 2000;
/** How many parts a thread may have ready or in work. */
const AHEAD = 2;

/** The rows of all customers, part by part in their order, made on every core at once. */
export async function* makeRows(
  task: SeedThreadTask,
  signal: AbortSignal,
): AsyncGenerator<{ readonly part: SeedPart; readonly tables: readonly TablePart[] }> {
  const parts = cutIntoParts(task.plan.task.customers);
  const threads = Array.from(
    { length: Math.min(parts.length, Math.max(1, availableParallelism())) },
    () => new SeedThread(task),
  );
  const stop = () => threads.forEach((thread) => thread.fail(new Error("interrupted")));
  signal.addEventListener("abort", stop);
  try {
    signal.throwIfAborted();
    const threadOf = (index: number) => threads[index % threads.length];
    const ahead = threads.length * AHEAD;
    for (const [index, part] of parts.slice(0, ahead).entries()) threadOf(index)?.ask(part);
    for (const [index, part] of parts.entries()) {
      const tables = await threadOf(index)?.answer();
      const next = parts[index + ahead];
      if (next) threadOf(index + ahead)?.ask(next);
      if (tables) yield { part, tables };
    }
  } finally {
    signal.removeEventListener("abort", stop);
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

function cutIntoParts(customers: number): SeedPart[] {
  return Array.from({ length: Math.ceil(customers / CUSTOMERS_A_PART) }, (_, index) => ({
    from: index * CUSTOMERS_A_PART,
    to: Math.min(customers, (index + 1) * CUSTOMERS_A_PART),
  }));
}

class SeedThread {
  readonly #worker: Worker;
  readonly #answers: TablePart[][] = [];
  #failure: Error | null = null;
  #wake: () => void = () => {};

  constructor(task: SeedThreadTask) {
    this.#worker = new Worker(new URL(`./seed-thread${extname(import.meta.url)}`, import.meta.url), {
      workerData: task,
      // It needs nothing of the environment.
      env: {},
      execArgv: [],
      // Rows live for a moment only: with room for many of them few are moved before they die.
      resourceLimits: { maxYoungGenerationSizeMb: 96 },
    });
    this.#worker.on("message", (answer: TablePart[]) => {
      this.#answers.push(answer);
      this.#wake();
    });
    this.#worker.on("error", (error) => this.fail(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on("exit", () => this.fail(new Error("a thread of the seed command ended early")));
  }

  ask(part: SeedPart): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.#worker.postMessage(part);
  }

  /** The rows of the part that was asked for longest ago. */
  async answer(): Promise<TablePart[]> {
    for (;;) {
      if (this.#failure) throw this.#failure;
      const answer = this.#answers.shift();
      if (answer) return answer;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  fail(failure: Error): void {
    this.#failure ??= failure;
    this.#wake();
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
