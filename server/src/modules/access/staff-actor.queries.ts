import { sql } from "kysely";
import { Assurance, type Actor } from "../../platform/actor.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import { programActor } from "./api-key-actor.ts";
import { rightsOfRole, type RoleRights } from "./role-book.ts";
import { NO_RIGHTS } from "./role-rights.ts";

/** A member of staff as the statement finds it that says who asks. */
export interface StaffNow {
  readonly staffId: string;
  readonly name: string;
  readonly roleId: string;
  readonly roleVersion: number;
  readonly teamId: string | null;
  readonly departmentTeamIds: readonly string[];
  readonly requiresSecondFactor: boolean;
}

type Session = Pick<Actor, "sessionId" | "assurance" | "steppedUpAt">;

/** Work goes on in the name of somebody whose session was sure enough when it began. */
const NO_SESSION: Session = { sessionId: null, assurance: Assurance.FULL, steppedUpAt: null };

/** The columns of `StaffNow`; `staff_member` goes by the name of staff. */
export const STAFF_NOW_COLUMNS = `staff.id as "staffId", staff.name, staff.role_id as "roleId", role.version as "roleVersion",
  role.requires_second_factor as "requiresSecondFactor",
  staff.team_id as "teamId", case when team.department_id is null then '{}' else
    array(select mate.id from public.team as mate where mate.department_id = team.department_id)
  end as "departmentTeamIds"`;

export const STAFF_NOW_JOINS = `join public.role as role on role.id = staff.role_id
  left join public.team as team on team.id = staff.team_id`;

/** A person as an actor, with the rights of the role as it is now; with none before the session is sure of its person. */
export function personOf(context: RequestContext, staff: StaffNow, session: Session): NowOrSoon<Actor> {
  const role = rightsOfRole(context, { id: staff.roleId, version: staff.roleVersion });
  return role instanceof Promise
    ? role.then((read) => withRights(staff, read, session))
    : withRights(staff, role, session);
}

function withRights(
  { staffId, name, roleId, teamId, departmentTeamIds, requiresSecondFactor }: StaffNow,
  role: RoleRights,
  { sessionId, assurance, steppedUpAt }: Session,
): Actor {
  const sure = assurance === Assurance.FULL;
  return {
    staffId,
    name,
    role: role.standsFor,
    roleId,
    roleVersion: role.version,
    teamId,
    departmentTeamIds,
    ...(sure ? role.held : NO_RIGHTS),
    quotaOwnerId: staffId,
    sessionId,
    keyId: null,
    readsSchema: sure,
    requiresSecondFactor,
    assurance,
    steppedUpAt,
  };
}

/** A member of staff as an actor outside of a session: in whose name a job goes on. Null when disabled or gone. */
export async function staffActor(context: RequestContext, staffId: string): Promise<Actor | null> {
  const { rows } = await sql<StaffNow & { active: boolean; program: boolean }>`
    select ${sql.raw(STAFF_NOW_COLUMNS)}, staff.active, staff.program
    from staff_member as staff ${sql.raw(STAFF_NOW_JOINS)}
    where staff.id = ${staffId}`.execute(context.em.getKysely());
  const [staff] = rows;
  if (!staff?.active) return null;
  return staff.program ? programActor(context, staffId) : personOf(context, staff, NO_SESSION);
}
