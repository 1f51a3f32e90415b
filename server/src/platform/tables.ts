import { sql, type RawBuilder, type SqlBool } from "kysely";

/** A moment as PostgreSQL's driver hands it over: its own text form, or a Date on the way in. */
export type Moment = Date | string;

type SnakeCase<Name extends string> = Name extends `${infer Head}${infer Tail}`
  ? Tail extends Uncapitalize<Tail>
    ? `${Lowercase<Head>}${SnakeCase<Tail>}`
    : `${Lowercase<Head>}_${SnakeCase<Tail>}`
  : Name;

/** The table's columns of an entity for Kysely: property names in snake case, methods left out. */
export type TableOf<EntityClass> = {
  [
    Key in keyof EntityClass as EntityClass[Key] extends (...parameters: never[]) => unknown
      ? never
      : Key extends string
        ? SnakeCase<Key>
        : never
  ]: Date extends EntityClass[Key] ? Moment | Exclude<EntityClass[Key], Date> : EntityClass[Key];
};

/**
 * One statement for any number of ids: a list written out would be another text for each length. One id alone has a text
 * of its own, because PostgreSQL would plan a list anew each time that is shorter than it expects lists to be.
 */
export function isAnyOf(column: string, ids: readonly string[]): RawBuilder<SqlBool> {
  return ids.length === 1
    ? sql<SqlBool>`${sql.ref(column)} = ${ids[0]}::uuid`
    : sql<SqlBool>`${sql.ref(column)} = any(${ids}::uuid[])`;
}

/** The ids as a table of one column, by two texts for the same reason. */
export function tableOf(ids: readonly string[]): RawBuilder<unknown> {
  return ids.length === 1 ? sql`(select ${ids[0]}::uuid)` : sql`unnest(${ids}::uuid[])`;
}

/** What a statement selects, by names that stand in our own code. */
export function listOf(columns: readonly string[]): RawBuilder<unknown> {
  return sql.raw(columns.join(", "));
}
