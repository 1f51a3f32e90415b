import { recordChanges } from "../../../platform/changes.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { loadStaffMember } from "./load-staff-member.ts";
import { loadTeam } from "./load-team.ts";

/** Moves a person to another team, or to none; complaints that stand in the old team's queue stay there. */
export async function changeStaffTeam(
  context: RequestContext,
  input: { staffId: string; expectedVersion: number; teamId?: string | null },
): Promise<string> {
  const staff = await loadStaffMember(context, input);
  const teamId = input.teamId ? (await loadTeam(context, input.teamId)).id : null;
  if (staff.teamId === teamId) return staff.id;
  const old = staff.teamId;
  staff.teamId = teamId;
  await context.em.flush();
  await recordChanges(
    context,
    { type: "StaffMember", id: staff.id, version: staff.version, operation: "changeStaffTeam" },
    [{ field: "teamId", old, new: teamId, personal: false }],
  );
  return staff.id;
}
