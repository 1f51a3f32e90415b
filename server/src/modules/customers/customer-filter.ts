import { sql, type RawBuilder, type SqlBool } from "kysely";
import { badUserInput } from "../../platform/errors.ts";
import { recordId } from "../../platform/ids.ts";
import { text } from "../../platform/language.ts";
import type { RequestContext } from "../../platform/request.ts";
import { RecordScope } from "../../platform/scope.ts";
import { hasOpenComplaint, seesEveryComplaint } from "./complaint-facts.queries.ts";
import { CustomerOrdering } from "./customer-words.types.ts";
import type { CustomerFilter, CustomerListArguments } from "./customer-input.types.ts";

export function conditionsOnFacts(
  context: RequestContext,
  { lifecycles, tiers, hasOpenComplaint: isComplaining, ownerIds, teamIds, unowned }: CustomerFilter,
): RawBuilder<SqlBool>[] {
  const conditions = [
    ...anyOf(sql`facts.lifecycle`, lifecycles),
    ...anyOf(sql`facts.tier`, tiers),
    ...anyOf(sql`facts.owner_id`, recordIds("StaffMember", ownerIds), "uuid"),
    ...anyOf(sql`facts.team_id`, recordIds("Team", teamIds), "uuid"),
  ];
  if (unowned !== undefined && unowned !== null)
    conditions.push(
      unowned ? sql<SqlBool>`facts.owner_id is null` : sql<SqlBool>`facts.owner_id is not null`,
    );
  if (isComplaining !== undefined && isComplaining !== null)
    conditions.push(hasOpenComplaint(context, isComplaining));
  return conditions;
}

export function conditionsOnCustomer(filter: CustomerFilter): RawBuilder<SqlBool>[] {
  const conditions = [
    ...anyOf(sql`customer.kind`, filter.kinds),
    ...anyOf(sql`customer.channel_id`, recordIds("Channel", filter.channelIds), "uuid"),
    ...anyOf(sql`customer.member_level_id`, recordIds("MemberLevel", filter.memberLevelIds), "uuid"),
  ];
  if (filter.demo !== undefined && filter.demo !== null)
    conditions.push(sql<SqlBool>`customer.demo = ${filter.demo}`);
  return conditions;
}

/** No condition at all where nothing is filtered. */
function anyOf(
  column: RawBuilder<unknown>,
  values: readonly string[] | null | undefined,
  cast: "text" | "uuid" = "text",
): RawBuilder<SqlBool>[] {
  if (!values) return [];
  if (values.length > 100)
    throw badUserInput(text("一个筛选条件最多 100 个值。", "A filter takes at most 100 values."));
  const [only] = values;
  return [
    // Only of a single value PostgreSQL knows that its rows come in the order of the index.
    values.length === 1
      ? sql<SqlBool>`${column} = ${only}::${sql.raw(cast)}`
      : sql<SqlBool>`${column} = any(${values}::${sql.raw(cast)}[])`,
  ];
}

/** Unknown ids match nothing, like ids of records that are not there. */
function recordIds(type: string, ids: readonly string[] | null | undefined): string[] | null {
  return ids ? ids.flatMap((id) => recordId(type, id) ?? []) : null;
}

/**
 * Whether the same plan is right for all values, because an index carries the filter. PostgreSQL then keeps it, if it
 * knows the limit; otherwise it looks each time how rare the values are.
 */
export function hasOnePlan(
  context: RequestContext,
  { search, filter, orderBy }: CustomerListArguments,
): boolean {
  // How much lies within a scope is another thing for everybody.
  if (context.actor?.scopeOf("customer:list") !== RecordScope.ALL || !seesEveryComplaint(context))
    return false;
  const { tiers, hasOpenComplaint: _, ...others } = filter ?? {};
  if (tiers && orderBy === CustomerOrdering.NEWEST) return false;
  const noOthers = Object.values(others).every((value) => value === undefined || value === null);
  return !search && noOthers && (tiers?.length ?? 1) === 1;
}

/**
 * An index gives the customers of one tier or lifecycle in the order of the list, but not those of several: of these a
 * page each is read and merged. So is the newest page of one, or PostgreSQL would pass all newer customers first.
 */
export function filtersOfOneValue({
  search,
  filter,
  orderBy,
}: CustomerListArguments): CustomerFilter[] | null {
  if (search || !filter) return null;
  const tiers = [...new Set(filter.tiers)];
  const lifecycles = [...new Set(filter.lifecycles)];
  if (tiers.length > 1) return tiers.map((tier) => ({ ...filter, tiers: [tier] }));
  if (lifecycles.length > 1) return lifecycles.map((lifecycle) => ({ ...filter, lifecycles: [lifecycle] }));
  return orderBy === CustomerOrdering.NEWEST && lifecycles.length === 1 ? [filter] : null;
}
