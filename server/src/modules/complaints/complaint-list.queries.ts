import { sql, type RawBuilder, type SqlBool } from "kysely";
import { COUNT_LIMIT, keysetPage, type Keyset } from "../../platform/connection.ts";
import { badUserInput } from "../../platform/errors.ts";
import { recordId } from "../../platform/ids.ts";
import { text } from "../../platform/language.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { CappedCount } from "../../platform/scalars.ts";
import { listOf, type TableOf } from "../../platform/tables.ts";
import type { ComplaintFilter, ComplaintListArguments } from "./complaint-input.types.ts";
import { complaintSearch } from "./complaint-search.queries.ts";
import { isOpen } from "./complaint-status.ts";
import { urgencyRange } from "./complaint-urgency.ts";
import { ComplaintOrdering, ComplaintScope, type ComplaintSeverity } from "./complaint-words.types.ts";
import type { Complaint } from "./complaint.entity.ts";
import { visibleTo } from "./complaint.policy.ts";
import { complaintColumns, showComplaint } from "./complaint.queries.ts";
import type { ComplaintConnection, ComplaintCounts } from "./complaint.types.ts";

const ORDERED_BY = {
  [ComplaintOrdering.URGENCY]: "urgency",
  [ComplaintOrdering.NEWEST]: "filed_at",
} as const;

const KEYSETS: Readonly<Record<ComplaintOrdering, Keyset<TableOf<Complaint>>>> = {
  [ComplaintOrdering.URGENCY]: {
    name: "urgency",
    column: sql`complaint.urgency`,
    type: "bigint",
    id: sql`complaint.id`,
    valueIn: (row) => row.urgency,
  },
  [ComplaintOrdering.NEWEST]: {
    name: "newest",
    column: sql`complaint.filed_at`,
    type: "timestamptz",
    id: sql`complaint.id`,
    valueIn: (row) => String(row.filed_at),
  },
};

const MOST_VALUES = 100;

/** A page of complaints: one statement, whatever is filtered, searched or ordered by. */
export async function listComplaints(
  context: RequestContext,
  list: ComplaintListArguments,
  selected: ReadonlySet<string>,
): Promise<ComplaintConnection> {
  const keyset = keysetPage(KEYSETS[list.orderBy], list);
  const search = await complaintSearch(context, list.search);
  const condition = sql<SqlBool>`${visibleTo(context)} and ${filterCondition(context, list)} and ${search.condition}`;
  const { rows } = await sql<TableOf<Complaint>>`
    select ${listOf(complaintColumns(selected, ORDERED_BY[list.orderBy]))}
    from complaint ${search.join}
    where ${condition} and ${keyset.where}
    order by ${keyset.orderBy} limit ${keyset.limit}`.execute(context.em.getKysely());
  return Object.assign(keyset.page(rows, showComplaint), {
    count: async () => {
      const counted = await sql<{ count: number }>`
        select ${cappedCount(sql`${search.join}`, condition, search.countLimit)} as count`.execute(
        context.em.getKysely(),
      );
      return capped(counted.rows[0]?.count ?? 0, search.countLimit);
    },
    matchLimited: search.matchLimited,
  });
}

/** How many open complaints are the caller's own, the team's, nobody's, everybody's: one statement. */
export async function countOpenComplaints(context: RequestContext): Promise<ComplaintCounts> {
  const open = (scope: ComplaintScope) =>
    cappedCount(
      sql``,
      sql<SqlBool>`${visibleTo(context)} and complaint.open and ${scopeCondition(context, scope)}`,
    );
  const { rows } = await sql<Record<keyof ComplaintCounts, number>>`
    select ${open(ComplaintScope.MINE)} as mine, ${open(ComplaintScope.MY_TEAM)} as "myTeam",
      ${open(ComplaintScope.UNASSIGNED)} as unassigned, ${open(ComplaintScope.ALL)} as "all"`.execute(
    context.em.getKysely(),
  );
  const [counts] = rows;
  if (!counts) throw new Error("the database counted nothing");
  return {
    mine: capped(counts.mine),
    myTeam: capped(counts.myTeam),
    unassigned: capped(counts.unassigned),
    all: capped(counts.all),
  };
}

