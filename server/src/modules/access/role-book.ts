import { sql } from "kysely";
import type { Permission } from "../../platform/actor.ts";
import type { FieldRight, PersonalField } from "../../platform/field-rights.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RecordScope } from "../../platform/scope.ts";
import type { StaffRole } from "./permissions.ts";
import { hold, type HeldRights, type Rights } from "./role-rights.ts";

/** A role as a version of it is. */
export interface RoleRights {
  readonly id: string;
  readonly version: number;
  readonly standsFor: StaffRole;
  readonly rights: Rights;
  /** The same as whoever holds the role has them. */
  readonly held: HeldRights;
}

/**
 * What a version of a role gives: it never changes, so it is read once. Which version counts is asked of the database
 * with every request, in the statement that finds out who asks.
 */
export function rightsOfRole(
  context: RequestContext,
  role: { readonly id: string; readonly version: number },
): NowOrSoon<RoleRights> {
  const known = context.reference.constant(keyOf(role)) as RoleRights | undefined;
  return known ?? readRights(context, role.id);
}

interface RoleRow {
  id: string;
  version: number;
  stands_for: StaffRole;
  reveal_quota: number;
  scopes: Record<string, RecordScope>;
  fields: Record<string, FieldRight>;
}

async function readRights(context: RequestContext, id: string): Promise<RoleRights> {
  // One statement sees one version of the role, perhaps a newer one than was asked for: that counts then.
  const { rows } = await sql<RoleRow>`
    select id, version, stands_for, reveal_quota,
      (select coalesce(jsonb_object_agg(permission, scope), '{}') from role_permission where role_id = role.id) as scopes,
      (select coalesce(jsonb_object_agg(field, "right"), '{}') from role_field where role_id = role.id) as fields
    from role where id = ${id}`.execute(context.em.fork().getKysely());
  const [row] = rows;
  if (!row) throw new Error("a member of staff without a role");
  const rights: Rights = {
    scopes: new Map(Object.entries(row.scopes) as [Permission, RecordScope][]),
    fields: new Map(Object.entries(row.fields) as [PersonalField, FieldRight][]),
    revealQuota: row.reveal_quota,
  };
  const read = { id, version: row.version, standsFor: row.stands_for, rights, held: hold(rights) };
  return context.reference.keepConstant(keyOf(read), read);
}

function keyOf({ id, version }: { readonly id: string; readonly version: number }): string {
  return `role ${id} ${version}`;
}
