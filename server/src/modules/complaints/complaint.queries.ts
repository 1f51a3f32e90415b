import { sql } from "kysely";
import { countsOfChildren, NONE, pagesOfChildren } from "../../platform/child-pages.ts";
import { keysetPage, type Page, type PageArguments } from "../../platform/connection.ts";
import { globalId } from "../../platform/ids.ts";
import type { ChangeSource, RequestContext } from "../../platform/request.ts";
import type { CappedCount } from "../../platform/scalars.ts";
import { isAnyOf, type Moment, type TableOf } from "../../platform/tables.ts";
import type { ComplaintEvent } from "./complaint-event.entity.ts";
import type { Complaint } from "./complaint.entity.ts";
import { visibleTo } from "./complaint.policy.ts";
import type { ComplaintEventType, ComplaintType } from "./complaint.types.ts";
import { subjectOf } from "./complaint-words.types.ts";

type Tables = { complaint: TableOf<Complaint>; complaint_event: TableOf<ComplaintEvent> };

const OF_CUSTOMER = {
  name: "filed",
  column: sql`complaint.filed_at`,
  type: "timestamptz",
  id: sql`complaint.id`,
} as const;

const EVENTS = {
  name: "happened",
  column: sql`complaint_event.at`,
  type: "timestamptz",
  id: sql`complaint_event.id`,
} as const;

/** One complaint by the id in the database; all of a level are read in one statement. */
export async function findComplaint(
  context: RequestContext,
  id: string | null,
): Promise<ComplaintType | null> {
  if (!id) return null;
  return context.loaders.one("complaint", id, async (ids) => {
    const rows = await context.em
      .getKysely<Tables>()
      .selectFrom("complaint")
      .selectAll()
      .where(isAnyOf("id", ids))
      .where(visibleTo(context))
      .execute();
    return new Map(rows.map((row) => [row.id, showComplaint(row)]));
  });
}

export async function findComplaintByNumber(
  context: RequestContext,
  number: string,
): Promise<ComplaintType | null> {
  const row = await context.em
    .getKysely<Tables>()
    .selectFrom("complaint")
    .selectAll()
    .where("number", "=", number)
    .where(visibleTo(context))
    .executeTakeFirst();
  return row ? showComplaint(row) : null;
}

/** A customer's complaints, the last filed first; the lists of all customers of a level are read in one statement. */
export async function listComplaintsOfCustomer(
  context: RequestContext,
  customerId: string,
  page: PageArguments,
): Promise<Page<ComplaintType> & { count: () => Promise<CappedCount> }> {
  const keyset = keysetPage(OF_CUSTOMER, page);
  const children = { table: "complaint", parent: "customer_id", where: visibleTo(context) };
  const rows = await context.loaders.one(`complaints ${JSON.stringify(page)}`, customerId, (ids) =>
    pagesOfChildren<TableOf<Complaint>>(context.em, ids, { ...children, keyset }),
  );
  return {
    ...keyset.page(rows ?? [], showComplaint),
    count: async () =>
      (await context.loaders.one("complaintCount", customerId, (ids) =>
        countsOfChildren(context.em, ids, children),
      )) ?? NONE,
  };
}

/** What happened with a complaint, the newest first; the lists of a level are read in one statement. */
export async function listComplaintEvents(
  context: RequestContext,
  complaintId: string,
  page: PageArguments,
): Promise<Page<ComplaintEventType>> {
  const keyset = keysetPage(EVENTS, page);
  const rows = await context.loaders.one(`complaintEvents ${JSON.stringify(page)}`, complaintId, (ids) =>
    pagesOfChildren<TableOf<ComplaintEvent>>(context.em, ids, {
      table: "complaint_event",
      parent: "complaint_id",
      keyset,
    }),
  );
  return keyset.page(rows ?? [], showEvent);
}

/** When something last happened with a complaint, notes included. */
export async function findLastEventAt(context: RequestContext, complaintId: string): Promise<Moment | null> {
  return context.loaders.one("complaintChangedAt", complaintId, async (ids) => {
    const { rows } = await sql<{ complaint_id: string; at: Moment }>`
      select wanted.complaint_id, last.at
      from unnest(${ids}::uuid[]) as wanted (complaint_id)
      cross join lateral (
        select at from complaint_event where complaint_event.complaint_id = wanted.complaint_id
        order by at desc, id desc limit 1
      ) as last`.execute(context.em.getKysely());
    return new Map(rows.map((row) => [row.complaint_id, row.at]));
  });
}

export function showComplaint(row: TableOf<Complaint>): ComplaintType {
  return {
    __typename: "Complaint",
    id: globalId("Complaint", row.id),
    recordId: row.id,
    customerId: row.customer_id,
    orderId: row.order_id,
    teamId: row.team_id,
    assigneeId: row.assignee_id,
    filedById: row.filed_by_id,
    number: row.number,
    version: row.version,
    kind: row.kind,
    category: row.category,
    subject: subjectOf(row.category),
    severity: row.severity,
    medium: row.medium,
    description: row.description,
    status: row.status,
    open: row.open,
    filedAt: row.filed_at,
    acknowledgedThrough: row.acknowledged_through,
    cause: row.cause,
    solution: row.solution,
    reaction: row.reaction,
    satisfaction: row.satisfaction,
  };
}

function showEvent(row: TableOf<ComplaintEvent>): ComplaintEventType {
  return {
    id: row.id,
    kind: row.kind,
    at: row.at,
    source: row.source as ChangeSource,
    fromStatus: row.from_status,
    toStatus: row.to_status,
    acknowledgedThrough: row.acknowledged_through,
    satisfaction: row.satisfaction,
    text: row.text,
    fields: row.fields ?? [],
    actorId: row.actor_id,
    assigneeId: row.assignee_id,
    teamId: row.team_id,
  };
}
