import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { DataFolder } from "./data-folder.ts";
import { chooseFreePort } from "./free-port.ts";
import {
  APPLICATION_ROLE,
  databaseUrl,
  makeCluster,
  OWNER_ROLE,
  prepareRoles,
  refuseOtherVersion,
} from "./postgres-cluster.ts";
import { stopLeftovers } from "./postgres-leftovers.ts";
import { choosePlace, type DatabaseFile, type PostgresPlace, saveDatabaseFile } from "./postgres-place.ts";
import { PostgresDidNotStart, type PostgresRun, runPostgres } from "./postgres-run.ts";
import type { PostgresSettings } from "./postgres-settings.ts";
import { errorCode, StartRefusal } from "./start-refusal.ts";

export type DatabaseState = "starting" | "up" | "down";
export type StateListener = (state: DatabaseState) => void;

export interface EmbeddedPostgresOptions {
  readonly dataFolder: DataFolder;
  readonly logger: Logger;
  readonly onStateChange?: StateListener;
  /** Where root puts what the database's account cannot reach otherwise. */
  readonly reachableFolder?: string;
  /** Better for what is planned, but not at the price of no start. */
  readonly wishes?: PostgresSettings;
}

export interface EmbeddedPostgres {
  /** Both change when a restart finds the port taken: ask anew, do not keep them. */
  readonly applicationUrl: string;
  readonly ownerUrl: string;
  /** The folder where the cluster really lies. */
  readonly dataLocation: string;
  /** True when this start made the database. */
  readonly isNew: boolean;
  state(): DatabaseState;
  onStateChange(listener: StateListener): void;
  /** Within 5 s, and leaves no process. */
  stop(): Promise<void>;
}

/** Orphans of a killed PostgreSQL hold its shared memory for some seconds. */
const FIRST_START_PATIENCE = 30_000;
const SHORTEST_PAUSE = 100;
const LONGEST_PAUSE = 5000;
/** A run of this length was a good one: the next failure is a new one. */
const GOOD_RUN = 10_000;

/** Makes the database if there is none, starts it, and keeps it running until stop(). */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = await choosePlace(options.dataFolder, options.reachableFolder);
  if (place.isNew)
    await makeCluster(place.binaries, place.account, place.location, place.file.superuserPassword);
  await refuseOtherVersion(place.location, place.binaries);
  const supervisor = new PostgresSupervisor(place, options);
  await supervisor.start();
  return supervisor;
}

class PostgresSupervisor implements EmbeddedPostgres {
  readonly dataLocation: string;
  readonly isNew: boolean;
  readonly #place: PostgresPlace;
  readonly #dataFolder: DataFolder;
  readonly #logger: Logger;
  readonly #listeners: StateListener[] = [];
  readonly #stopping = new AbortController();
  #file: DatabaseFile;
  #state: DatabaseState = "starting";
  #prepared = false;
  #run: PostgresRun | undefined;
  #healing: Promise<void> = Promise.resolve();
  #pause = SHORTEST_PAUSE;
  #wishes: PostgresSettings;

  constructor(
    place: PostgresPlace,
    { dataFolder, logger, onStateChange, wishes = {} }: EmbeddedPostgresOptions,
  ) {
    this.#place = place;
    this.#wishes = wishes;
    this.#file = place.file;
    this.#dataFolder = dataFolder;
    this.#logger = logger;
    this.dataLocation = place.location;
    this.isNew = place.isNew;
    if (onStateChange !== undefined) this.#listeners.push(onStateChange);
  }

