import type { EntityManager } from "@mikro-orm/postgresql";
import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { KeysetPage, KeysetRow } from "./connection.ts";

/** Rows that belong to a parent: a customer's orders, a record's changes. */
export interface Children {
  readonly table: string;
  /** The column that names the parent. */
  readonly parent: string;
  readonly keyset: KeysetPage;
  /** Only these. */
  readonly where?: RawBuilder<SqlBool>;
}

/** The same page of each parent's children, all in one statement: fifty customers' last orders cost what one's do. */
export async function pagesOfChildren<Row extends object>(
  em: EntityManager,
  parentIds: readonly string[],
  { table, parent, keyset, where = sql<SqlBool>`true` }: Children,
): Promise<Map<string, (Row & KeysetRow)[]>> {
  const { rows } = await sql<Row & KeysetRow & { parent_id: string }>`
    select wanted.parent_id, child.*
    from unnest(${parentIds}::uuid[]) as wanted (parent_id)
    cross join lateral (
      select ${sql.table(table)}.*, ${keyset.cursorValue} as cursor_value, ${keyset.cursorId} as cursor_id
      from ${sql.table(table)}
      where ${sql.ref(`${table}.${parent}`)} = wanted.parent_id and ${where} and ${keyset.where}
      order by ${keyset.orderBy}
      limit ${keyset.limit}
    ) as child`.execute(em.getKysely());
  return Map.groupBy(rows, (row) => row.parent_id);
}
