import type { RequestContext } from "../../platform/request.ts";
import { ROLE_PERMISSIONS } from "./permissions.ts";
import { listStaff } from "./staff.queries.ts";
import type { StaffMemberType } from "./staff.types.ts";

/** Whether a person's role lets them take a complaint through its steps. */
export function mayHandleComplaints(staff: Pick<StaffMemberType, "role">): boolean {
  return ROLE_PERMISSIONS[staff.role].has("complaint:changeStatus");
}

/** The people whom work can be assigned to: active, of a role that handles complaints, no programs. */
export async function listAssignees(context: RequestContext): Promise<StaffMemberType[]> {
  return (await listStaff(context)).filter((staff) => staff.active && mayHandleComplaints(staff));
}
