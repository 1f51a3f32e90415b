import DataLoader from "dataloader";
import type { FieldNode, GraphQLResolveInfo } from "graphql";

/**
 * The batches of one request. A slice asks for its loader by name; the first ask makes it, and all fields of one
 * level share its one statement.
 */
export class Loaders {
  readonly #loaders = new Map<string, DataLoader<string, unknown>>();
  readonly #plans = new Map<FieldNode, unknown>();

  /** Loads one value by key. `batch` gets all keys of a level at once and answers by key; a missing one is null. */
  one<Value>(
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
    return loader.load(key) as Promise<Value | null>;
  }

  /** How a field is read: arguments and selection are the same for every record that it is asked of, so thought of once. */
  plan<Plan>({ fieldNodes }: Pick<GraphQLResolveInfo, "fieldNodes">, make: () => Plan): Plan {
    const [field] = fieldNodes;
    // Asked in several places at once it is another selection than in each of them.
    if (!field || fieldNodes.length > 1) return make();
    const known = this.#plans.get(field);
    if (known !== undefined) return known as Plan;
    const made = make();
    this.#plans.set(field, made);
    return made;
  }

  /** Forgets what was read, after a write in the same request. */
  clear(): void {
    this.#loaders.clear();
  }
}
