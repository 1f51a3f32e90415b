import DataLoader from "dataloader";

/**
 * The batches of one request. A slice asks for its loader by name; the first ask makes it, and all fields of one
 * level share its one statement.
 */
export class Loaders {
  readonly #loaders = new Map<string, DataLoader<string, unknown>>();

  /** Loads one value by key. `batch` gets all keys of a level at once and answers by key; a missing one is null. */
  async one<Value>(
    name: string,
    key: string,
    batch: (keys: readonly string[]) => Promise<Map<string, Value>>,
  ): Promise<Value | null> {
    let loader = this.#loaders.get(name);
    if (!loader) {
      loader = new DataLoader<string, unknown>(async (keys) => {
        const found = await batch(keys);
        return keys.map((key) => found.get(key) ?? null);
      });
      this.#loaders.set(name, loader);
    }
    return (await loader.load(key)) as Value | null;
  }

  /** Forgets what was read, after a write in the same request. */
  clear(): void {
    this.#loaders.clear();
  }
}
