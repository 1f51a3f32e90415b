import { recordChanges } from "../../../platform/changes.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { StaffRole } from "../permissions.ts";
import { keepAnAdministrator } from "./keep-an-administrator.ts";
import { loadStaffMember } from "./load-staff-member.ts";

/** Gives a person another role; it counts from the next request on. */
export async function changeStaffRole(
  context: RequestContext,
  input: { staffId: string; expectedVersion: number; role: StaffRole },
): Promise<string> {
  const staff = await loadStaffMember(context, input);
  if (staff.role === input.role) return staff.id;
  if (input.role !== StaffRole.ADMINISTRATOR) await keepAnAdministrator(context, staff);
  const old = staff.role;
  staff.role = input.role;
  await context.em.flush();
  await recordChanges(
    context,
    { type: "StaffMember", id: staff.id, version: staff.version, operation: "changeStaffRole" },
    [{ field: "role", old, new: staff.role, personal: false }],
  );
  return staff.id;
}
