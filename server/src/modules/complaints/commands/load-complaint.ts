import { sql } from "kysely";
import { notFound, StaleVersion } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { Complaint } from "../complaint.entity.ts";
import { maySeeComplaints } from "../complaint.policy.ts";

/** A complaint that something is only added to: nobody is kept from it, and it cannot go away meanwhile. */
export interface HeldComplaint {
  readonly id: string;
  readonly customerId: string;
}

/**
 * Locks a complaint for a change; refuses one the actor may not see, or with another version than the caller read.
 * Everybody locks in one order, customer, complaint, the customer's facts, so that nobody waits in a circle.
 */
export async function loadComplaint(
  context: RequestContext,
  complaintId: string,
  expectedVersion: number,
): Promise<Complaint> {
  const id = visibleId(context, complaintId);
  const kysely = context.em.getKysely();
  await sql`
    select from complaint join customer on customer.id = complaint.customer_id
    where complaint.id = ${id} for key share of customer`.execute(kysely);
  // Not as strong as the mapper's own lock: whoever writes a note need not wait for this change, nor this for the note.
  await sql`select from complaint where id = ${id} for no key update`.execute(kysely);
  const complaint = await context.em.findOne(Complaint, id);
  if (!complaint) throw notFound(["complaintId"]);
  if (complaint.version !== expectedVersion) throw new StaleVersion(complaint.id, expectedVersion);
  return complaint;
}

/** Holds a complaint so that it stays while something is added to it; refuses one the actor may not see. */
export async function holdComplaint(context: RequestContext, complaintId: string): Promise<HeldComplaint> {
  const id = visibleId(context, complaintId);
  const { rows } = await sql<{ id: string; customer_id: string }>`
    select id, customer_id from complaint where id = ${id} for key share`.execute(context.em.getKysely());
  const [held] = rows;
  if (!held) throw notFound(["complaintId"]);
  return { id: held.id, customerId: held.customer_id };
}

function visibleId(context: RequestContext, complaintId: string): string {
  const id = recordId("Complaint", complaintId);
  if (!id || !maySeeComplaints(context)) throw notFound(["complaintId"]);
  return id;
}
