import type { RequestContext } from "../../platform/request.ts";
import type { TableOf } from "../../platform/tables.ts";
import type { StaffMember } from "./staff-member.entity.ts";
import type { StaffMemberType } from "./staff.types.ts";
import { globalId } from "../../platform/ids.ts";

type Tables = { staff_member: TableOf<StaffMember> };
type StaffRow = Omit<TableOf<StaffMember>, never>;

const MOST_LISTED = 1000;

/** Everybody on the staff, the active first, by name. */
export async function listStaff(context: RequestContext): Promise<StaffMemberType[]> {
  const rows = await context.em
    .getKysely<Tables>()
    .selectFrom("staff_member")
    .selectAll()
    .where("program", "=", false)
    .orderBy("active", "desc")
    .orderBy("name")
    .limit(MOST_LISTED)
    .execute();
  return rows.map(showStaff);
}

/** One person by record id; all of a level are read in one statement. */
export async function findStaff(context: RequestContext, id: string | null): Promise<StaffMemberType | null> {
  if (!id) return null;
  return context.loaders.one("staff", id, async (ids) => {
    const rows = await context.em
      .getKysely<Tables>()
      .selectFrom("staff_member")
      .selectAll()
      .where("id", "in", ids)
      .execute();
    return new Map(rows.map((row) => [row.id, showStaff(row)]));
  });
}

function showStaff(row: StaffRow): StaffMemberType {
  return {
    __typename: "StaffMember",
    id: globalId("StaffMember", row.id),
    recordId: row.id,
    version: row.version,
    name: row.name,
    email: row.email,
    role: row.role,
    active: row.active,
    program: row.program,
    createdAt: row.created_at,
    lastSignedInAt: row.last_signed_in_at,
    teamId: row.team_id,
  };
}
