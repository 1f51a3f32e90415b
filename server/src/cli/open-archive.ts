import { importWork, openCore, type Core } from "../app.ts";
import type { Config } from "../config.ts";
import { systemContext } from "../context.ts";
import { migrations } from "../migrations/index.ts";
import type { WorkSurroundings } from "../modules/imports/import-work.ts";
import { connectDatabase, type Database } from "../platform/database/connect.ts";
import { findHolder, openDataFolder } from "../platform/database/data-folder.ts";
import { migrate } from "../platform/database/migrate.ts";
import type { PostgresSettings } from "../platform/database/postgres-settings.ts";
import { startEmbeddedPostgres } from "../platform/database/postgres-supervisor.ts";
import { newId } from "../platform/ids.ts";
import { createLogger, type Logger } from "../platform/logger.ts";
import { ChangeSource, type RequestContext } from "../platform/request.ts";

/** The database as a command finds it: of a server that runs, or started for the command alone. */
export interface OpenDatabase {
  readonly database: Database;
  readonly logger: Logger;
  /** Where the console of the running server is; null when none runs. */
  readonly address: string | null;
  readonly installationId: string | undefined;
}

export interface OpenArchive {
  readonly core: Core;
  readonly address: string | null;
  /** A context without an actor: whoever may run commands on this machine may do everything. */
  readonly newContext: () => RequestContext;
  readonly importWork: WorkSurroundings;
}

/** Opens the database for a command and closes what was opened for it. A running server goes on undisturbed. */
export async function withDatabase<Answer>(
  config: Config,
  purpose: string,
  use: (open: OpenDatabase) => Promise<Answer>,
  wishes?: PostgresSettings,
): Promise<Answer> {
  const logger = createLogger(config.logLevel === "info" ? "error" : config.logLevel);
  const given = config.databaseUrl
    ? { databaseUrl: config.databaseUrl, databaseOwnerUrl: config.databaseOwnerUrl ?? config.databaseUrl }
    : null;
  const holder = await findHolder(config.dataDir);
  const running =
    given ??
    (holder?.applicationUrl && holder.ownerUrl
      ? { databaseUrl: holder.applicationUrl, databaseOwnerUrl: holder.ownerUrl }
      : null);
  const address = holder?.address ?? null;
  if (running) {
    const database = await connectDatabase({ logger, ...running, allowMightyRole: config.allowMightyRole });
    return use({ database, logger, address, installationId: undefined });
  }
  // Nobody runs on the data folder, or somebody who is just starting: then this says so.
  const dataFolder = await openDataFolder(config.dataDir, purpose);
  try {
    const embedded = await startEmbeddedPostgres({ dataFolder, logger, ...(wishes && { wishes }) });
    try {
      const database = await connectDatabase({ logger, embedded });
      await dataFolder.announce({
        applicationUrl: database.applicationUrl,
        ownerUrl: database.ownerUrl,
      });
      return await use({ database, logger, address, installationId: dataFolder.installationId });
    } finally {
      await embedded.stop();
    }
  } finally {
    await dataFolder.close();
  }
}

/** Opens the archive for a command, brought up to date where no server does it. */
export async function withArchive<Answer>(
  config: Config,
  purpose: string,
  use: (archive: OpenArchive) => Promise<Answer>,
): Promise<Answer> {
  return withDatabase(config, purpose, async ({ database, logger, address, installationId }) => {
    if (address === null) await migrate({ database, migrations, logger });
    const core = await openCore({
      config,
      database,
      logger,
      ...(installationId === undefined ? {} : { installationId }),
    });
    try {
      return await use({
        core,
        address,
        newContext: () => systemContext(core, newId(), ChangeSource.COMMAND_LINE),
        importWork: importWork(core),
      });
    } finally {
      await core.close();
    }
  });
}
