import { sql, type RawBuilder, type SqlBool } from "kysely";
import { may } from "../../platform/authz.ts";
import type { RequestContext } from "../../platform/request.ts";
import { isOpen, type ComplaintStatus } from "./complaint-status.ts";

/** Whoever sees customers sees their complaints; scopes by team come here. */
export function maySeeComplaints(context: RequestContext): boolean {
  return may(context, "complaint:list") && may(context, "customer:list");
}

/** The complaints an actor may see, as a condition on `complaint`. */
export function visibleTo(context: RequestContext): RawBuilder<SqlBool> {
  return maySeeComplaints(context) ? sql<SqlBool>`true` : sql<SqlBool>`false`;
}

export function mayChangeStatus(context: RequestContext): boolean {
  return may(context, "complaint:changeStatus");
}

export function mayFile(context: RequestContext): boolean {
  return may(context, "complaint:file");
}

/** What is closed or withdrawn has to be reopened first. */
export function mayEdit(context: RequestContext, complaint: { readonly status: ComplaintStatus }): boolean {
  return may(context, "complaint:edit") && isOpen(complaint.status);
}

export function mayAssign(context: RequestContext, complaint: { readonly status: ComplaintStatus }): boolean {
  return may(context, "complaint:assign") && isOpen(complaint.status);
}

export function mayWriteNote(context: RequestContext): boolean {
  return may(context, "complaint:writeNote");
}
