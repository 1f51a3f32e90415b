import { sql } from "kysely";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { TableOf } from "../../platform/tables.ts";
import type { Team } from "./team.entity.ts";
import type { TeamType } from "./team.types.ts";

type Tables = { team: TableOf<Team> };

const MOST_LISTED = 1000;

/** Every team, by name. */
export async function listTeams(context: RequestContext): Promise<TeamType[]> {
  const rows = await context.em
    .getKysely<Tables>()
    .selectFrom("team")
    .selectAll()
    .orderBy(sql`lower(name)`)
    .limit(MOST_LISTED)
    .execute();
  return rows.map(showTeam);
}

/** One team by record id; all of a level are read in one statement. */
export async function findTeam(context: RequestContext, id: string | null): Promise<TeamType | null> {
  if (!id) return null;
  return context.loaders.one("team", id, async (ids) => {
    const rows = await context.em
      .getKysely<Tables>()
      .selectFrom("team")
      .selectAll()
      .where("id", "in", ids)
      .execute();
    return new Map(rows.map((row) => [row.id, showTeam(row)]));
  });
}

function showTeam(row: TableOf<Team>): TeamType {
  return { __typename: "Team", id: globalId("Team", row.id), recordId: row.id, name: row.name };
}