function cappedCount(
  join: RawBuilder<unknown>,
  condition: RawBuilder<SqlBool>,
  limit = COUNT_LIMIT,
): RawBuilder<number> {
  return sql<number>`(
    select count(*)::integer from (
      select from complaint ${join} where ${condition} limit ${limit + 1}
    ) as counted
  )`;
}

function capped(count: number, limit = COUNT_LIMIT): CappedCount {
  return { value: Math.min(count, limit), capped: count > limit };
}

function filterCondition(context: RequestContext, list: ComplaintListArguments): RawBuilder<SqlBool> {
  const filter = list.filter ?? {};
  if (Object.values(filter).some((values) => Array.isArray(values) && values.length > MOST_VALUES))
    throw badUserInput(text("一个筛选条件最多 100 个值。", "A filter takes at most 100 values."));
  const conditions = [
    scopeCondition(context, filter.scope ?? ComplaintScope.ALL),
    statusCondition(filter),
    severityCondition(filter.severities, list.orderBy),
  ];
  const anyOf = (column: string, values: readonly string[] | null | undefined, type = "text"): void => {
    if (!values) return;
    conditions.push(sql<SqlBool>`${sql.ref(`complaint.${column}`)} = any(${values}::${sql.raw(type)}[])`);
  };
  anyOf("kind", filter.kinds);
  anyOf("category", filter.categories);
  anyOf("assignee_id", recordIds("StaffMember", filter.assigneeIds), "uuid");
  anyOf("team_id", recordIds("Team", filter.teamIds), "uuid");
  anyOf("customer_id", filter.customerId ? recordIds("Customer", [filter.customerId]) : null, "uuid");
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

/** Says `open` wherever it follows, because the indexes of the inbox hold open complaints only. */
function statusCondition({ open, statuses }: ComplaintFilter): RawBuilder<SqlBool> {
  if (statuses) {
    const wanted = statuses.filter((status) => (open ?? isOpen(status)) === isOpen(status));
    if (wanted.length === 0) return sql<SqlBool>`false`;
    const ofStatus = sql<SqlBool>`complaint.status = any(${wanted}::text[])`;
    return wanted.every(isOpen) ? sql<SqlBool>`complaint.open and ${ofStatus}` : ofStatus;
  }
  if (open === true) return sql<SqlBool>`complaint.open`;
  return open === false ? sql<SqlBool>`not complaint.open` : sql<SqlBool>`true`;
}

/** Severities lie beside each other in the order of urgency: there the database begins and ends in the right place. */
function severityCondition(
  severities: readonly ComplaintSeverity[] | null | undefined,
  orderBy: ComplaintOrdering,
): RawBuilder<SqlBool> {
  if (!severities) return sql<SqlBool>`true`;
  const ofSeverity = sql<SqlBool>`complaint.severity = any(${severities}::text[])`;
  if (severities.length === 0 || orderBy !== ComplaintOrdering.URGENCY) return ofSeverity;
  const { from, below, whole } = urgencyRange(severities);
  const inRange = sql<SqlBool>`complaint.urgency >= ${from}::bigint and complaint.urgency < ${below}::bigint`;
  return whole ? inRange : sql<SqlBool>`${inRange} and ${ofSeverity}`;
}

function scopeCondition(context: RequestContext, scope: ComplaintScope): RawBuilder<SqlBool> {
  switch (scope) {
    case ComplaintScope.MINE:
      return sql<SqlBool>`complaint.assignee_id = ${context.actor?.staffId ?? null}::uuid`;
    case ComplaintScope.MY_TEAM:
      return sql<SqlBool>`complaint.team_id = ${context.actor?.teamId ?? null}::uuid`;
    case ComplaintScope.UNASSIGNED:
      return sql<SqlBool>`complaint.assignee_id is null`;
    case ComplaintScope.ALL:
      return sql<SqlBool>`true`;
  }
}

/** Unknown ids match nothing, like ids of records that are not there. */
function recordIds(type: string, ids: readonly string[] | null | undefined): string[] | null {
  return ids ? ids.flatMap((id) => recordId(type, id) ?? []) : null;
}
