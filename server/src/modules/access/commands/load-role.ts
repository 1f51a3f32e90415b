import { LockMode } from "@mikro-orm/core";
import { sql } from "kysely";
import type { Permission } from "../../../platform/actor.ts";
import { DomainError, notFound, StaleVersion, UserErrorCode } from "../../../platform/errors.ts";
import type { FieldRight } from "../../../platform/field-rights.ts";
import type { PersonalField } from "../../../platform/personal-fields.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { RecordScope } from "../../../platform/scope.ts";
import { StaffRole } from "../permissions.ts";
import { Role } from "../role.entity.ts";
import { readCustomFieldsOfRole } from "../role-book.ts";
import { customFieldsBeyond, type Rights } from "../role-rights.ts";
import { refuseBeyond } from "./check-role.ts";

/** Locks a role for a change; refuses another version than was read, the own role, and one of more than own rights. */
export async function loadRole(
  context: RequestContext,
  input: { readonly roleId: string; readonly expectedVersion: number },
): Promise<Role> {
  const role = await findRoleById(context, input.roleId, "roleId", LockMode.PESSIMISTIC_WRITE);
  if (role.version !== input.expectedVersion) throw new StaleVersion(role.id, input.expectedVersion);
  if (context.actor?.roleId === role.id) {
    throw new DomainError(
      UserErrorCode.NOT_ALLOWED,
      text(
        "不能修改自己正持有的角色。请由持有其他角色的同事操作。",
        "Nobody changes the role held at the moment. Ask somebody with another role.",
      ),
      ["roleId"],
    );
  }
  refuseBeyond(context, await readRightsNow(context, role), ["roleId"]);
  return role;
}

/** The role that is meant: one from the start by its code, or any by its id. Exactly one of the two is given. */
export async function findRoleAsked(
  context: RequestContext,
  asked: { readonly role?: StaffRole | null | undefined; readonly roleId?: string | null | undefined },
): Promise<Role> {
  if (Boolean(asked.role) === Boolean(asked.roleId)) {
    throw new DomainError(
      UserErrorCode.REQUIRED,
      text("请选择一个角色。", "Choose a role: give either `role` or `roleId`."),
      ["roleId"],
    );
  }
  if (asked.roleId) return findRoleById(context, asked.roleId, "roleId", LockMode.PESSIMISTIC_READ);
  const role = await context.em.findOne(
    Role,
    { code: asked.role ?? StaffRole.VIEWER },
    { lockMode: LockMode.PESSIMISTIC_READ },
  );
  if (!role) throw notFound(["role"]);
  return role;
}

export async function findRoleById(
  context: RequestContext,
  graphId: string,
  field: string,
  lockMode: LockMode.PESSIMISTIC_READ | LockMode.PESSIMISTIC_WRITE,
): Promise<Role> {
  const id = recordId("Role", graphId);
  const role = id ? await context.em.findOne(Role, id, { lockMode }) : null;
  if (!role) throw notFound([field]);
  return role;
}

/** What a locked role gives, read in the same transaction. */
export async function readRightsNow(
  context: RequestContext,
  role: Pick<Role, "id" | "revealQuota">,
): Promise<Rights> {
  const kysely = context.em.getKysely();
  const scopes = await sql<{ permission: Permission; scope: RecordScope }>`
    select permission, scope from role_permission where role_id = ${role.id}`.execute(kysely);
  const fields = await sql<{ field: PersonalField; right: FieldRight }>`
    select field, "right" from role_field where role_id = ${role.id}`.execute(kysely);
  const rights: Rights = {
    scopes: new Map(scopes.rows.map(({ permission, scope }) => [permission, scope])),
    fields: new Map(fields.rows.map(({ field, right }) => [field, right])),
    revealQuota: role.revealQuota,
  };
  return { ...rights, customFields: await readCustomFieldsOfRole(context, role.id, rights) };
}

/**
 * Gives a new role what the one that it is a copy of may do with the fields that the firm made; never more than whoever
 * makes it holds himself.
 */
export async function writeCustomRights(
  context: RequestContext,
  role: { readonly id: string; readonly rights: Rights; readonly copyOf: string | null },
): Promise<void> {
  const kysely = context.em.getKysely();
  await sql`
    insert into custom_field_right (custom_field_id, role_id, "right")
    select custom_field_id, ${role.id}, "right" from custom_field_right where role_id = ${role.copyOf}::uuid`.execute(
    kysely,
  );
  if (!context.actor) return;
  const beyond = customFieldsBeyond(
    context.actor,
    await readCustomFieldsOfRole(context, role.id, role.rights),
  );
  await sql`
    insert into custom_field_right (custom_field_id, role_id, "right")
    select custom_field_id, ${role.id}, own
    from unnest(${[...beyond.keys()]}::uuid[], ${[...beyond.values()]}::text[]) as given (custom_field_id, own)
    on conflict (custom_field_id, role_id) do update set "right" = excluded."right"`.execute(kysely);
}

/** Writes what a role gives, in the place of what it gave. */
export async function writeRights(context: RequestContext, roleId: string, rights: Rights): Promise<void> {
  const kysely = context.em.getKysely();
  await sql`delete from role_permission where role_id = ${roleId}`.execute(kysely);
  await sql`
    insert into role_permission (role_id, permission, scope)
    select ${roleId}, permission, scope
    from unnest(${[...rights.scopes.keys()]}::text[], ${[...rights.scopes.values()]}::text[]) as given (permission, scope)`.execute(
    kysely,
  );
  await sql`delete from role_field where role_id = ${roleId}`.execute(kysely);
  await sql`
    insert into role_field (role_id, field, "right")
    select ${roleId}, field, "right"
    from unnest(${[...rights.fields.keys()]}::text[], ${[...rights.fields.values()]}::text[]) as given (field, "right")`.execute(
    kysely,
  );
}
