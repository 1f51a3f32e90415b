import { sql, type RawBuilder, type SqlBool } from "kysely";
import { recordManyChanges } from "../../../platform/bulk-changes.ts";
import type { FieldChange } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { rowsWithin } from "../../../platform/scope.ts";
import { appendTimelines } from "../../customers/commands/append-timelines.ts";
import { TimelineKind } from "../../customers/timeline-entry.entity.ts";
import { ComplaintEventKind } from "../complaint-words.types.ts";
import { visibleTo } from "../complaint.policy.ts";
import { HandOverKind, HandOverState, type HandOver } from "../hand-over.entity.ts";
import { appendComplaintEvent } from "./append-complaint-event.ts";

/** So many records a transaction: nobody who works with one of them waits long. */
const BATCH = 500;

interface MovedRow {
  readonly id: string;
  readonly customerId: string;
  readonly version: number;
  readonly oldOwnerId: string | null;
  readonly oldTeamId: string | null;
}

/**
 * Hands the next records over, in the caller's transaction, which has to hold the row of the hand-over. When there are
 * none left it is finished.
 */
export async function handOverBatch(context: RequestContext, one: HandOver): Promise<void> {
  // Complaints first: whoever gives a customer to another team may not see its complaints any more.
  const complaints = one.complaints ? await moveComplaints(context, one) : [];
  const customers = one.customers && complaints.length < BATCH ? await moveCustomers(context, one) : [];
  one.lastCustomerId = customers.at(-1)?.id ?? one.lastCustomerId;
  one.lastComplaintId = complaints.at(-1)?.id ?? one.lastComplaintId;
  one.workedAt = now();
  one.doneCustomers += customers.length;
  one.doneComplaints += complaints.length;
  if (customers.length < BATCH && complaints.length < BATCH) {
    one.state = HandOverState.FINISHED;
    one.finishedAt = now();
  }
  await context.em.flush();
  const [first] = [...customers, ...complaints];
  if (!first) return;
  await emit(context, {
    name: ArchiveEventName.RECORDS_HANDED_OVER,
    recordType: customers.length > 0 ? "Customer" : "Complaint",
    recordId: first.id,
    customerId: first.customerId,
    assigneeId: one.toId,
  });
}

async function moveCustomers(context: RequestContext, one: HandOver): Promise<MovedRow[]> {
  const at = now();
  const { rows } = await sql<MovedRow>`
    with chosen as (
      select id, owner_id, team_id from customer
      where ${customersToMove(context, one)} and ${behind(sql`customer.id`, one.lastCustomerId)}
      order by id limit ${BATCH} for no key update
    ), moved as (
      update customer
      set owner_id = ${one.toId}::uuid, team_id = ${one.toTeamId}::uuid, version = version + 1, updated_at = ${at}
      from chosen where customer.id = chosen.id
      returning customer.id, customer.version, chosen.owner_id, chosen.team_id
    )
    select id, id as "customerId", version, owner_id as "oldOwnerId", team_id as "oldTeamId" from moved
    order by id`.execute(context.em.getKysely());
  await recordMoves(context, one, "Customer", "ownerId", rows);
  await appendTimelines(
    context,
    rows.map(({ id }) => ({
      customerId: id,
      kind: TimelineKind.OWNER_CHANGED,
      happenedAt: at,
      subjectId: one.id,
      fields: ["ownerId", "teamId"],
    })),
    null,
  );
  return rows;
}

async function moveComplaints(context: RequestContext, one: HandOver): Promise<MovedRow[]> {
  const { rows } = await sql<MovedRow>`
    with chosen as (
      select id, assignee_id, team_id from complaint
      where ${complaintsToMove(context, one)} and ${behind(sql`complaint.id`, one.lastComplaintId)}
      order by id limit ${BATCH} for no key update
    ), moved as (
      update complaint
      set assignee_id = ${one.toId}::uuid, team_id = ${one.toTeamId}::uuid, version = version + 1
      from chosen where complaint.id = chosen.id
      returning complaint.id, complaint.customer_id, complaint.version, chosen.assignee_id, chosen.team_id
    )
    select id, customer_id as "customerId", version, assignee_id as "oldOwnerId", team_id as "oldTeamId" from moved
    order by id`.execute(context.em.getKysely());
  await recordMoves(context, one, "Complaint", "assigneeId", rows);
  const at = now();
  for (const { id } of rows)
    await appendComplaintEvent(context, {
      complaintId: id,
      kind: ComplaintEventKind.ASSIGNED,
      at,
      text: one.note,
      assigneeId: one.toId,
      teamId: one.toTeamId,
    });
  return rows;
}

