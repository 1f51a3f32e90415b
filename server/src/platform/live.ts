import type { RelayedEvent } from "./relay-session.ts";
import type { RequestContext } from "./request.ts";

/** What a subscription knows beside what every request does: how to follow what happens. */
export interface LiveContext extends RequestContext {
  /** Every event from now on that this says yes to, in order. */
  follow(concerns: (event: RelayedEvent) => boolean): AsyncIterableIterator<RelayedEvent>;
  /** The same for the next event: nothing read yet, and the rights held by now. */
  renewed(): LiveContext;
}

/** Events on their way to one subscriber, who takes them as fast as he can. */
export class EventQueue implements AsyncIterableIterator<RelayedEvent> {
  readonly #waiting: RelayedEvent[] = [];
  readonly #onEnd: () => void;
  #taker: ((result: IteratorResult<RelayedEvent>) => void) | null = null;
  #ended = false;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  get length(): number {
    return this.#waiting.length;
  }

  add(event: RelayedEvent): void {
    if (this.#ended) return;
    if (this.#taker) this.#taker({ value: event, done: false });
    else this.#waiting.push(event);
    this.#taker = null;
  }

  async next(): Promise<IteratorResult<RelayedEvent>> {
    const value = this.#waiting.shift();
    if (value) return { value, done: false };
    if (this.#ended) return { value: undefined, done: true };
    return new Promise((resolve) => (this.#taker = resolve));
  }

  /** Nobody takes any more. */
  async return(): Promise<IteratorResult<RelayedEvent>> {
    if (!this.#ended) this.#onEnd();
    this.#ended = true;
    this.#waiting.length = 0;
    this.#taker?.({ value: undefined, done: true });
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
