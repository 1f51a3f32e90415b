import { recordCreation } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { newId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { Team } from "../team.entity.ts";
import { checkTeamName, flushTeam } from "./check-team-name.ts";

/** Adds a team; nobody belongs to it yet. Answers with the new record's id. */
export async function addTeam(context: RequestContext, input: { name: string }): Promise<string> {
  const name = checkTeamName(input.name);
  const team = context.em.create(Team, { id: newId(), name, createdAt: now() });
  await flushTeam(context);
  await recordCreation(context, { type: "Team", id: team.id, version: 1, operation: "addTeam" }, ["name"]);
  return team.id;
}
