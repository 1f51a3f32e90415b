import { Client } from "pg";

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
