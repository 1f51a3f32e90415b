import { setTimeout as delay } from "node:timers/promises";
import type { EntityManager } from "@mikro-orm/postgresql";
import type { Queryable } from "./change-chain.ts";
import type { Database } from "./database/connect.ts";
import type { Logger } from "./logger.ts";
import { isConnectionFailure } from "./database/connection-failure.ts";
import { hasEmitted } from "./outbox.ts";
import type { Reference } from "./reference.ts";
import { RelaySession, type RelayedEvent } from "./relay-session.ts";

const POLL = 250;
/** Looks for events even when nobody told of any: a notice can get lost, an event must not. */
const READ_ANYWAY = 5000;
const KEPT_MINUTES = 60;
const FORGET_EVERY = 60_000;
/** Whoever has read nothing for so long may have missed events that are deleted by now. */
const MISSED_AFTER = (KEPT_MINUTES / 2) * 60_000;
const LONGEST_PAUSE = 1000;
const STOP_PATIENCE = 1000;

/** Work that one server does for all of them: the one whose relay holds the lock. */
export interface Chore {
  /** Has to be short, because events wait for it. Answers after how many milliseconds it wants to be run again. */
  run(client: Queryable): Promise<number>;
}

const CHORE_AGAIN_AFTER_ERROR = 30_000;

export interface ArchiveListener {
  /** Every event once, in the one order; each list follows on the one before. What it answers is when it takes more. */
  told(events: readonly RelayedEvent[]): Promise<void>;
  /** Some may have been missed, so what is known has to be read anew. */
  missed(): void;
}

/**
 * Brings what was committed by any server to every server. Of all relays on one database one gives the events their
 * order; when it ends, another takes its place by its next look.
 */
export class Relay {
  readonly #database: Pick<Database, "applicationUrl">;
  readonly #logger: Logger;
  readonly #reference: Reference;
  readonly #chores: { readonly chore: Chore; dueAt: number }[];
  readonly #listeners = new Set<ArchiveListener>();
  readonly #stopping = new AbortController();
  #session: RelaySession | null = null;
  #alarm = Promise.withResolvers<void>();
  /** Something was committed in this process. */
  #woken = false;
  /** The newest event that is known to exist, and the newest that was handed over: null before the first connection. */
  #newest = 0n;
  #last: bigint | null = null;
  #readAt = 0;
  #toldAt = Date.now();
  #forgotAt = 0;
  #work: Promise<void> = Promise.resolve();

  private constructor(
    database: Pick<Database, "applicationUrl">,
    logger: Logger,
    reference: Reference,
    chores: readonly Chore[],
  ) {
    this.#chores = chores.map((chore) => ({ chore, dueAt: 0 }));
    this.#database = database;
    this.#logger = logger;
    this.#reference = reference;
  }

  /** Resolves when it hears of everything that is committed from now on. */
  static async start(
    database: Pick<Database, "applicationUrl">,
    logger: Logger,
    reference: Reference,
    chores: readonly Chore[] = [],
  ): Promise<Relay> {
    const relay = new Relay(database, logger, reference, chores);
    const ready = Promise.withResolvers<void>();
    relay.#work = relay.#keepConnected(ready.resolve);
    await ready.promise;
    return relay;
  }

  /** What is told through this entity manager is on its way as soon as it is committed. */
  watch(em: EntityManager): void {
    em.getEventManager().registerSubscriber({
      afterTransactionCommit: async (committed) => {
        if (hasEmitted(committed.em as EntityManager)) this.wake();
      },
    });
  }

