import { createApp, type App } from "../../server/src/app.ts";
import { readConfig } from "../../server/src/config.ts";
import { migrations } from "../../server/src/migrations/index.ts";
import { connectDatabase } from "../../server/src/platform/database/connect.ts";
import { migrate } from "../../server/src/platform/database/migrate.ts";
import { createLogger } from "../../server/src/platform/logger.ts";

export interface ApplicationSettings {
  database: { applicationUrl: string; ownerUrl: string };
  keyFile: string;
  dataDir: string;
  /** 0 picks a free one. */
  port: number;
  administrator: { email: string; password: string };
  /** Anything else, by the names that README.md lists. */
  environment?: Record<string, string>;
  /** The console's documents by their ids, where they are not those of its build. */
  documents?: ReadonlyMap<string, string>;
}

const logger = () => createLogger(process.env["LOG_LEVEL"] ?? "fatal");

/** Starts the real application in this process, on a database that is migrated already. */
export async function startApplication(settings: ApplicationSettings): Promise<App> {
  const config = readConfig({
    HOST: "127.0.0.1",
    PORT: String(settings.port),
    DATABASE_URL: settings.database.applicationUrl,
    DATABASE_OWNER_URL: settings.database.ownerUrl,
    DATA_DIR: settings.dataDir,
    DOSSIER_KEY_FILE: settings.keyFile,
    DOSSIER_ADMIN_EMAIL: settings.administrator.email,
    DOSSIER_ADMIN_PASSWORD: settings.administrator.password,
    DEMO: "off",
    // Tests ask more than people do; those of the limit set one.
    RATE_LIMIT: "999999999",
    ...settings.environment,
  });
  const database = await connectDatabase({
    databaseUrl: settings.database.applicationUrl,
    databaseOwnerUrl: settings.database.ownerUrl,
    logger: logger(),
  });
  const { documents } = settings;
  return createApp({ config, database, logger: logger(), ...(documents && { documents }) });
}

/** Brings an empty database to the schema of this code, as `dossier migrate` does. */
export async function migrateDatabase(database: { applicationUrl: string; ownerUrl: string }): Promise<void> {
  await migrate({ database: { ...database, ownerIsApplication: false }, migrations, logger: logger() });
}
