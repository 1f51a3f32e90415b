import { LockMode } from "@mikro-orm/core";
import { recordChanges } from "../../../platform/changes.ts";
import { DomainError, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { RecordScope } from "../../../platform/scope.ts";
import { Department } from "../department.entity.ts";
import { Team } from "../team.entity.ts";

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
  refuseOwnGain(context, team.id);
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

/** Moving one's own team moves what one sees. */
function refuseOwnGain({ actor }: RequestContext, teamId: string): void {
  if (!actor || actor.teamId !== teamId || actor.scopeOf("customer:list") === RecordScope.ALL) return;
  throw new DomainError(
    UserErrorCode.NOT_ALLOWED,
    text(
      "不能调整自己所在小组的部门。请由其他同事操作。",
      "Nobody moves the own team to another department. Ask somebody else.",
    ),
    ["teamId"],
  );
}
