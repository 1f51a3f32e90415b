import { readConfig } from "../../server/src/config.ts";
import type { Config } from "../../server/src/config.ts";

export interface ApplicationSettings {
  database: { applicationUrl: string; ownerUrl: string };
  keyFile: string;
  dataDir: string;
  /** 0 picks a free one. */
  port: number;
  administrator: { email: string; password: string };
  /** Anything else, by the names that README.md lists. */
  environment?: Record<string, string>;
}

export interface RunningApplication {
  /** Such as http://127.0.0.1:40123, without a slash at the end. */
  address: string;
  stop(): Promise<void>;
}

/** Starts the real application in this process, on a database that is migrated already. */
export async function startApplication(settings: ApplicationSettings): Promise<RunningApplication> {
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
    LOG_LEVEL: process.env["LOG_LEVEL"] ?? "fatal",
    ...settings.environment,
  });
  const { createApp } = (await load("../../server/src/app.ts")) as {
    createApp(config: Config): Promise<RunningApplication>;
  };
  return createApp(config);
}

/** Brings an empty database to the schema of this code, as `dossier migrate` does. */
export async function migrateDatabase(database: { applicationUrl: string; ownerUrl: string }): Promise<void> {
  const { migrate } = await import("../../server/src/platform/database/migrate.ts");
  const { createLogger } = await import("../../server/src/platform/logger.ts");
  const { migrations } = (await load("../../server/src/migrations/index.ts")) as {
    migrations: Parameters<typeof migrate>[0]["migrations"];
  };
  await migrate({
    database: { ...database, ownerIsApplication: false },
    migrations,
    logger: createLogger(process.env["LOG_LEVEL"] ?? "fatal"),
  });
}

// Until app.ts and migrations/index.ts are there; plain imports take its place then.
function load(path: string): Promise<unknown> {
  return import(/* @vite-ignore */ new URL(path, import.meta.url).href);
}
