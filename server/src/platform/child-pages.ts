import type { EntityManager } from "@mikro-orm/postgresql";
import { sql, type RawBuilder, type SqlBool } from "kysely";
import { COUNT_LIMIT, type KeysetPage, type KeysetRow } from "./connection.ts";
import type { CappedCount } from "./scalars.ts";
import { listOf, tableOf } from "./tables.ts";

/** Rows that belong to a parent: a customer's orders, a record's changes. */
export interface Children {
  readonly table: string;
  /** The column that names the parent. */
  readonly parent: string;
  /** Only these. */
  readonly where?: RawBuilder<SqlBool>;
}

const EVERY_ROW = sql<SqlBool>`true`;

/** The same page of each parent's children, all in one statement: fifty customers' last orders cost what one's do. */
export async function pagesOfChildren<Row extends KeysetRow>(
  em: EntityManager,
  parentIds: readonly string[],
  {
    table,
    parent,
    keyset,
    columns = [`${table}.*`],
    where = EVERY_ROW,
  }: Children & { readonly keyset: KeysetPage<Row>; readonly columns?: readonly string[] },
): Promise<Map<string, Row[]>> {
  const { rows } = await sql<Row & { parent_id: string }>`
    select wanted.parent_id, child.*
    from ${tableOf(parentIds)} as wanted (parent_id)
    cross join lateral (
      select ${listOf(columns)}
      from ${sql.table(table)}
      where ${sql.ref(`${table}.${parent}`)} = wanted.parent_id and ${where} and ${keyset.where}
      order by ${keyset.orderBy}
      limit ${keyset.plannedLimit}
    ) as child`.execute(em.getKysely());
  return Map.groupBy(rows, (row) => row.parent_id);
}

/** How many children each parent has, all in one statement; counting stops at the limit. */
export async function countsOfChildren(
  em: EntityManager,
  parentIds: readonly string[],
  { table, parent, where = EVERY_ROW }: Children,
): Promise<Map<string, CappedCount>> {
  const { rows } = await sql<{ parent_id: string; count: number }>`
    select wanted.parent_id, counted.count
    from ${tableOf(parentIds)} as wanted (parent_id)
    cross join lateral (
      select count(*)::integer as count from (
        select from ${sql.table(table)}
        where ${sql.ref(`${table}.${parent}`)} = wanted.parent_id and ${where}
        limit ${COUNT_LIMIT + 1}
      ) as capped
    ) as counted`.execute(em.getKysely());
  return new Map(
    rows.map(({ parent_id, count }) => [
      parent_id,
      { value: Math.min(count, COUNT_LIMIT), capped: count > COUNT_LIMIT },
    ]),
  );
}

/** What is counted of a parent without children. */
export const NONE: CappedCount = { value: 0, capped: false };