/** What a hand-over asks for, also before it has begun. */
export type Moving = Pick<HandOver, "kind" | "fromId" | "toId" | "toTeamId" | "customers" | "complaints">;

/** The customers that are handed over, as a condition on `customer`. */
export function customersToMove(context: RequestContext, one: Moving): RawBuilder<SqlBool> {
  const owned = { owner: sql`customer.owner_id`, team: sql`customer.team_id` };
  return sql<SqlBool>`${from(owned, one)} and ${ofAsker(context, one, "customer:assignOwner", owned)}`;
}

/** The complaints that are handed over, as a condition on `complaint`. */
export function complaintsToMove(context: RequestContext, one: Moving): RawBuilder<SqlBool> {
  const owned = { owner: sql`complaint.assignee_id`, team: sql`complaint.team_id` };
  const isTeamChange = one.kind === HandOverKind.TEAM_CHANGE;
  // What is done with stays as it was handled, save that a person's own go where he goes.
  const goesAlong = isTeamChange && one.toId !== null;
  return sql<SqlBool>`${from(owned, one)}
    and ${goesAlong ? sql<SqlBool>`true` : sql<SqlBool>`complaint.open`}
    and ${ofAsker(context, one, "complaint:assign", owned)}
    and ${isTeamChange ? sql<SqlBool>`true` : visibleTo(context)}`;
}

type Columns = { readonly owner: RawBuilder<unknown>; readonly team: RawBuilder<unknown> };

/** Those of the one who leaves them that are not where they are to go already. */
function from({ owner, team }: Columns, { fromId, toId, toTeamId }: Moving): RawBuilder<SqlBool> {
  const theirs =
    fromId === null
      ? sql<SqlBool>`${owner} is null and ${team} is null`
      : sql<SqlBool>`${owner} = ${fromId}::uuid`;
  return sql<SqlBool>`${theirs}
    and (${owner} is distinct from ${toId}::uuid or ${team} is distinct from ${toTeamId}::uuid)`;
}

function behind(id: RawBuilder<unknown>, last: string | null): RawBuilder<SqlBool> {
  return last === null ? sql<SqlBool>`true` : sql<SqlBool>`${id} > ${last}::uuid`;
}

/**
 * Nobody hands over what he could not give away one by one. Who moves people between teams moves what is theirs: it is
 * of the team that they leave, and both teams were within everything that the asker may (`refuseBeyondTeams`).
 */
function ofAsker(
  { actor }: RequestContext,
  { kind }: Moving,
  permission: "customer:assignOwner" | "complaint:assign",
  owned: Columns,
): RawBuilder<SqlBool> {
  return kind === HandOverKind.TEAM_CHANGE ? sql<SqlBool>`true` : rowsWithin(actor, permission, owned);
}

async function recordMoves(
  context: RequestContext,
  one: HandOver,
  type: "Customer" | "Complaint",
  ownerField: string,
  rows: readonly MovedRow[],
): Promise<void> {
  const change = (field: string, old: string | null, changed: string | null): FieldChange[] =>
    old === changed ? [] : [{ field, old, new: changed, personal: false }];
  await recordManyChanges(
    context,
    rows.map(({ id, version, oldOwnerId, oldTeamId }) => ({
      record: { type, id, version, operation: operationOf(one) },
      changes: [...change(ownerField, oldOwnerId, one.toId), ...change("teamId", oldTeamId, one.toTeamId)],
    })),
    one.note,
  );
}

/** The mutation that asked for it: stands in the change log of each record. */
export function operationOf({ kind }: Pick<HandOver, "kind">): string {
  return kind === HandOverKind.TEAM_CHANGE ? "changeStaffTeam" : "handOverRecords";
}
