import type { GraphQLResolveInfo } from "graphql";
import { sql, type RawBuilder, type SqlBool } from "kysely";
import { countsOfChildren, NONE, pagesOfChildren } from "../../platform/child-pages.ts";
import { keysetPage, type Keyset, type Page, type PageArguments } from "../../platform/connection.ts";
import { globalId } from "../../platform/ids.ts";
import type { ChangeSource, RequestContext } from "../../platform/request.ts";
import type { CappedCount } from "../../platform/scalars.ts";
import { columnsFor, selectedNodeFields, type ColumnsOfFields } from "../../platform/selection.ts";
import { isAnyOf, listOf, tableOf, type Moment, type TableOf } from "../../platform/tables.ts";
import { visibleComplaints } from "../customers/complaint-facts.queries.ts";
import type { ComplaintEvent } from "./complaint-event.entity.ts";
import type { Complaint } from "./complaint.entity.ts";
import { visibleTo } from "./complaint.policy.ts";
import type { ComplaintEventType, ComplaintType } from "./complaint.types.ts";
import { subjectOf } from "./complaint-words.types.ts";

const OF_CUSTOMER: Keyset<TableOf<Complaint>> = {
  name: "filed",
  column: sql`complaint.filed_at`,
  type: "timestamptz",
  id: sql`complaint.id`,
  valueIn: (row) => String(row.filed_at),
};

const EVENTS: Keyset<TableOf<ComplaintEvent>> = {
  name: "happened",
  column: sql`complaint_event.at`,
  type: "timestamptz",
  id: sql`complaint_event.id`,
  valueIn: (row) => String(row.at),
};

const OWNERSHIP = ["assignee_id", "team_id"];
const COLUMNS: ColumnsOfFields = {
  id: [],
  number: ["number"],
  version: ["version"],
  kind: ["kind"],
  category: ["category"],
  subject: ["category"],
  severity: ["severity"],
  medium: ["medium"],
  description: ["description"],
  status: ["status"],
  open: ["open"],
  filedAt: ["filed_at"],
  changedAt: ["filed_at"],
  acknowledgedThrough: ["acknowledged_through"],
  cause: ["cause"],
  solution: ["solution"],
  reaction: ["reaction"],
  satisfaction: ["satisfaction"],
  customer: ["customer_id"],
  order: ["order_id"],
  team: ["team_id"],
  assignee: ["assignee_id"],
  filedBy: ["filed_by_id"],
  allowedTransitions: ["status", ...OWNERSHIP],
  viewerCanEdit: ["status", ...OWNERSHIP],
  viewerCanAssign: ["status", ...OWNERSHIP],
  viewerCanWriteNote: OWNERSHIP,
};

const EVENT_COLUMNS: ColumnsOfFields = {
  id: [],
  kind: ["kind"],
  at: ["at"],
  source: ["source"],
  fromStatus: ["from_status"],
  toStatus: ["to_status"],
  acknowledgedThrough: ["acknowledged_through"],
  satisfaction: ["satisfaction"],
  text: ["text"],
  fields: ["fields"],
  actor: ["actor_id"],
  assignee: ["assignee_id"],
  team: ["team_id"],
};

/** The columns of a complaint that the selected fields are made of; all when it is not known what is selected. */
export function complaintColumns(
  selected: ReadonlySet<string> | null,
  orderedBy: "filed_at" | "urgency" | null = null,
): string[] {
  const always = orderedBy ? ["id", orderedBy] : ["id"];
  return columnsFor(COLUMNS, always, selected).map((column) => `complaint.${column}`);
}

async function readComplaints(
  context: RequestContext,
  columns: readonly string[],
  condition: RawBuilder<SqlBool>,
): Promise<TableOf<Complaint>[]> {
  const { rows } = await sql<TableOf<Complaint>>`
    select ${listOf(columns)} from complaint
    where ${condition} and ${visibleTo(context)}`.execute(context.em.getKysely());
  return rows;
}

/** One complaint by the id in the database; all of a level are read in one statement. */
export async function findComplaint(
  context: RequestContext,
  id: string | null,
  selected: ReadonlySet<string> | null = null,
): Promise<ComplaintType | null> {
  if (!id) return null;
  const columns = complaintColumns(selected);
  return context.loaders.one(`complaint ${columns.join(" ")}`, id, async (ids) => {
    const rows = await readComplaints(context, columns, isAnyOf("complaint.id", ids));
    return new Map(rows.map((row) => [row.id, showComplaint(row)]));
  });
}

export async function findComplaintByNumber(
  context: RequestContext,
  number: string,
  selected: ReadonlySet<string> | null = null,
): Promise<ComplaintType | null> {
  const [row] = await readComplaints(
    context,
    complaintColumns(selected),
    sql<SqlBool>`complaint.number = ${number}`,
  );
  return row ? showComplaint(row) : null;
}

/** A customer's complaints, the last filed first; the lists of all customers of a level are read in one statement. */
export async function listComplaintsOfCustomer(
  context: RequestContext,
  customerId: string,
  page: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Page<ComplaintType> & { count: () => Promise<CappedCount>; matchLimited: boolean }> {
  const children = { table: "complaint", parent: "customer_id", where: visibleComplaints(context) };
  const { keyset, columns, loader } = context.loaders.plan(info, () => {
    const needed = complaintColumns(selectedNodeFields(info), "filed_at");
    const name = `complaints ${JSON.stringify(page)} ${needed.join(" ")}`;
    return { keyset: keysetPage(OF_CUSTOMER, page), columns: needed, loader: name };
  });
  const rows = await context.loaders.one(loader, customerId, (ids) =>
    pagesOfChildren(context.em, ids, { ...children, columns, keyset }),
  );
  return Object.assign(keyset.page(rows ?? [], showComplaint), {
    count: async () =>
      (await context.loaders.one("complaintCount", customerId, (ids) =>
        countsOfChildren(context.em, ids, children),
      )) ?? NONE,
    matchLimited: false,
  });
}

/** What happened with a complaint, the newest first; the lists of a level are read in one statement. */
export async function listComplaintEvents(
  context: RequestContext,
  complaintId: string,
  page: PageArguments,
  info: GraphQLResolveInfo,
): Promise<Page<ComplaintEventType>> {
  const { keyset, columns, loader } = context.loaders.plan(info, () => {
    const needed = columnsFor(EVENT_COLUMNS, ["id", "at"], selectedNodeFields(info));
    return {
      keyset: keysetPage(EVENTS, page),
      columns: needed.map((column) => `complaint_event.${column}`),
      loader: `complaintEvents ${JSON.stringify(page)} ${needed.join(" ")}`,
    };
  });
  const rows = await context.loaders.one(loader, complaintId, (ids) =>
    pagesOfChildren(context.em, ids, {
      table: "complaint_event",
      parent: "complaint_id",
      columns,
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
      from ${tableOf(ids)} as wanted (complaint_id)
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
