import type { Constructor, MigrationObject } from "@mikro-orm/core";
import { type Migration, Migrator } from "@mikro-orm/migrations";
import { MikroORM } from "@mikro-orm/postgresql";
import { Client } from "pg";
import type { Logger } from "pino";
import type { Database } from "./connect.ts";
import { APPLICATION_SCHEMAS, grantToApplication, MIGRATION_TABLE } from "./grants.ts";
import { beginEpochAfterMove } from "./change-epoch.ts";
import { migrateJobSchema } from "./job-schema.ts";
import { newerSchemaRefusal } from "./newer-schema.ts";

export interface MigrationTask {
  readonly database: Pick<Database, "applicationUrl" | "ownerUrl" | "ownerIsApplication">;
  /** In the order in which they run: the list of `migrations/index.ts`. */
  readonly migrations: readonly (MigrationObject | Constructor<Migration>)[];
  readonly logger: Logger;
}

/** Ours among the advisory locks of a database that others may use too: the letters "dossier" and a one. */
const MIGRATION_LOCK = "28259042962862641";

/**
 * Brings the schema to what this code expects, as the owner. Of two servers that start together the second waits, and
 * then finds nothing to do. Answers the names of the migrations that ran.
 */
export async function migrate({ database, migrations, logger }: MigrationTask): Promise<string[]> {
  const owner = new Client({
    connectionString: database.ownerUrl,
    application_name: "dossier migrate",
    keepAlive: true,
  });
  owner.on("error", () => undefined);
  await owner.connect();
  try {
    // However long the other one takes: it is at work, and ends with its connection if it dies.
    await owner.query(
      "set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0",
    );
    await owner.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const ran = await runMigrations(owner, database.ownerUrl, migrations);
    await migrateJobSchema(owner);
    await beginEpochAfterMove(owner);
    if (database.ownerIsApplication) {
      logger.warn(
        "Migrations run as the application's own role: it owns its tables and could alter the change log. " +
          "Set DATABASE_OWNER_URL to a role of its own. 迁移使用的就是应用角色，它因此可以改动变更记录；请用 DATABASE_OWNER_URL 另设所有者。",
      );
    } else {
      await grantToApplication(owner, decodeURIComponent(new URL(database.applicationUrl).username));
    }
    // On a new database that is no news.
    if (ran.length > 0) {
      const level = ran.length === migrations.length ? "debug" : "info";
      logger[level]({ migrations: ran }, "the database schema was brought up to date");
    }
    return ran;
  } finally {
    // The lock goes with the session.
    await owner.end();
  }
}

async function runMigrations(
  owner: Client,
  ownerUrl: string,
  migrations: MigrationTask["migrations"],
): Promise<string[]> {
  for (const schema of APPLICATION_SCHEMAS) {
    // "if not exists" alone asks for the right to create even when there is nothing to create. pg-boss makes its own.
    if (schema !== "pgboss" && !(await schemaExists(owner, schema)))
      await owner.query(`create schema ${schema}`);
  }
  // Named here, so that what is known and what the table of migrations says are compared by the same names.
  const named = migrations.map((migration) =>
    typeof migration === "function" ? { name: migration.name, class: migration } : migration,
  );
  const orm = new MikroORM({
    clientUrl: ownerUrl,
    // Migrations are plain SQL; the entities are not needed to run them.
    entities: [],
    discovery: { warnWhenNoEntities: false },
    ensureDatabase: false,
    extensions: [Migrator],
    driverOptions: { max: 1, application_name: "dossier migrate", statement_timeout: 0, lock_timeout: 0 },
    migrations: {
      migrationsList: named,
      tableName: MIGRATION_TABLE,
      transactional: true,
      // All that are new, or none: an interrupted upgrade leaves the schema that the older code knows.
      allOrNothing: true,
      snapshot: false,
      silent: true,
    },
  });
  try {
    const known = new Set(named.map(({ name }) => name));
    const executed = await orm.migrator.getExecuted();
    const unknown = executed.map(({ name }) => name).filter((name) => !known.has(name));
    if (unknown.length > 0) throw newerSchemaRefusal(unknown);
    return (await orm.migrator.up()).map(({ name }) => name);
  } finally {
    await orm.close(true);
  }
}

async function schemaExists(owner: Client, schema: string): Promise<boolean> {
  const { rowCount } = await owner.query("select from pg_namespace where nspname = $1", [schema]);
  return rowCount !== 0;
}
