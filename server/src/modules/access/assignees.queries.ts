import { RecordScope } from "../../platform/scope.ts";
import type { RequestContext } from "../../platform/request.ts";
import { findRole } from "./role.queries.ts";
import { listStaff } from "./staff.queries.ts";
import type { StaffMemberType } from "./staff.types.ts";

/** Whether a person's role lets them take a complaint through its steps. */
export async function mayHandleComplaints(
  context: RequestContext,
  staff: Pick<StaffMemberType, "roleId">,
): Promise<boolean> {
  const role = await findRole(context, staff.roleId);
  return (role?.permissions ?? []).some(
    ({ permission, scope }) => permission === "complaint:changeStatus" && scope !== RecordScope.NONE,
  );
}

/** The people whom work can be assigned to: active, of a role that handles complaints, no programs. */
export async function listAssignees(context: RequestContext): Promise<StaffMemberType[]> {
  const staff = (await listStaff(context)).filter(({ active }) => active);
  const mayHandle = await Promise.all(staff.map((one) => mayHandleComplaints(context, one)));
  return staff.filter((_, place) => mayHandle[place]);
}
