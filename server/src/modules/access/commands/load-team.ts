import { LockMode } from "@mikro-orm/core";
import { notFound } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { Team } from "../team.entity.ts";

/** A team that something is given to: it stays while that is done. */
export async function loadTeam(context: RequestContext, teamId: string): Promise<Team> {
  const id = recordId("Team", teamId);
  const team = id ? await context.em.findOne(Team, id, { lockMode: LockMode.PESSIMISTIC_READ }) : null;
  if (!team) throw notFound(["teamId"]);
  return team;
}
