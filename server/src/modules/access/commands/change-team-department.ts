import { LockMode } from "@mikro-orm/core";
import { recordChanges } from "../../../platform/changes.ts";
import { notFound } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { Department } from "../department.entity.ts";
import { Team } from "../team.entity.ts";
import { refuseBeyondTeams } from "./refuse-beyond-teams.ts";

/** Moves a team to another department, or to none: whoever leads a department sees its teams' records. */
export async function changeTeamDepartment(
  context: RequestContext,
  input: { teamId: string; departmentId?: string | null | undefined },
): Promise<string> {
  const id = recordId("Team", input.teamId);
  const team = id ? await context.em.findOne(Team, id, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  if (!team) throw notFound(["teamId"]);
  const departmentId = input.departmentId ? await findDepartmentId(context, input.departmentId) : null;
  if (team.departmentId === departmentId) return team.id;
  // The teams that meet see each other's records from now on.
  const others = departmentId ? await context.em.find(Team, { departmentId }) : [];
  refuseBeyondTeams(context, [team.id, ...others.map(({ id: otherId }) => otherId)], ["teamId"]);
  const old = team.departmentId;
  team.departmentId = departmentId;
  await context.em.flush();
  await recordChanges(
    context,
    { type: "Team", id: team.id, version: team.version, operation: "changeTeamDepartment" },
    [{ field: "departmentId", old, new: departmentId, personal: false }],
  );
  return team.id;
}

async function findDepartmentId(context: RequestContext, graphId: string): Promise<string> {
  const id = recordId("Department", graphId);
  const department = id
    ? await context.em.findOne(Department, id, { lockMode: LockMode.PESSIMISTIC_READ })
    : null;
  if (!department) throw notFound(["departmentId"]);
  return department.id;
}
