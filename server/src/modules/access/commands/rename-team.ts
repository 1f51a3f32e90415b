import { LockMode } from "@mikro-orm/core";
import { recordChanges } from "../../../platform/changes.ts";
import { notFound } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { Team } from "../team.entity.ts";
import { checkTeamName, flushTeam } from "./check-team-name.ts";

/** Gives a team another name; its people and complaints stay with it. */
export async function renameTeam(
  context: RequestContext,
  input: { teamId: string; name: string },
): Promise<string> {
  const id = recordId("Team", input.teamId);
  const team = id ? await context.em.findOne(Team, id, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  if (!team) throw notFound(["teamId"]);
  const name = checkTeamName(input.name);
  const old = team.name;
  if (old === name) return team.id;
  team.name = name;
  await flushTeam(context);
  await recordChanges(
    context,
    { type: "Team", id: team.id, version: team.version, operation: "renameTeam" },
    [{ field: "name", old, new: name, personal: false }],
  );
  return team.id;
}
