/**
 * Work of one person is done one piece after another, that of others beside it: whoever asks for very much waits for
 * himself, and nobody else does.
 */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** Begins when all earlier work of the same person is done, whatever came of it. */
  take<Answer>(whose: string, work: () => Answer | Promise<Answer>): Promise<Answer> {
    const mine = this.#after(this.#last.get(whose), work);
    const done: Promise<void> = mine.then(
      () => this.#leave(whose, done),
      () => this.#leave(whose, done),
    );
    this.#last.set(whose, done);
    return mine;
  }

  async #after<Answer>(
    before: Promise<void> | undefined,
    work: () => Answer | Promise<Answer>,
  ): Promise<Answer> {
    await before;
    return work();
  }

  #leave(whose: string, done: Promise<void>): void {
    if (this.#last.get(whose) === done) this.#last.delete(whose);
  }

  /** How many people have work under way. */
  get people(): number {
    return this.#last.size;
  }
}
