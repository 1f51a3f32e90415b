import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { RequestContext } from "../../platform/request.ts";
import { conditionsOnCustomer, conditionsOnFacts, filtersOfOneValue } from "./customer-filter.ts";
import type { CustomerFilter, CustomerListArguments } from "./customer-input.types.ts";
import { visibleTo } from "./customer.policy.ts";
import { askedOfEach, type FieldCondition } from "./field-filter.ts";

/** What the rows of a page come from, and what they have to be. */
interface PageToMerge {
  readonly from: RawBuilder<unknown>;
  readonly where: RawBuilder<SqlBool>;
}

interface PagesToMerge {
  /** What they share, as the beginning of the statement. */
  readonly shared: RawBuilder<unknown>;
  readonly pages: readonly PageToMerge[];
}

/** So many rows are looked at one by one; of more, the list is gone through in its order until a page is full. */
const FEW = 2000;

/**
 * The pages of which the list's page is made: one for each value of a filter, and by fields two of which one has rows:
 * PostgreSQL cannot know how many customers have several values at once, and counts no further than to few.
 */
export function pagesToMerge(
  context: RequestContext,
  list: CustomerListArguments,
  fields: readonly FieldCondition[],
): PagesToMerge | null {
  const filters = filtersOfOneValue(list) ?? (fields.length > 0 ? [list.filter ?? {}] : null);
  if (!filters) return null;
  // A join that no condition needs would tempt PostgreSQL to walk along the customers.
  const customerOf = (filter: CustomerFilter): RawBuilder<unknown> =>
    conditionsOnCustomer(filter).length ? sql`join customer on customer.id = facts.customer_id` : sql``;
  const inOrder = (filter: CustomerFilter, more: RawBuilder<SqlBool>[]): PageToMerge => ({
    from: sql`customer_facts as facts ${customerOf(filter)}`,
    where: customerCondition(context, filter, [...more, ...fields.map(askedOfEach)]),
  });
  const leading = fields.find(({ isIndexed }) => isIndexed) ?? fields.find(({ none }) => !none);
  if (!leading) return { shared: sql``, pages: filters.map((filter) => inOrder(filter, [])) };
  const others = fields.filter((field) => field !== leading);
  const fewOf = (filter: CustomerFilter): PageToMerge => ({
    from: sql`(select distinct customer_id from few) as one
      join customer_facts as facts on facts.customer_id = one.customer_id ${customerOf(filter)}`,
    where: customerCondition(context, filter, [
      sql<SqlBool>`(select count(*) from few) <= ${sql.lit(FEW)}`,
      ...others.map(askedOfEach),
    ]),
  });
  return {
    shared: sql`with few as materialized (
      select customer_id from field_value as known where ${leading.rows} limit ${sql.lit(FEW + 1)})`,
    pages: filters.flatMap((filter) => [
      fewOf(filter),
      inOrder(filter, [sql<SqlBool>`(select count(*) from few) > ${sql.lit(FEW)}`]),
    ]),
  };
}

export function mergedPages(
  { shared, pages }: PagesToMerge,
  page: (matching: RawBuilder<SqlBool>) => RawBuilder<unknown>,
): RawBuilder<unknown> {
  const read = pages.map(({ from, where }) => sql`(select facts.* from ${from} where ${page(where)})`);
  return sql`(${shared} ${sql.join(read, sql` union all `)})`;
}

/** Which customers a list has: those that the actor sees, and of them what was filtered for. */
export function customerCondition(
  context: RequestContext,
  filter: CustomerFilter | null | undefined,
  more: readonly RawBuilder<SqlBool>[],
): RawBuilder<SqlBool> {
  const conditions = [
    visibleTo(context.actor),
    ...conditionsOnFacts(context, filter ?? {}),
    ...conditionsOnCustomer(filter ?? {}),
    ...more,
  ];
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}
