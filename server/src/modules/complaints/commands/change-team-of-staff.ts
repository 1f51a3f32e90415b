import { sql } from "kysely";
import type { RequestContext } from "../../../platform/request.ts";
import { changeStaffTeam } from "../../access/commands/change-staff-team.ts";
import { StaffMember } from "../../access/staff-member.entity.ts";
import { HandOverKind } from "../hand-over.entity.ts";
import { RecordsOnMove } from "../hand-over.types.ts";
import { beginHandOver } from "./hand-over-records.ts";

/**
 * Moves a person to another team. What the person looks after comes along, or stays with the old team as nobody's: either
 * way an owner's records are his team's. Answers with the hand-over that does it.
 */
export async function changeTeamOfStaff(
  context: RequestContext,
  input: {
    readonly staffId: string;
    readonly expectedVersion: number;
    readonly teamId?: string | null;
    readonly records?: RecordsOnMove;
  },
): Promise<{ readonly staffId: string; readonly handOverId: string | null }> {
  const { staffId, oldTeamId, teamId } = await changeStaffTeam(context, input);
  if (oldTeamId === teamId || !(await looksAfterAny(context, staffId))) return { staffId, handOverId: null };
  const staff = await context.em.findOneOrFail(StaffMember, staffId);
  const stays = input.records === RecordsOnMove.STAY_WITH_TEAM;
  const handOverId = await beginHandOver(context, {
    kind: HandOverKind.TEAM_CHANGE,
    fromId: staff.id,
    toId: stays ? null : staff.id,
    toTeamId: stays ? oldTeamId : teamId,
    note: null,
    customers: true,
    complaints: true,
  });
  return { staffId, handOverId };
}

async function looksAfterAny(context: RequestContext, staffId: string): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`
    select exists (select from customer where owner_id = ${staffId})
      or exists (select from complaint where assignee_id = ${staffId}) as any`.execute(
    context.em.getKysely(),
  );
  return rows[0]?.any ?? false;
}
