import type { NowOrSoon } from "../../platform/reference.ts";
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
  const all = await context.reference.list("staff", () => readStaff(context));
  return all.filter(({ program }) => !program).slice(0, MOST_LISTED);
}

/** A person or a program by record id, as they are called: whether they may do something is asked of the database. */
export function findStaff(context: RequestContext, id: string | null): NowOrSoon<StaffMemberType | null> {
  return context.reference.find("staff", id, () => readStaff(context));
}

async function readStaff(context: RequestContext): Promise<StaffMemberType[]> {
  const rows = await context.em
    .getKysely<Tables>()
    .selectFrom("staff_member")
    .selectAll()
    .orderBy("active", "desc")
    .orderBy("name")
    .execute();
  return rows.map(showStaff);
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
    hasSecondFactor: row.second_factor_since !== null,
    teamId: row.team_id,
    roleId: row.role_id,
  };
}
