import { outsideOperation } from "./operation.ts";

/** A table that is small and seldom written: its rows by their ids, and in the order of lists. */
interface Kept<Row> {
  readonly rows: readonly Row[];
  readonly byId: ReadonlyMap<string, Row>;
}

export type NowOrSoon<Value> = Value | Promise<Value>;

const MOST_CONSTANTS = 1000;

/**
 * Small tables in memory: channels, levels, teams, staff. What is kept is forgotten as soon as any server writes one of
 * them, and nothing is kept while nobody tells of that. Rights are never read from these.
 */
export class Reference {
  #kept = new Map<string, NowOrSoon<Kept<unknown>>>();
  #constants = new Map<string, unknown>();
  #watched = false;

  /** From now on every write is told by `forget`, or no longer. */
  watch(watched: boolean): void {
    this.#watched = watched;
    this.forget();
  }

  forget(): void {
    // What is being read right now may be old already: it answers whoever asked before, and nobody after.
    this.#kept = new Map();
  }

  /** What never changes under its key, such as a version of a record, is kept whoever tells of what. */
  constant(key: string): unknown {
    return this.#constants.get(key);
  }

  /** Answers what is kept: of two that found it out at once, what the first one found. */
  keepConstant<Value>(key: string, value: Value): Value {
    const known = this.#constants.get(key);
    if (known !== undefined) return known as Value;
    if (this.#constants.size >= MOST_CONSTANTS) this.#constants = new Map();
    this.#constants.set(key, value);
    return value;
  }

  list<Row extends { readonly recordId: string }>(
    name: string,
    read: () => Promise<Row[]>,
  ): NowOrSoon<readonly Row[]> {
    const kept = this.#keep(name, read);
    return kept instanceof Promise ? kept.then(({ rows }) => rows) : kept.rows;
  }

  find<Row extends { readonly recordId: string }>(
    name: string,
    id: string | null,
    read: () => Promise<Row[]>,
  ): NowOrSoon<Row | null> {
    if (id === null) return null;
    const kept = this.#keep(name, read);
    return kept instanceof Promise
      ? kept.then(({ byId }) => byId.get(id) ?? null)
      : (kept.byId.get(id) ?? null);
  }

  #keep<Row extends { readonly recordId: string }>(
    name: string,
    read: () => Promise<Row[]>,
  ): NowOrSoon<Kept<Row>> {
    const kept = this.#kept;
    const known = kept.get(name) as NowOrSoon<Kept<Row>> | undefined;
    if (known) return known;
    const reading = outsideOperation(read).then(
      (rows) => {
        const made = { rows, byId: new Map(rows.map((row) => [row.recordId, row])) };
        if (this.#watched) kept.set(name, made);
        else kept.delete(name);
        return made;
      },
      (error: unknown) => {
        kept.delete(name);
        throw error;
      },
    );
    kept.set(name, reading);
    return reading;
  }
}
