import { recordChanges } from "../../../platform/changes.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { loadStaffMember } from "./load-staff-member.ts";
import { loadTeam } from "./load-team.ts";
import { refuseBeyondTeams } from "./refuse-beyond-teams.ts";

/**
 * Moves a person to another team, or to none. What the person looks after is the caller's to move: it is the old team's,
 * which the caller reaches with every permission.
 */
export async function changeStaffTeam(
  context: RequestContext,
  input: { staffId: string; expectedVersion: number; teamId?: string | null },
): Promise<{ readonly staffId: string; readonly oldTeamId: string | null; readonly teamId: string | null }> {
  const staff = await loadStaffMember(context, input);
  const teamId = input.teamId ? (await loadTeam(context, input.teamId)).id : null;
  if (staff.teamId === teamId) return { staffId: staff.id, oldTeamId: teamId, teamId };
  refuseBeyondTeams(context, [staff.teamId, teamId], ["teamId"]);
  const old = staff.teamId;
  staff.teamId = teamId;
  await context.em.flush();
  await recordChanges(
    context,
    { type: "StaffMember", id: staff.id, version: staff.version, operation: "changeStaffTeam" },
    [{ field: "teamId", old, new: teamId, personal: false }],
  );
  return { staffId: staff.id, oldTeamId: old, teamId };
}
