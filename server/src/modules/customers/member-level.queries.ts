import type { NowOrSoon } from "../../platform/reference.ts";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { TableOf } from "../../platform/tables.ts";
import type { MemberLevelType } from "./customer.types.ts";
import type { MemberLevel } from "./member-level.entity.ts";

type Tables = { member_level: TableOf<MemberLevel> };

/** Every member level, the best first. */
export function listMemberLevels(context: RequestContext): NowOrSoon<readonly MemberLevelType[]> {
  return context.reference.list("member levels", () => readMemberLevels(context));
}

export function findMemberLevel(
  context: RequestContext,
  id: string | null,
): NowOrSoon<MemberLevelType | null> {
  return context.reference.find("member levels", id, () => readMemberLevels(context));
}

async function readMemberLevels(context: RequestContext): Promise<MemberLevelType[]> {
  const rows = await context.em
    .getKysely<Tables>()
    .selectFrom("member_level")
    .selectAll()
    .orderBy("rank", "desc")
    .orderBy("name")
    .execute();
  return rows.map(showMemberLevel);
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
