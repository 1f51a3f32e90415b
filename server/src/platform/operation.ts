import { AsyncLocalStorage } from "node:async_hooks";

/** Why an operation was ended before its answer. */
export type OperationEnd = "DEADLINE" | "LEFT" | "ACCESS_ENDED";

/** A statement that the database is at work on for somebody. */
export interface Running {
  cancel(): void;
}

/** What an operation cost its caller, and what is left. */
export interface Charge {
  readonly requested: number;
  readonly limit: number;
  readonly remaining: number;
  /** When all of the limit is there again. */
  readonly resetAt: Date;
}

/** Everything after this belongs to an operation that was ended: no further statement is sent for it. */
export class OperationEnded extends Error {
  readonly end: OperationEnd;

  constructor(end: OperationEnd) {
    super("the operation was ended");
    this.end = end;
  }
}

/** The work for one request. Whoever ends it cancels what the database does for it, and nothing more is begun. */
export class Operation {
  charge: Charge | null = null;
  readonly #running = new Set<Running>();
  #ended: OperationEnd | null = null;

  get ended(): OperationEnd | null {
    return this.#ended;
  }

  begun(running: Running): void {
    this.#running.add(running);
  }

  done(running: Running): void {
    this.#running.delete(running);
  }

  end(why: OperationEnd): void {
    if (this.#ended) return;
    this.#ended = why;
    for (const running of this.#running) running.cancel();
  }

  /** Does work of this operation, and all that follows from it. */
  run<Answer>(work: () => Answer): Answer {
    return storage.run(this, work);
  }
}

const storage = new AsyncLocalStorage<Operation | null>();

/** The operation that the running code works for; undefined for jobs, the command line and the relay. */
export function currentOperation(): Operation | null | undefined {
  return storage.getStore();
}

/** Does work that others wait for as well: it goes on when the operation that began it is ended. */
export function outsideOperation<Answer>(work: () => Answer): Answer {
  return storage.run(null, work);
}