  get applicationUrl(): string {
    return databaseUrl(APPLICATION_ROLE, this.#file.applicationPassword, this.#port());
  }

  get ownerUrl(): string {
    return databaseUrl(OWNER_ROLE, this.#file.ownerPassword, this.#port());
  }

  state(): DatabaseState {
    return this.#state;
  }

  onStateChange(listener: StateListener): void {
    this.#listeners.push(listener);
  }

  async start(): Promise<void> {
    const deadline = Date.now() + FIRST_START_PATIENCE;
    for (;;) {
      try {
        await this.#startOnce();
        return;
      } catch (error) {
        if (error instanceof StartRefusal) throw error;
        if (Date.now() + this.#pause > deadline) throw refusalFor(error, this.dataLocation);
        await this.#waitBeforeRetry();
      }
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#healing;
    await this.#run?.stop();
    await stopLeftovers(this.dataLocation, this.#place.binaries, this.#logger);
    // The folder may be gone or full by now; that must not keep the rest of the server from ending.
    await this.#dataFolder
      .announce({ applicationUrl: undefined, ownerUrl: undefined })
      .catch(() => undefined);
    this.#change("down");
  }

  async #startOnce(): Promise<void> {
    this.#change("starting");
    await stopLeftovers(this.dataLocation, this.#place.binaries, this.#logger);
    const port = await chooseFreePort(this.#file.port);
    const run = await this.#runAsWished(port);
    try {
      await this.#getReady(port);
    } catch (error) {
      await run.stop();
      throw error;
    }
    this.#run = run;
    this.#change("up");
    void this.#healWhenEnded(run);
  }

  async #runAsWished(port: number): Promise<PostgresRun> {
    try {
      return await runPostgres(this.#place, port, this.#logger, this.#stopping.signal, this.#wishes);
    } catch (error) {
      if (!(error instanceof PostgresDidNotStart)) throw error;
      // The next attempt is without wishes: those that others have of this cluster come first.
      this.#wishes = {};
      throw error;
    }
  }

  async #healWhenEnded(run: PostgresRun): Promise<void> {
    const since = Date.now();
    await run.ended;
    if (this.#stopping.signal.aborted) return;
    if (Date.now() - since > GOOD_RUN) this.#pause = SHORTEST_PAUSE;
    this.#healing = this.#heal();
  }

  /** Nothing is written when nothing has changed: after a full disk even a small file might fail. */
  async #getReady(port: number): Promise<void> {
    if (this.#prepared && port === this.#file.port) return;
    if (!this.#prepared) await prepareRoles(port, this.#file);
    const createdAt = this.#file.createdAt ?? new Date().toISOString();
    if (port !== this.#file.port || createdAt !== this.#file.createdAt) {
      this.#file = { ...this.#file, port, createdAt };
      await saveDatabaseFile(this.#dataFolder, this.#file);
    }
    await this.#dataFolder.announce({ applicationUrl: this.applicationUrl, ownerUrl: this.ownerUrl });
    this.#prepared = true;
  }

  /** PostgreSQL ended by itself: killed, out of disk, out of memory. It is started again until it stays. */
  async #heal(): Promise<void> {
    this.#change("down");
    this.#logger.error("PostgreSQL ended unexpectedly: starting it again");
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#startOnce();
        this.#logger.info("PostgreSQL runs again");
        return;
      } catch (error) {
        this.#change("down");
        if (this.#stopping.signal.aborted) return;
        this.#logger.error(
          { reason: lastWords(error), pause: this.#pause },
          "PostgreSQL did not start: trying again",
        );
        await this.#waitBeforeRetry();
      }
    }
  }

  async #waitBeforeRetry(): Promise<void> {
    const pause = this.#pause;
    this.#pause = Math.min(pause * 2, LONGEST_PAUSE);
    await delay(pause, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  #change(state: DatabaseState): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  #port(): number {
    if (this.#file.port === undefined) throw new Error("PostgreSQL has not been started yet");
    return this.#file.port;
  }
}

function lastWords(error: unknown): string {
  if (error instanceof PostgresDidNotStart) return error.log;
  return errorCode(error) ?? "unknown";
}

function refusalFor(error: unknown, location: string): StartRefusal {
  return new StartRefusal(
    {
      english: `PostgreSQL does not start on ${location}. It says:\n${lastWords(error)}`,
      chinese: `PostgreSQL 无法在 ${location} 上启动，原因见上。`,
    },
    { cause: error },
  );
}
