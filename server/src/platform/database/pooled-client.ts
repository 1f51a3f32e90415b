import { Client } from "pg";
import { FrequentStatements } from "./frequent-statements.ts";

/** One for all connections: what one of them is asked often, the others are as well. */
const frequent = new FrequentStatements();

type Ask = (...parameters: unknown[]) => unknown;
type Release = (error?: Error | boolean) => void;

/**
 * A connection of a pool. When it breaks while somebody holds it, it goes back by itself: whoever fails to begin or to
 * roll back a transaction because of it forgets to give it back, and after some outages the pool would be empty for good.
 */
export class PooledClient extends Client {
  #release: Release | undefined;

  constructor(...options: ConstructorParameters<typeof Client>) {
    super(...options);
    this.once("end", () => this.#release?.(true));
    const ask = this.query.bind(this) as Ask;
    const prepared: Ask = (text, values, ...rest) => {
      const name = typeof text === "string" && Array.isArray(values) ? frequent.nameOf(text) : undefined;
      return name === undefined ? ask(text, values, ...rest) : ask({ name, text, values }, ...rest);
    };
    Object.assign(this, { query: prepared });
  }

  /** The pool sets it anew each time it hands the connection out. */
  set release(release: Release) {
    let isReleased = false;
    this.#release = (error) => {
      if (isReleased) return;
      isReleased = true;
      release(error);
    };
  }

  get release(): Release {
    return (error) => this.#release?.(error);
  }
}
