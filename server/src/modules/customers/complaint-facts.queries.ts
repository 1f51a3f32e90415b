import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { RequestContext } from "../../platform/request.ts";
import { RecordScope, rowsWithin, type Owned } from "../../platform/scope.ts";

const OWNED: Owned = { owner: sql`complaint.assignee_id`, team: sql`complaint.team_id` };

/** The complaints of a customer in view that the caller may see, as a condition on `complaint`. */
export function visibleComplaints({ actor }: RequestContext): RawBuilder<SqlBool> {
  return rowsWithin(actor, "complaint:list", OWNED);
}

export function seesEveryComplaint({ actor }: RequestContext): boolean {
  return actor?.scopeOf("complaint:list") === RecordScope.ALL;
}

/**
 * What the facts tell of complaints, in the select list: kept ready for whoever sees every complaint, and for everybody
 * else counted of those in scope, in the same statement.
 */
export function complaintFact(context: RequestContext, column: string): RawBuilder<unknown> | null {
  if (seesEveryComplaint(context)) return null;
  const seen = sql`from complaint where complaint.customer_id = customer.id and ${visibleComplaints(context)}`;
  switch (column) {
    case "facts.open_complaint_count":
      return sql`(select count(*)::integer ${seen} and complaint.open) as open_complaint_count`;
    case "facts.last_complaint_at":
      return sql`(select max(complaint.filed_at) ${seen}) as last_complaint_at`;
    default:
      return null;
  }
}

/** Whether a customer has an open complaint that the caller sees, as a condition on its `facts`. */
export function hasOpenComplaint(context: RequestContext, wanted: boolean): RawBuilder<SqlBool> {
  if (seesEveryComplaint(context))
    return wanted
      ? sql<SqlBool>`facts.open_complaint_count > 0`
      : sql<SqlBool>`facts.open_complaint_count = 0`;
  const seen = sql<SqlBool>`exists (
    select from complaint
    where complaint.customer_id = facts.customer_id and complaint.open and ${visibleComplaints(context)})`;
  return wanted ? sql<SqlBool>`facts.open_complaint_count > 0 and ${seen}` : sql<SqlBool>`not ${seen}`;
}
