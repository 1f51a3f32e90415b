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
  return sql`json_to_recordset(${asJson(columns, rows)}::text::json) as ${sql.raw(`${alias} (${shape.join(", ")})`)}`;
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

/** Bytes are put into text beforehand: asking for each value whether it is bytes would cost more than all the rest. */
function asJson(columns: BulkColumns, rows: readonly BulkRow[]): string {
  const bytes = Object.keys(columns).filter((name) => columns[name] === "bytea");
  if (bytes.length === 0) return JSON.stringify(rows);
  return JSON.stringify(
    rows.map((row) => {
      const copy: Record<string, unknown> = { ...row };
      for (const name of bytes) {
        const value = row[name];
        if (Buffer.isBuffer(value)) copy[name] = `\\x${value.toString("hex")}`;
      }
      return copy;
    }),
  );
}
