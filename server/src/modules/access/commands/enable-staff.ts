import { recordChanges } from "../../../platform/changes.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { loadStaffMember } from "./load-staff-member.ts";

/** Lets a person who was shut out sign in again, with the password and role held before. */
export async function enableStaff(
  context: RequestContext,
  input: { staffId: string; expectedVersion: number },
): Promise<string> {
  const staff = await loadStaffMember(context, input);
  if (staff.active) return staff.id;
  staff.active = true;
  await context.em.flush();
  await recordChanges(
    context,
    { type: "StaffMember", id: staff.id, version: staff.version, operation: "enableStaff" },
    [{ field: "active", old: "false", new: "true", personal: false }],
  );
  return staff.id;
}