  /** Answers how to leave. */
  listen(listener: ArchiveListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** For how long nothing was told, in milliseconds; what was told before this process began it cannot know. */
  get quietFor(): number {
    return Date.now() - this.#toldAt;
  }

  /** Something was committed here: no need to wait for the next look. */
  wake(): void {
    this.#woken = true;
    this.#alarm.resolve();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#alarm.resolve();
    await Promise.race([this.#work, delay(STOP_PATIENCE, undefined, { ref: false })]);
    await this.#session?.close();
  }

  async #keepConnected(onConnected: () => void): Promise<void> {
    const { signal } = this.#stopping;
    let failures = 0;
    while (!signal.aborted) {
      try {
        await this.#connect();
        failures = 0;
        onConnected();
        await this.#lookWhileConnected();
      } catch (error) {
        // The requests that fail meanwhile say it loudly enough.
        this.#logger.debug({ error }, "the relay has no connection");
      }
      this.#reference.watch(false);
      await this.#session?.close();
      failures += 1;
      await delay(Math.min(LONGEST_PAUSE, 25 * 2 ** failures), undefined, { signal }).catch(() => undefined);
    }
    onConnected();
  }

  async #connect(): Promise<void> {
    // The address is asked for each time: a database that was started again may have another port.
    this.#session = await RelaySession.connect(this.#database.applicationUrl, {
      onNotice: (newest) => this.#notice(newest),
      onReferenceChanged: () => this.#reference.forget(),
      onEnd: () => {
        this.#reference.watch(false);
        this.#alarm.resolve();
      },
    });
    this.#reference.watch(true);
    const newest = await this.#session.newest();
    const isBehindLong = this.#last !== null && Date.now() - this.#readAt > MISSED_AFTER;
    // An older number than was seen means another history: a copy was put back in the database's place.
    if (isBehindLong || newest < (this.#last ?? 0n)) {
      this.#last = newest;
      for (const listener of this.#listeners) listener.missed();
    }
    this.#last ??= newest;
    this.#newest = newest;
    this.#readAt = Date.now();
  }

  #notice(newest: bigint | null): void {
    if (newest === null) {
      if (this.#session?.holdsLock) this.#alarm.resolve();
    } else if (newest > this.#newest) {
      this.#newest = newest;
      this.#alarm.resolve();
    }
  }

  async #lookWhileConnected(): Promise<void> {
    while (this.#session?.isOpen && !this.#stopping.signal.aborted) {
      await this.#look(this.#session);
      const timer = setTimeout(this.#alarm.resolve, POLL);
      await this.#alarm.promise;
      clearTimeout(timer);
      this.#alarm = Promise.withResolvers();
    }
  }

  async #look(session: RelaySession): Promise<void> {
    const woken = this.#woken;
    this.#woken = false;
    if (!session.holdsLock) await session.tryLock();
    if (session.holdsLock) {
      await this.#number(session);
      await this.#doChores(session);
    } else if (woken) await session.askForNumbering();
    if (this.#newest > (this.#last ?? 0n) || Date.now() - this.#readAt > READ_ANYWAY)
      await this.#read(session);
  }

  async #number(session: RelaySession): Promise<void> {
    for (let complete = false; !complete;) {
      const numbered = await session.number();
      if (numbered) this.#newest = numbered.newest;
      complete = numbered?.complete ?? true;
    }
    if (Date.now() - this.#forgotAt < FORGET_EVERY) return;
    const moreEvents = await session.forgetOlderThan(KEPT_MINUTES);
    const moreKeys = await session.forgetKeys();
    if (!moreEvents && !moreKeys) this.#forgotAt = Date.now();
  }

  async #doChores(session: RelaySession): Promise<void> {
    for (const due of this.#chores) {
      if (Date.now() < due.dueAt) continue;
      try {
        due.dueAt = Date.now() + (await session.work(due.chore));
      } catch (error) {
        due.dueAt = Date.now() + CHORE_AGAIN_AFTER_ERROR;
        if (!session.isOpen || isConnectionFailure(error)) throw error;
        this.#logger.error({ error }, "a chore of the relay failed");
      }
    }
  }

  async #read(session: RelaySession): Promise<void> {
    for (let complete = false; !complete;) {
      const read = await session.readAfter(this.#last ?? 0n);
      ({ complete } = read);
      this.#readAt = Date.now();
      const newest = read.events.at(-1);
      if (newest) {
        this.#last = BigInt(newest.sequence);
        this.#toldAt = Date.now();
        const taken = [...this.#listeners].map((listener) => listener.told(read.events));
        // Much that has gathered is handed over piece by piece: nobody has to keep it all in mind.
        if (!complete) await Promise.all(taken);
      }
    }
    // A place that was given and then rolled back is nothing to wait for.
    this.#newest = this.#last ?? 0n;
  }
}
