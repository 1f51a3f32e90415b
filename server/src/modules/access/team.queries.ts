import { sql } from "kysely";
import type { NowOrSoon } from "../../platform/reference.ts";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { TableOf } from "../../platform/tables.ts";
import type { Team } from "./team.entity.ts";
import type { TeamType } from "./team.types.ts";

type Tables = { team: TableOf<Team> };

/** Every team, by name. */
export function listTeams(context: RequestContext): NowOrSoon<readonly TeamType[]> {
  return context.reference.list("teams", () => readTeams(context));
}

export function findTeam(context: RequestContext, id: string | null): NowOrSoon<TeamType | null> {
  return context.reference.find("teams", id, () => readTeams(context));
}

async function readTeams(context: RequestContext): Promise<TeamType[]> {
  const rows = await context.em
    .getKysely<Tables>()
    .selectFrom("team")
    .selectAll()
    .orderBy(sql`lower(name)`)
    .execute();
  return rows.map(showTeam);
}

function showTeam(row: TableOf<Team>): TeamType {
  return {
    __typename: "Team",
    id: globalId("Team", row.id),
    recordId: row.id,
    departmentId: row.department_id,
    name: row.name,
  };
}
