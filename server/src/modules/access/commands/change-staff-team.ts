import { recordChanges } from "../../../platform/changes.ts";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { RecordScope } from "../../../platform/scope.ts";
import { loadStaffMember } from "./load-staff-member.ts";
import { loadTeam } from "./load-team.ts";

/** Moves a person to another team, or to none. What the person looks after is the caller's to move. */
export async function changeStaffTeam(
  context: RequestContext,
  input: { staffId: string; expectedVersion: number; teamId?: string | null },
): Promise<{ readonly staffId: string; readonly oldTeamId: string | null; readonly teamId: string | null }> {
  const staff = await loadStaffMember(context, input);
  const teamId = input.teamId ? (await loadTeam(context, input.teamId)).id : null;
  if (staff.teamId === teamId) return { staffId: staff.id, oldTeamId: teamId, teamId };
  refuseOwnGain(context, staff.id);
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

/** Who moves himself moves what he sees. */
function refuseOwnGain({ actor }: RequestContext, staffId: string): void {
  if (!actor || actor.staffId !== staffId || actor.scopeOf("customer:list") === RecordScope.ALL) return;
  throw new DomainError(
    UserErrorCode.NOT_ALLOWED,
    text(
      "不能调整自己所在的小组。请由其他同事操作。",
      "Nobody moves himself to another team. Ask somebody else.",
    ),
    ["staffId"],
  );
}
