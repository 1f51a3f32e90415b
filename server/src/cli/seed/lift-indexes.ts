import type { Client } from "pg";

/** A step that builds again what was taken away. */
export interface Rebuilding {
  /** What it builds, for whoever waits. */
  readonly name: string;
  readonly statement: string;
}

interface Constraint {
  readonly owner: string;
  readonly name: string;
  readonly kind: string;
  readonly definition: string;
  /** Whether its rows are those of a table that is filled, and not only refer to one. */
  readonly inside: boolean;
}

const UNCHECKED = " NOT VALID";

/**
 * Takes indexes, keys and foreign keys off the tables, in the caller's transaction, and answers with how to build them
 * again: filling a table first and sorting once is several times faster than sorting every row in. Nobody ever sees
 * the tables without: until the transaction is committed they are locked, and if it is not, nothing was taken away.
 * Foreign keys of the filled tables hold from then on for every new row; `checkForeignKeys` looks at the old ones.
 */
export async function liftIndexes(client: Client, tables: readonly string[]): Promise<Rebuilding[]> {
  const constraints = await readConstraints(client, tables);
  const foreign = constraints.filter(({ kind }) => kind === "f");
  const keys = constraints.filter(({ kind }) => kind !== "f");
  for (const { owner, name } of [...foreign, ...keys])
    await client.query(`alter table ${owner} drop constraint ${client.escapeIdentifier(name)}`);
  const indexes = await readIndexes(client, tables);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  const constraint = ({ owner, name, kind, definition, inside }: Constraint): Rebuilding => ({
    name,
    statement: `alter table ${owner} add constraint ${client.escapeIdentifier(name)} ${definition}${kind === "f" && inside ? UNCHECKED : ""}`,
  });
  return [
    ...keys.map(constraint),
    ...indexes.map(({ name, definition }) => ({ name, statement: definition })),
    ...foreign.map(constraint),
  ];
}

/** Looks at every row of a table for foreign keys that were built again without. */
export async function checkForeignKeys(client: Client, table: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select conname as name from pg_constraint where conrelid = $1::regclass and not convalidated",
    [table],
  );
  for (const { name } of rows)
    await client.query(`alter table ${table} validate constraint ${client.escapeIdentifier(name)}`);
}

/** Every index and key of the tables, as the database writes them down; the same before and after, or something was lost. */
export async function describeIndexes(client: Client, tables: readonly string[]): Promise<string> {
  const constraints = await readConstraints(client, tables);
  const { rows } = await client.query<{ definition: string }>(
    `select pg_get_indexdef(indexrelid) || case when indisvalid then '' else ' invalid' end as definition
     from pg_index where indrelid = any($1::regclass[]::oid[]) order by 1`,
    [tables],
  );
  return [
    ...constraints.map(({ owner, name, definition }) => `${owner} ${name} ${definition}`).sort(),
    ...rows.map(({ definition }) => definition),
  ].join("\n");
}

async function readConstraints(client: Client, tables: readonly string[]): Promise<Constraint[]> {
  const { rows } = await client.query<Constraint>(
    `select conrelid::regclass::text as owner, conname as name, contype as kind,
       replace(pg_get_constraintdef(oid), '${UNCHECKED}', '') as definition,
       conrelid = any($1::regclass[]::oid[]) as inside
     from pg_constraint
     where contype in ('f', 'p', 'u') and (conrelid = any($1::regclass[]::oid[]) or confrelid = any($1::regclass[]::oid[]))
     order by conrelid::regclass::text, conname`,
    [tables],
  );
  return rows;
}

async function readIndexes(
  client: Client,
  tables: readonly string[],
): Promise<{ name: string; definition: string }[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = any($1::regclass[]::oid[])
     order by indrelid::regclass::text, indexrelid::regclass::text`,
    [tables],
  );
  return rows;
}
