import { sql } from "kysely";
import { globalId } from "../../platform/ids.ts";
import { everyRight, type FieldRight } from "../../platform/field-rights.ts";
import { PersonalField } from "../../platform/personal-fields.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { RecordScope } from "../../platform/scope.ts";
import { isAnyOf, type TableOf } from "../../platform/tables.ts";
import { PERMISSIONS } from "./permissions.ts";
import type { Role } from "./role.entity.ts";
import type { RoleType } from "./role.types.ts";

type RoleRow = TableOf<Role> & {
  scopes: Record<string, RecordScope>;
  rights: Record<string, FieldRight>;
};

/** Every role: those that were there from the start in their order, then the own ones by name. */
export function listRoles(context: RequestContext): NowOrSoon<readonly RoleType[]> {
  return context.reference.list("roles", () => readRoles(context));
}

/** A role as it is called and shown. What somebody may do is asked of the database. */
export function findRole(context: RequestContext, id: string | null): NowOrSoon<RoleType | null> {
  return context.reference.find("roles", id, () => readRoles(context));
}

async function readRoles(context: RequestContext): Promise<RoleType[]> {
  const { rows } = await sql<RoleRow>`
    select role.*,
      (select coalesce(jsonb_object_agg(permission, scope), '{}') from role_permission where role_id = role.id) as scopes,
      (select coalesce(jsonb_object_agg(field, "right"), '{}') from role_field where role_id = role.id) as rights
    from role order by code is null, case when code is null then lower(name) end, id`.execute(
    context.em.getKysely(),
  );
  return rows.map(showRole);
}

/** How many people hold a role, programs and the disabled left out. */
export async function countHolders(context: RequestContext, roleId: string): Promise<number> {
  const count = await context.loaders.one("roleHolders", roleId, async (ids) => {
    const { rows } = await sql<{ role_id: string; count: number }>`
      select role_id, count(*)::integer as count from staff_member
      where ${isAnyOf("role_id", ids)} and active and not program group by role_id`.execute(
      context.em.getKysely(),
    );
    return new Map(rows.map((row) => [row.role_id, row.count]));
  });
  return count ?? 0;
}

function showRole(row: RoleRow): RoleType {
  const given = new Map(Object.entries(row.rights) as [PersonalField, FieldRight][]);
  return {
    __typename: "Role",
    id: globalId("Role", row.id),
    recordId: row.id,
    version: row.version,
    code: row.code,
    standsFor: row.stands_for,
    keptName: row.name,
    keptDescription: row.description,
    requiresSecondFactor: row.requires_second_factor,
    revealQuota: row.reveal_quota,
    permissions: PERMISSIONS.flatMap((permission) => {
      const scope = row.scopes[permission];
      return scope ? [{ permission, scope }] : [];
    }),
    fields: [...everyRight(given)].map(([field, right]) => ({ field, right })),
    inheritedFields: Object.values(PersonalField).filter((field) => !given.has(field)),
    createdAt: row.created_at,
  };
}
