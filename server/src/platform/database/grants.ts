import type { Client } from "pg";
import { JOB_SCHEMA } from "./job-schema.ts";

export const APPLICATION_SCHEMAS = ["public", "auth", JOB_SCHEMA] as const;
export const MIGRATION_TABLE = "schema_migration";

/** Tables that the application may add to and read, never alter: the audit rests on that. */
export const APPEND_ONLY: readonly string[] = [
  "public.change",
  "public.change_seal",
  "public.complaint_event",
];

/** Rows that go only with the record they belong to, as a complaint with its customer, or never: a key is emptied. */
const NEVER_DELETED: readonly string[] = ["public.complaint", "public.data_key"];

/** Tables that only migrations write. */
const READ_ONLY: readonly string[] = [`public.${MIGRATION_TABLE}`, "public.change_epoch"];

/** Gives the application's role what it works with, in one transaction: never more than that, not for an instant. */
export async function grantToApplication(owner: Client, role: string): Promise<void> {
  const to = owner.escapeIdentifier(role);
  const schemas = APPLICATION_SCHEMAS.join(", ");
  await owner.query("begin");
  try {
    await owner.query(`grant usage on schema ${schemas} to ${to}`);
    await owner.query(`grant select, insert, update, delete on all tables in schema ${schemas} to ${to}`);
    await owner.query(`grant usage, select on all sequences in schema ${schemas} to ${to}`);
    await owner.query(`grant execute on all functions in schema ${schemas} to ${to}`);
    await revoke(owner, "update, delete", APPEND_ONLY, to);
    await revoke(owner, "delete", NEVER_DELETED, to);
    await revoke(owner, "insert, update, delete", READ_ONLY, to);
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback").catch(() => undefined);
    throw error;
  }
}

async function revoke(owner: Client, rights: string, tables: readonly string[], role: string): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    "select name from unnest($1::text[]) as name where to_regclass(name) is not null",
    [tables],
  );
  for (const { name } of rows) await owner.query(`revoke ${rights} on ${name} from ${role}`);
}
