import { sql } from "kysely";
import { may } from "../../platform/authz.ts";
import {
  COUNT_LIMIT,
  keysetPage,
  type Keyset,
  type Page,
  type PageArguments,
} from "../../platform/connection.ts";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import { isAnyOf, tableOf, type TableOf } from "../../platform/tables.ts";
import type { HandOver } from "./hand-over.entity.ts";
import type { HandOverType, StaffRecords } from "./hand-over.types.ts";

const KEYSET: Keyset<TableOf<HandOver>> = {
  name: "handOver",
  column: sql`hand_over.id`,
  type: "uuid",
  id: sql`hand_over.id`,
  valueIn: (row) => row.id,
};

/** Every hand-over, the last one first. */
export async function listHandOvers(
  context: RequestContext,
  page: PageArguments,
): Promise<Page<HandOverType>> {
  const keyset = keysetPage(KEYSET, page);
  const { rows } = await sql<TableOf<HandOver>>`
    select * from hand_over where ${keyset.where} order by ${keyset.orderBy} limit ${keyset.limit}`.execute(
    context.em.getKysely(),
  );
  return keyset.page(rows, showHandOver);
}

/** One hand-over for those who hand over. */
export async function findHandOver(context: RequestContext, id: string | null): Promise<HandOverType | null> {
  return may(context, "staff:handOver") || may(context, "staff:changeTeam")
    ? findHandOverOfCustomer(context, id)
    : null;
}

/** The hand-over that a line of a customer's timeline is about, for whoever sees the customer. */
export async function findHandOverOfCustomer(
  context: RequestContext,
  id: string | null,
): Promise<HandOverType | null> {
  if (!id) return null;
  return context.loaders.one("handOver", id, async (ids) => {
    const { rows } = await sql<TableOf<HandOver>>`
      select * from hand_over where ${isAnyOf("id", ids)}`.execute(context.em.getKysely());
    return new Map(rows.map((row) => [row.id, showHandOver(row)]));
  });
}

/** How much people look after: what is to be handed over when they leave. */
export async function countRecords(context: RequestContext, staffId: string): Promise<StaffRecords> {
  const records = await context.loaders.one("staffRecords", staffId, async (ids) => {
    const { rows } = await sql<StaffRecords & { id: string }>`
      select wanted.id,
        (select count(*)::integer from (
          select from customer where owner_id = wanted.id limit ${COUNT_LIMIT}) as counted) as customers,
        (select count(*)::integer from (
          select from complaint where assignee_id = wanted.id and open limit ${COUNT_LIMIT}) as counted) as complaints
      from ${tableOf(ids)} as wanted (id)`.execute(context.em.getKysely());
    return new Map(rows.map(({ id, customers, complaints }) => [id, { customers, complaints }]));
  });
  return records ?? { customers: 0, complaints: 0 };
}

function showHandOver(row: TableOf<HandOver>): HandOverType {
  return {
    __typename: "HandOver",
    id: globalId("HandOver", row.id),
    fromId: row.from_id,
    toId: row.to_id,
    toTeamId: row.to_team_id,
    askedById: row.asked_by_id,
    note: row.note,
    customers: row.customers,
    complaints: row.complaints,
    state: row.state,
    doneCustomers: row.done_customers,
    doneComplaints: row.done_complaints,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}
