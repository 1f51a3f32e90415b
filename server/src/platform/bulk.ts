import type { EntityManager } from "@mikro-orm/postgresql";
import { sql } from "kysely";

/** SQL types by column. */
export type BulkColumns = Readonly<Record<string, string>>;
export type BulkRow = Readonly<Record<string, unknown>>;

/**
 * Rows as one parameter, whatever their number: `select … from ${rowsAsTable(columns, rows, "r")}`. Bytes go over as
 * hexadecimal text, lists as JSON lists.
 */
export function rowsAsTable(columns: BulkColumns, rows: readonly BulkRow[], alias: string) {
  const shape = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
  return sql`json_to_recordset(${asJson(rows)}::text::json) as ${sql.raw(`${alias} (${shape.join(", ")})`)}`;
}

/** Adds many rows to a table in one statement. `whatElse` is what follows, such as `on conflict do nothing`. */
export async function insertRows(
  em: EntityManager,
  table: string,
  columns: BulkColumns,
  rows: readonly BulkRow[],
  whatElse = "",
): Promise<void> {
  if (rows.length === 0) return;
  const names = sql.raw(
    Object.keys(columns)
      .map((name) => `"${name}"`)
      .join(", "),
  );
  await sql`insert into ${sql.table(table)} (${names}) select ${names} from ${rowsAsTable(columns, rows, "r")} ${sql.raw(whatElse)}`.execute(
    em.getKysely(),
  );
}

function asJson(rows: readonly BulkRow[]): string {
  return JSON.stringify(rows, function (this: BulkRow, key: string, value: unknown) {
    // toJSON has turned a buffer into a list of numbers by now; the holder still has the buffer.
    const held = this[key];
    return Buffer.isBuffer(held) ? `\\x${held.toString("hex")}` : value;
  });
}
