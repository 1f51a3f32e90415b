import { randomUUID } from "node:crypto";
import { Client, Pool } from "pg";
import type { QueryResultRow } from "pg";
import { inject } from "vitest";

export interface TestDatabase {
  name: string;
  /** As the role that the application has, and as the one that owns the tables. */
  applicationUrl: string;
  ownerUrl: string;
  superuserUrl: string;
  /** Looks past the application, as the superuser: to see what really stands in the tables. */
  query<Row extends QueryResultRow>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** A database of one's own, migrated and without rows: a copy of the template, which takes a fraction of a second. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const cluster = inject("cluster");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const template = nameIn(cluster.ownerUrl);
  const [owner, application] = [userIn(cluster.ownerUrl), userIn(cluster.applicationUrl)];
  const maintenanceUrl = within(cluster.superuserUrl, "postgres");
  await run(maintenanceUrl, [
    `create database ${name} template ${template} owner ${owner}`,
    `revoke all on database ${name} from public`,
    `grant connect, temporary on database ${name} to ${application}`,
    // Nobody needs the rows of a test after a power failure.
    `alter database ${name} set synchronous_commit = off`,
  ]);
  const superuserUrl = within(cluster.superuserUrl, name);
  // Specs look thousands of times, and opening a connection takes longer than most looks do.
  const pool = new Pool({
    connectionString: superuserUrl,
    max: 4,
    idleTimeoutMillis: 2000,
    allowExitOnIdle: true,
  });
  return {
    name,
    superuserUrl,
    ownerUrl: within(cluster.ownerUrl, name),
    applicationUrl: within(cluster.applicationUrl, name),
    query: async <Row extends QueryResultRow>(sql: string, parameters: unknown[] = []) =>
      (await pool.query<Row>(sql, parameters)).rows,
    drop: async () => {
      await pool.end();
      await run(maintenanceUrl, [`drop database if exists ${name} with (force)`]);
    },
  };
}

async function run(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function within(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

const nameIn = (url: string) => new URL(url).pathname.slice(1);
const userIn = (url: string) => decodeURIComponent(new URL(url).username);
