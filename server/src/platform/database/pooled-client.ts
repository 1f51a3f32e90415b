import { Client, type ClientConfig } from "pg";
import { currentOperation, OperationEnded, type Running } from "../operation.ts";
import type { Cancel } from "./cancel.ts";
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
class PooledClient extends Client implements Running {
  readonly #cancel: Cancel;
  #release: Release | undefined;
  /** Asked to cancel something: the wish may arrive late, so nobody else gets this connection. */
  #isDoomed = false;

  constructor(options: ClientConfig, frequent: FrequentStatements, cancel: Cancel) {
    super(options);
    this.#cancel = cancel;
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
    Object.assign(this, { query: this.#forOperation(prepared) });
  }

  cancel(): void {
    this.#isDoomed = true;
    if ("processID" in this && typeof this.processID === "number") this.#cancel(this.processID);
  }

  /** Lets the operation that a statement is sent for know of it, and sends none for one that was ended. */
  #forOperation(ask: Ask): Ask {
    return (text, values, ...rest) => {
      const operation = currentOperation();
      if (!operation) return ask(text, values, ...rest);
      const callback = [values, ...rest].findLast((each) => typeof each === "function");
      if (operation.ended && !isRollback(text)) {
        const error = new OperationEnded(operation.ended);
        if (!callback) return Promise.reject(error);
        return (callback as Ask)(error);
      }
      // Only a pool that is asked itself waits for its answer by a function, and it is asked who somebody is, no more.
      if (callback) return ask(text, values, ...rest);
      operation.begun(this);
      const over = () => operation.done(this);
      const answer = ask(text, values, ...rest);
      if (answer instanceof Promise) answer.then(over, over);
      else over();
      return answer;
    };
  }

  /** The pool sets it anew each time it hands the connection out. */
  set release(release: Release) {
    let isReleased = false;
    this.#release = (error) => {
      if (isReleased) return;
      isReleased = true;
      release(this.#isDoomed || error);
    };
  }

  get release(): Release {
    return (error) => this.#release?.(error);
  }
}

const isRollback = (text: unknown): boolean => typeof text === "string" && /^\s*rollback\b/i.test(text);

/** What a pool makes its connections with. What one of them is asked often, the others are as well. */
export function pooledClient(cancel: Cancel): new (options?: ClientConfig) => Client {
  const frequent = new FrequentStatements();
  return class extends PooledClient {
    constructor(options: ClientConfig = {}) {
      super(options, frequent, cancel);
    }
  };
}
