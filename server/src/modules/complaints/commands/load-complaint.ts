import { sql } from "kysely";
import type { Permission } from "../../../platform/actor.ts";
import { notAllowed, notFound, StaleVersion } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { Complaint } from "../complaint.entity.ts";
import { reaches, visibleTo } from "../complaint.policy.ts";

/** A complaint that something is only added to: nobody is kept from it, and it cannot go away meanwhile. */
export interface HeldComplaint {
  readonly id: string;
  readonly customerId: string;
}

const PATH = ["complaintId"];

/**
 * Locks a complaint for a change; refuses one the actor may not see, or not do this with, or with another version than
 * the caller read. Everybody locks in one order, customer, complaint, the customer's facts, so that nobody waits in a
 * circle.
 */
export async function loadComplaint(
  context: RequestContext,
  complaintId: string,
  permission: Permission,
  expectedVersion: number,
): Promise<Complaint> {
  const id = recordId("Complaint", complaintId);
  if (!id) throw notFound(PATH);
  const kysely = context.em.getKysely();
  const visible = visibleTo(context);
  await sql`
    select from customer
    where id = (select customer_id from complaint where id = ${id} and ${visible}) for key share`.execute(
    kysely,
  );
  // Not as strong as the mapper's own lock: whoever writes a note need not wait for this change, nor this for the note.
  const locked = await sql`select from complaint where id = ${id} and ${visible} for no key update`.execute(
    kysely,
  );
  const complaint = locked.rows.length > 0 ? await context.em.findOne(Complaint, id) : null;
  if (!complaint) throw notFound(PATH);
  if (!reaches(context, permission, complaint)) throw notAllowed(PATH);
  if (complaint.version !== expectedVersion) throw new StaleVersion(complaint.id, expectedVersion);
  return complaint;
}

/** Holds a complaint so that it stays while something is added to it; refuses one the actor may not see, or not add to. */
export async function holdComplaint(
  context: RequestContext,
  complaintId: string,
  permission: Permission,
): Promise<HeldComplaint> {
  const id = recordId("Complaint", complaintId);
  if (!id) throw notFound(PATH);
  const { rows } = await sql<HeldComplaint & { assigneeId: string | null; teamId: string | null }>`
    select id, customer_id as "customerId", assignee_id as "assigneeId", team_id as "teamId" from complaint
    where id = ${id} and ${visibleTo(context)} for key share`.execute(context.em.getKysely());
  const [held] = rows;
  if (!held) throw notFound(PATH);
  if (!reaches(context, permission, held)) throw notAllowed(PATH);
  return { id: held.id, customerId: held.customerId };
}
