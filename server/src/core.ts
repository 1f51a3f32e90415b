import "reflect-metadata";
import { MikroORM } from "@mikro-orm/postgresql";
import type { Pool } from "pg";
import type { Config } from "./config.ts";
import { systemContext, type Application } from "./context.ts";
import { entities } from "./entities.ts";
import { Metrics } from "./http/health.ts";
import { staffActor } from "./modules/access/staff-actor.queries.ts";
import type { WorkSurroundings } from "./modules/imports/import-work.ts";
import type { Database } from "./platform/database/connect.ts";
import { isConnectionFailure } from "./platform/database/connection-failure.ts";
import { newId } from "./platform/ids.ts";
import { startJobs, type Jobs } from "./platform/jobs.ts";
import { openKey, type OpenedKey } from "./platform/key-file.ts";
import { convertLegacyChanges } from "./platform/legacy-changes.ts";
import type { Logger } from "./platform/logger.ts";
import { Reference } from "./platform/reference.ts";
import { Refusals } from "./platform/refusals.ts";
import { ChangeSource } from "./platform/request.ts";

export interface CoreOptions {
  readonly config: Config;
  /** Migrated already. */
  readonly database: Database;
  readonly logger: Logger;
  /** Names the key file of a database that has no archive yet. */
  readonly installationId?: string;
}

/** Dossier's own part of a process, without a listening socket: what the server and the command line share. */
export interface Core extends Omit<Application, "sessions"> {
  readonly pool: Pool;
  readonly key: OpenedKey;
  readonly metrics: Metrics;
  close(): Promise<void>;
}

/** Connects, opens the key and reads the entities. */
export async function openCore({ config, database, logger, installationId }: CoreOptions): Promise<Core> {
  const metrics = new Metrics();
  // Every request begins here, with who asks: so all of them hear soon when the database does not answer.
  const pool = database.createPool({ size: 4, answerTimeout: 6000 });
  const key = await openKey(pool, config.keyFile, installationId ?? null);
  if (key.hasChangesToConvert) await convertLegacyChanges(database, key.cipher, logger);
  const connection = database.ormOptions();
  const { onPoolCreated } = connection.driverOptions;
  const orm = new MikroORM({
    ...connection,
    driverOptions: {
      ...connection.driverOptions,
      onPoolCreated: (made: Pool) => {
        onPoolCreated(made);
        metrics.countStatements(made);
      },
    },
    entities,
    // It was found and migrated before.
    ensureDatabase: false,
    forceUtcTimezone: true,
    // A command decides what is flushed and when; nothing is written by the way.
    flushMode: "commit",
    logger: () => undefined,
  });
  await connectPatiently(orm);
  const jobs: Jobs = await startJobs(database, logger);
  const stopWatchingKeys = key.keyring.watch((error) => {
    if (isConnectionFailure(error)) return;
    logger.warn(
      { error },
      "new data keys cannot be read: was the key file changed, and not put in its place here?",
    );
  });
  const refusals = new Refusals(orm.em, logger, () => metrics.refusalsMerged.inc());
  return {
    em: orm.em,
    cipher: key.cipher,
    jobs,
    logger,
    timeZone: config.timeZone,
    reference: new Reference(),
    refusals,
    pool,
    key,
    metrics,
    async close() {
      stopWatchingKeys();
      await jobs.stop();
      await refusals.stop();
      await orm.close(true);
      await pool.end();
    },
  };
}

/** A request may not wait for long; a start on a busy machine may: the database was there a moment ago. */
async function connectPatiently(orm: MikroORM, attempts = 5): Promise<void> {
  try {
    await orm.em.getConnection().execute("select 1");
  } catch (error) {
    if (attempts === 1 || !isConnectionFailure(error)) throw error;
    await connectPatiently(orm, attempts - 1);
  }
}

/** What work on imports needs, in the server and on the command line. */
export function importWork(core: Core): WorkSurroundings {
  return {
    newContext: () => systemContext(core, newId(), ChangeSource.IMPORT),
    actorOf: staffActor,
  };
}
