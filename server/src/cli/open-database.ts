import type { Config } from "../config.ts";
import { connectDatabase, type Database } from "../platform/database/connect.ts";
import { findHolder, openDataFolder } from "../platform/database/data-folder.ts";
import type { PostgresSettings } from "../platform/database/postgres-settings.ts";
import { startEmbeddedPostgres } from "../platform/database/postgres-supervisor.ts";
import { createLogger, type Logger } from "../platform/logger.ts";

/** The database as a command finds it: of a server that runs, or started for the command alone. */
export interface OpenDatabase {
  readonly database: Database;
  readonly logger: Logger;
  /** Where the console of the running server is; null when none runs. */
  readonly address: string | null;
  readonly installationId: string | undefined;
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
