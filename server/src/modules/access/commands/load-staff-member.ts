import { LockMode } from "@mikro-orm/core";
import { notFound, StaleVersion } from "../../../platform/errors.ts";
import { globalId, recordId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { refuseBeyond } from "./check-role.ts";
import { findRoleById, readRightsNow } from "./load-role.ts";
import { refuseBeyondTeams } from "./refuse-beyond-teams.ts";
import { StaffMember } from "../staff-member.entity.ts";

/**
 * Locks a person's row and checks that the caller had read its present version. A program is no person. Nobody changes
 * somebody of more rights than his own, or of another team than his own rights reach: with that one's password he would
 * have them.
 */
export async function loadStaffMember(
  context: RequestContext,
  input: { staffId: string; expectedVersion: number },
): Promise<StaffMember> {
  const id = recordId("StaffMember", input.staffId);
  const staff = id
    ? await context.em.findOne(StaffMember, id, { lockMode: LockMode.PESSIMISTIC_WRITE })
    : null;
  if (!staff || staff.program) throw notFound(["staffId"]);
  if (staff.version !== input.expectedVersion) throw new StaleVersion(staff.id, input.expectedVersion);
  if (staff.id !== context.actor?.staffId) {
    const role = await findRoleById(
      context,
      globalId("Role", staff.roleId),
      "staffId",
      LockMode.PESSIMISTIC_READ,
    );
    refuseBeyond(context, await readRightsNow(context, role), ["staffId"]);
    refuseBeyondTeams(context, [staff.teamId], ["staffId"]);
  }
  return staff;
}
