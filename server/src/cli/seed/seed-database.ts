import { availableParallelism, totalmem } from "node:os";
import { finished } from "node:stream/promises";
import type { Client } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { columnsOf, SEED_TABLE_NAMES, type SeedTable } from "./copy-rows.ts";
import { checkForeignKeys, describeIndexes, liftIndexes, type Rebuilding } from "./lift-indexes.ts";
import type { SeedThreadTask, TablePart } from "./seed-messages.ts";
import type { SeedTask } from "./seed-plan.ts";
import { makeRows } from "./seed-threads.ts";

/** How far it is. */
export type SeedProgress =
  | { readonly doing: "rows"; readonly done: number; readonly of: number }
  | { readonly doing: "indexes"; readonly done: number; readonly of: number; readonly name: string }
  | { readonly doing: "statistics" };

export interface SeedSettings {
  readonly signal: AbortSignal;
  readonly tell: (progress: SeedProgress) => void;
}

/** Tables that this transaction emptied: their rows can be written as settled from the start. */
export type EmptyTables = ReadonlySet<SeedTable>;

const TABLES = SEED_TABLE_NAMES.map((table) => `public.${table}`);
/** In milliseconds; others let go of a table sooner, or work on it. */
const LOCK_PATIENCE = 10_000;

/** Lets this session take as long as it takes, with the memory and the cores of the machine. */
export async function prepareSession(client: Client): Promise<void> {
  const megabytes = Math.floor(totalmem() / 1024 / 1024 / 16);
  await client.query(`
    set statement_timeout = 0;
    set lock_timeout = ${LOCK_PATIENCE};
    set idle_in_transaction_session_timeout = 0;
    set maintenance_work_mem = '${Math.min(1024, Math.max(64, megabytes))}MB';
    set max_parallel_maintenance_workers = ${Math.max(1, availableParallelism() - 1)}`);
}

/** Keeps everybody else away from the tables until the end of the transaction. */
export async function lockTables(client: Client): Promise<void> {
  await client.query(`lock table ${TABLES.join(", ")} in access exclusive mode`);
}

/** Fills tables without their indexes and builds these again, in the caller's transaction: all of it, or nothing. */
export async function fillAnew(
  client: Client,
  task: SeedThreadTask,
  settings: SeedSettings,
): Promise<Map<SeedTable, number>> {
  const before = await describeIndexes(client, TABLES);
  const rebuilding = await liftIndexes(client, TABLES);
  const rows = await fill(client, task, await emptyTables(client), settings);
  await rebuild(client, rebuilding, settings);
  if ((await describeIndexes(client, TABLES)) !== before)
    throw new Error("an index or key was not built again as it was, so nothing is kept");
  return rows;
}

/** Writes the rows, in the caller's transaction. */
export async function fill(
  client: Client,
  task: SeedThreadTask,
  empty: EmptyTables,
  { signal, tell }: SeedSettings,
): Promise<Map<SeedTable, number>> {
  const rows = new Map<SeedTable, number>();
  const of = task.plan.task.customers;
  tell({ doing: "rows", done: 0, of });
  for await (const { part, tables } of makeRows(task, signal)) {
    for (const table of tables) {
      signal.throwIfAborted();
      if (table.rows > 0) await copyIn(client, table, empty.has(table.table));
      rows.set(table.table, (rows.get(table.table) ?? 0) + table.rows);
    }
    tell({ doing: "rows", done: part.to, of });
  }
  return rows;
}

async function copyIn(client: Client, { table, bytes }: TablePart, settled: boolean): Promise<void> {
  const columns = columnsOf(table).join(", ");
  const stream = client.query(
    copyFrom(`copy public.${table} (${columns}) from stdin with (format binary, freeze ${String(settled)})`),
  );
  stream.end(bytes);
  await finished(stream);
}

/** Rows in a table that the transaction itself began need no tidying up later; only an empty table may be begun anew. */
async function emptyTables(client: Client): Promise<EmptyTables> {
  const empty = new Set<SeedTable>();
  for (const table of SEED_TABLE_NAMES) {
    const { rowCount } = await client.query(`select from public.${table} limit 1`);
    if (rowCount === 0) empty.add(table);
  }
  if (empty.size > 0)
    await client.query(`truncate ${[...empty].map((table) => `public.${table}`).join(", ")}`);
  return empty;
}

async function rebuild(
  client: Client,
  rebuilding: readonly Rebuilding[],
  { signal, tell }: SeedSettings,
): Promise<void> {
  for (const [done, { name, statement }] of rebuilding.entries()) {
    signal.throwIfAborted();
    tell({ doing: "indexes", done, of: rebuilding.length, name });
    await client.query(statement);
  }
}

/**
 * What PostgreSQL wants to see for itself: foreign keys, what the planner needs to know of the new rows, and what
 * index-only reading needs; outside of any transaction, and on several connections at once, the longest tables first.
 */
export async function tidyUp(clients: readonly Client[], { tell, signal }: SeedSettings): Promise<void> {
  tell({ doing: "statistics" });
  const waiting = [...TABLES];
  const tidyNext = async (client: Client): Promise<void> => {
    for (let table = waiting.pop(); table !== undefined; table = waiting.pop()) {
      signal.throwIfAborted();
      await checkForeignKeys(client, table);
      await client.query(`vacuum (analyze) ${table}`);
    }
  };
  await Promise.all(clients.map(tidyNext));
}

/**
 * Takes as many numbers from a sequence as are needed and answers with the first. The sequence is locked meanwhile, so
 * nobody else gets one of them.
 */
export async function takeNumbers(client: Client, sequence: string, count: number): Promise<number> {
  if (count === 0) return 0;
  await client.query(`alter sequence public.${sequence} increment by 1`);
  const { rows } = await client.query<{ first: string }>("select nextval($1::regclass) as first", [sequence]);
  const first = Number(rows[0]?.first);
  await client.query("select setval($1::regclass, $2)", [sequence, first + count - 1]);
  return first;
}

/** Who is there to take care of complaints, and the channels and levels that customers have. */
export async function readSurroundings(
  client: Client,
): Promise<Pick<SeedThreadTask, "staff" | "channels" | "memberLevels">> {
  const people = await client.query<{ id: string; teamId: string | null }>(
    `select id, team_id as "teamId" from public.staff_member
     where active and not program and exists (
       select from public.role_permission
       where role_permission.role_id = staff_member.role_id and permission = 'complaint:changeStatus'
     ) order by created_at, id`,
  );
  const teams = await client.query<{ id: string }>("select id from public.team order by created_at, id");
  const channels = await client.query<{ id: string; name: string }>(
    "select id, name_zh as name from public.channel",
  );
  const levels = await client.query<{ id: string }>("select id from public.member_level order by rank, id");
  return {
    staff: { people: people.rows, teams: teams.rows.map(({ id }) => id) },
    channels: Object.fromEntries(channels.rows.map(({ id, name }) => [name, id])),
    memberLevels: levels.rows.map(({ id }) => id),
  };
}

/** How many customers are on file, without those of the demo archive and with them. */
export async function countCustomers(client: Client): Promise<{ own: number; all: number }> {
  const { rows } = await client.query<{ own: number; all: number }>(
    `select count(*) filter (where not demo)::integer as own, count(*)::integer as "all" from public.customer`,
  );
  return rows[0] ?? { own: 0, all: 0 };
}

/** Whether so many rows come in that the tables are filled without their indexes, which shuts everybody else out. */
export function isFilledAnew(task: SeedTask, onFile: number): boolean {
  return task.customers >= onFile;
}
