import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { Permission } from "../../platform/actor.ts";
import type { RequestContext } from "../../platform/request.ts";
import { isWithin, RecordScope, type Ownership } from "../../platform/scope.ts";
import { visibleComplaints } from "../customers/complaint-facts.queries.ts";
import { ofVisibleCustomer } from "../customers/visible-customers.queries.ts";
import { isOpen, type ComplaintStatus } from "./complaint-status.ts";

/** Whose a complaint is: whoever takes care of it, and the team whose queue it stands in. */
interface AssignedComplaint {
  readonly assigneeId: string | null;
  readonly teamId: string | null;
}

/** The complaints an actor may see, as a condition on `complaint`: in the own scope, and of a customer in the own scope. */
export function visibleTo(context: RequestContext): RawBuilder<SqlBool> {
  const assigned = visibleComplaints(context);
  return context.actor?.scopeOf("customer:list") === RecordScope.ALL
    ? assigned
    : sql<SqlBool>`${assigned} and ${ofVisibleCustomer(context, sql`complaint.customer_id`)}`;
}

/** Whether a permission reaches a complaint that the actor sees. */
export function reaches(
  { actor }: RequestContext,
  permission: Permission,
  { assigneeId, teamId }: AssignedComplaint,
): boolean {
  return isWithin(actor, permission, { ownerId: assigneeId, teamId });
}

export function mayChangeStatus(context: RequestContext, complaint: AssignedComplaint): boolean {
  return reaches(context, "complaint:changeStatus", complaint);
}

/** What is filed belongs to nobody yet: the customer decides. */
export function mayFile({ actor }: RequestContext, customer: Ownership): boolean {
  return isWithin(actor, "complaint:file", customer);
}

/** What is closed or withdrawn has to be reopened first. */
export function mayEdit(
  context: RequestContext,
  complaint: AssignedComplaint & { readonly status: ComplaintStatus },
): boolean {
  return reaches(context, "complaint:edit", complaint) && isOpen(complaint.status);
}

export function mayAssign(
  context: RequestContext,
  complaint: AssignedComplaint & { readonly status: ComplaintStatus },
): boolean {
  return reaches(context, "complaint:assign", complaint) && isOpen(complaint.status);
}

export function mayWriteNote(context: RequestContext, complaint: AssignedComplaint): boolean {
  return reaches(context, "complaint:writeNote", complaint);
}
