import { sql, type RawBuilder } from "kysely";
import { recordManyChanges } from "../../../platform/bulk-changes.ts";
import { ChangeSource, type RequestContext } from "../../../platform/request.ts";
import { refreshDealFacts } from "../../orders/commands/refresh-deal-facts.ts";
import { ImportState } from "../import-state.ts";
import type { WorkedImport } from "./lease.ts";
import type { StepOutcome } from "./revert-import.ts";

const AT_A_TIME = 500;

interface RecordRow {
  id: string;
  version: number;
  customer_id: string;
  /** Somebody changed it, or added to it, since the import. */
  touched: boolean;
}

/** Removes the notes that the import wrote, save those that somebody edited. */
export async function removeNotes(
  context: RequestContext,
  one: WorkedImport,
  after: string | null,
): Promise<StepOutcome> {
  const { rows } = await sql<RecordRow>`
    select id, version, customer_id, edited_at is not null as touched from note
    where import_id = ${one.id} and (${after}::uuid is null or id > ${after})
    order by id limit ${AT_A_TIME} for update`.execute(context.em.getKysely());
  const gone = removable(one, rows);
  await forgetOnTimeline(context, gone);
  await sql`delete from note where id = any(${idsOf(gone)}::uuid[])`.execute(context.em.getKysely());
  await logRemoval(context, one, "Note", gone);
  return outcomeOf(rows, gone, 0);
}

/** Removes the orders that the import recorded, save those that somebody changed. */
export async function removeOrders(
  context: RequestContext,
  one: WorkedImport,
  after: string | null,
): Promise<StepOutcome> {
  const kysely = context.em.getKysely();
  const { rows } = await sql<RecordRow>`
    select id, version, customer_id,
      ${complainedOf(sql`complaint.order_id = customer_order.id`)}
      or exists (select from review where review.order_id = customer_order.id)
      or ${touchedBySomebody(one, sql`customer_order.id`)} as touched
    from customer_order
    where import_id = ${one.id} and (${after}::uuid is null or id > ${after})
    order by id limit ${AT_A_TIME} for update`.execute(kysely);
  const gone = removable(one, rows);
  await forgetOnTimeline(context, gone);
  await sql`delete from customer_order where id = any(${idsOf(gone)}::uuid[])`.execute(kysely);
  await logRemoval(context, one, "Order", gone);
  const customerIds = [...new Set(gone.map(({ customer_id }) => customer_id))];
  await refreshDealFacts(context.em, customerIds);
  // Whom only these deals had made an existing customer is a potential one again.
  await sql`
    update customer set lifecycle = 'POTENTIAL'
    from customer_facts facts
    where customer.id = any(${customerIds}::uuid[]) and facts.customer_id = customer.id
      and facts.deal_count = 0 and customer.lifecycle = 'EXISTING'
      and not exists (select from change where change.record_id = customer.id and change.field = 'lifecycle')`.execute(
    kysely,
  );
  return outcomeOf(rows, gone, rows.length);
}

/** Removes the customers that the import made, save those whom somebody changed or added something to. */
export async function removeCustomers(
  context: RequestContext,
  one: WorkedImport,
  after: string | null,
): Promise<StepOutcome> {
  const kysely = context.em.getKysely();
  const { rows } = await sql<RecordRow>`
    select id, version, id as customer_id,
      exists (select from customer_order where customer_order.customer_id = customer.id)
      or exists (select from note where note.customer_id = customer.id)
      or exists (select from review where review.customer_id = customer.id)
      or ${complainedOf(sql`complaint.customer_id = customer.id`)}
      or ${touchedBySomebody(one, sql`customer.id`)} as touched
    from customer
    where (import_id = ${one.id} or (${one.forced} and demo)) and (${after}::uuid is null or id > ${after})
    order by id limit ${AT_A_TIME} for update`.execute(kysely);
  const gone = removable(one, rows);
  // They go with their customers.
  const { rows: complaints } = await sql<RecordRow>`
    select id, version, customer_id, false as touched from complaint
    where customer_id = any(${idsOf(gone)}::uuid[])`.execute(kysely);
  await logRemoval(context, one, "Complaint", complaints);
  await sql`delete from customer where id = any(${idsOf(gone)}::uuid[])`.execute(kysely);
  await logRemoval(context, one, "Customer", gone);
  return outcomeOf(rows, gone, rows.length);
}

/** A look or a refusal changes nothing, and what another import changed does not count once that was reverted. */
function touchedBySomebody(one: WorkedImport, record: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from change
    where change.record_id = ${record} and change.kind = 'CHANGE'
      and change.import_id is distinct from ${one.id}
      and not exists (
        select from import where import.id = change.import_id and import.state = ${ImportState.REVERTED}
      )
  )`;
}

/** Somebody filed a complaint or worked on one; those that came with the demo archive go with it. */
function complainedOf(which: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from complaint join complaint_event event on event.complaint_id = complaint.id
    where ${which} and event.source <> ${ChangeSource.IMPORT}
  )`;
}

function removable(one: WorkedImport, rows: readonly RecordRow[]): RecordRow[] {
  return rows.filter(({ touched }) => one.forced || !touched);
}

function idsOf(rows: readonly RecordRow[]): string[] {
  return rows.map(({ id }) => id);
}

function outcomeOf(rows: readonly RecordRow[], gone: readonly RecordRow[], looked: number): StepOutcome {
  return {
    after: rows.length < AT_A_TIME ? null : (rows.at(-1)?.id ?? null),
    looked,
    kept: rows.length - gone.length,
  };
}

/** A line of the timeline about a record that is gone tells nothing any more. */
async function forgetOnTimeline(context: RequestContext, gone: readonly RecordRow[]): Promise<void> {
  const customerIds = [...new Set(gone.map(({ customer_id }) => customer_id))];
  await sql`
    delete from timeline_entry
    where customer_id = any(${customerIds}::uuid[]) and subject_id = any(${idsOf(gone)}::uuid[])`.execute(
    context.em.getKysely(),
  );
}

async function logRemoval(
  context: RequestContext,
  one: WorkedImport,
  type: string,
  gone: readonly RecordRow[],
): Promise<void> {
  await recordManyChanges(
    context,
    gone.map(({ id, version }) => ({
      record: { type, id, version, operation: "revertImport", importId: one.id },
      made: [],
    })),
  );
}
