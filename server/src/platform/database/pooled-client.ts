import { Client, type ClientConfig } from "pg";
import { FrequentStatements } from "./frequent-statements.ts";
import { errorCode } from "./start-refusal.ts";

/** "cached plan must not change result type" */
const ALTERED = "0A000";

type Ask = (...parameters: unknown[]) => unknown;
type Release = (error?: Error | boolean) => void;

/**
 * A connection of a pool. When it breaks while somebody holds it, it goes back by itself: whoever fails to begin or to
 * roll back a transaction because of it forgets to give it back, and after some outages the pool would be empty for good.
 */
class PooledClient extends Client {
  #release: Release | undefined;

  constructor(options: ClientConfig, frequent: FrequentStatements) {
    super(options);
    this.once("end", () => this.#release?.(true));
    const ask = this.query.bind(this) as Ask;
    const prepared: Ask = (text, values, ...rest) => {
      const name = typeof text === "string" && Array.isArray(values) ? frequent.nameOf(text) : undefined;
      if (name === undefined || typeof text !== "string") return ask(text, values, ...rest);
      const see = (error: unknown) => {
        if (errorCode(error) === ALTERED) frequent.giveUp(text);
      };
      const [callback] = rest;
      if (typeof callback === "function") {
        // That is how a pool asks for whoever asks the pool itself.
        return ask({ name, text, values }, (error: unknown, result: unknown) => {
          see(error);
          (callback as Ask)(error, result);
        });
      }
      const answer = ask({ name, text, values }, ...rest);
      if (answer instanceof Promise) answer.catch(see);
      return answer;
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

/** What a pool makes its connections with. What one of them is asked often, the others are as well. */
export function pooledClient(): new (options?: ClientConfig) => Client {
  const frequent = new FrequentStatements();
  return class extends PooledClient {
    constructor(options: ClientConfig = {}) {
      super(options, frequent);
    }
  };
}
