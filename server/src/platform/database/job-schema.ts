import { createRequire } from "node:module";
import type { Client } from "pg";
import { getConstructionPlans, getMigrationPlans } from "pg-boss";
import { newerSchemaRefusal } from "./newer-schema.ts";

export const JOB_SCHEMA = "pgboss";

/**
 * Makes or upgrades the tables of pg-boss, as the owner: the running server uses it with `migrate: false`. Called under
 * the migration lock.
 */
export async function migrateJobSchema(owner: Client): Promise<void> {
  const wanted = jobSchemaVersion();
  const found = await findVersion(owner);
  if (found === undefined) {
    await owner.query(getConstructionPlans(JOB_SCHEMA));
    return;
  }
  if (found > wanted) throw newerSchemaRefusal([`${JOB_SCHEMA} ${found}`]);
  if (found === wanted) return;
  // One transaction, and after it indexes that are built without a lock, which only works one statement at a time.
  const plans = getMigrationPlans(JOB_SCHEMA, found);
  const end = plans.lastIndexOf("COMMIT;") + "COMMIT;".length;
  await owner.query(plans.slice(0, end));
  for (const statement of plans.slice(end).split(/;\s*$/m)) {
    if (statement.trim() !== "") await owner.query(statement);
  }
}

async function findVersion(owner: Client): Promise<number | undefined> {
  const { rows } = await owner.query<{ found: string | null }>("select to_regclass($1)::text as found", [
    `${JOB_SCHEMA}.version`,
  ]);
  if (typeof rows[0]?.found !== "string") return undefined;
  const versions = await owner.query<{ version: number }>(
    `select version::int as version from ${JOB_SCHEMA}.version`,
  );
  return versions.rows[0]?.version;
}

/** pg-boss tells the version of its tables in its package.json, and nowhere else. */
function jobSchemaVersion(): number {
  const description: unknown = createRequire(import.meta.url)("pg-boss/package.json");
  if (typeof description === "object" && description !== null && "pgboss" in description) {
    const { pgboss } = description;
    if (typeof pgboss === "object" && pgboss !== null && "schema" in pgboss) return Number(pgboss.schema);
  }
  throw new Error("this pg-boss does not tell the version of its tables");
}
