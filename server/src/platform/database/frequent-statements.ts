/** A statement is worth preparing when it comes back; of each connection the database keeps so many prepared. */
const FREQUENT = 10;
const MOST_PREPARED = 100;
const MOST_COUNTED = 1000;

/**
 * Names for statements that come again and again: under a name the database reads the text once a connection, and
 * plans it once where the plan does not depend on the values.
 */
export class FrequentStatements {
  readonly #names = new Map<string, string>();
  #counts = new Map<string, number>();
  readonly #givenUp = new Set<string>();
  #given = 0;

  /** What it reads has another form by now: from now on it is read anew each time. */
  giveUp(text: string): void {
    this.#names.delete(text);
    this.#givenUp.add(text);
  }

  /** The name of a statement; undefined while it is not worth one. */
  nameOf(text: string): string | undefined {
    const name = this.#names.get(text);
    if (
      name !== undefined ||
      this.#given >= MOST_PREPARED ||
      this.#givenUp.has(text) ||
      dependsOnValues(text)
    )
      return name;
    const count = (this.#counts.get(text) ?? 0) + 1;
    if (this.#counts.size >= MOST_COUNTED) this.#counts = new Map();
    this.#counts.set(text, count);
    if (count < FREQUENT) return undefined;
    this.#counts.delete(text);
    this.#given += 1;
    const given = `dossier_${this.#given}`;
    this.#names.set(text, given);
    return given;
  }
}

/** Whether a word is in ten archives or in ten thousand decides how it is best looked for. */
function dependsOnValues(text: string): boolean {
  return text.includes("search_terms");
}
