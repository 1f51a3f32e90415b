import { recordChanges } from "../../../platform/changes.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { endSessions } from "../staff-credentials.ts";
import { keepAnAdministrator } from "./keep-an-administrator.ts";
import { loadStaffMember } from "./load-staff-member.ts";

/** Shuts a person out: sessions end with this transaction and no new one can begin. */
export async function disableStaff(
  context: RequestContext,
  input: { staffId: string; expectedVersion: number },
): Promise<string> {
  const staff = await loadStaffMember(context, input);
  if (!staff.active) return staff.id;
  await keepAnAdministrator(context, staff);
  staff.active = false;
  await context.em.flush();
  await endSessions(context.em, staff.id);
  await recordChanges(
    context,
    { type: "StaffMember", id: staff.id, version: staff.version, operation: "disableStaff" },
    [{ field: "active", old: "true", new: "false", personal: false }],
  );
  return staff.id;
}
