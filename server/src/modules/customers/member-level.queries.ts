import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { TableOf } from "../../platform/tables.ts";
import type { MemberLevelType } from "./customer.types.ts";
import type { MemberLevel } from "./member-level.entity.ts";

type Tables = { member_level: TableOf<MemberLevel> };

/** Every member level, the best first. Few rows: read once a request. */
export async function listMemberLevels(context: RequestContext): Promise<MemberLevelType[]> {
  const all = await context.loaders.one("memberLevels", "all", async () => {
    const rows = await context.em
      .getKysely<Tables>()
      .selectFrom("member_level")
      .selectAll()
      .orderBy("rank", "desc")
      .orderBy("name")
      .execute();
    return new Map([["all", rows.map(showMemberLevel)]]);
  });
  return all ?? [];
}

export async function findMemberLevel(
  context: RequestContext,
  id: string | null,
): Promise<MemberLevelType | null> {
  return id ? ((await listMemberLevels(context)).find((level) => level.recordId === id) ?? null) : null;
}

function showMemberLevel(row: TableOf<MemberLevel>): MemberLevelType {
  return {
    __typename: "MemberLevel",
    id: globalId("MemberLevel", row.id),
    recordId: row.id,
    name: row.name,
    rank: row.rank,
  };
}
