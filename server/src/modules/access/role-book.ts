import { sql, type RawBuilder } from "kysely";
import type { Permission } from "../../platform/actor.ts";
import type { CustomFieldId, HeldCustomFields } from "../../platform/custom-fields.ts";
import { FieldRight, rightAmong } from "../../platform/field-rights.ts";
import {
  isPersonalField,
  personalField,
  PersonalField,
  SENSITIVE_FIELDS,
} from "../../platform/personal-fields.ts";
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
  readonly closedFields: ReadonlySet<PersonalField>;
  readonly customFields: HeldCustomFields;
  /** The same as whoever holds the role has them. */
  readonly held: HeldRights;
}

/**
 * What a version of a role gives: it never changes, so it is read once. Which version counts is asked of the database
 * with every request, in the statement that finds out who asks. Opening or closing a field makes a new version of every
 * role, and so does a change of the fields that the firm made: the same is true of what is closed, and of these.
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
  opened: string[];
  custom: Record<CustomFieldId, CustomFieldOfRole>;
}

interface CustomFieldOfRole {
  readonly type: string;
  readonly sensitivity: string;
  readonly purpose: string | null;
  /** Null where the field says nothing of the role. */
  readonly right: FieldRight | null;
}

async function readRights(context: RequestContext, id: string): Promise<RoleRights> {
  // One statement sees one version of the role, perhaps a newer one than was asked for: that counts then.
  const { rows } = await sql<RoleRow>`
    select id, version, stands_for, reveal_quota,
      (select coalesce(jsonb_object_agg(permission, scope), '{}') from role_permission where role_id = role.id) as scopes,
      (select coalesce(jsonb_object_agg(field, "right"), '{}') from role_field where role_id = role.id) as fields,
      array(select field from field_setting where purpose is not null) as opened,
      (${customFieldsOfRole(id)}) as custom
    from role where id = ${id}`.execute(context.em.fork().getKysely());
  const [row] = rows;
  if (!row) throw new Error("a member of staff without a role");
  const rights: Rights = {
    scopes: new Map(Object.entries(row.scopes) as [Permission, RecordScope][]),
    fields: new Map(Object.entries(row.fields) as [PersonalField, FieldRight][]),
    revealQuota: row.reveal_quota,
  };
  const closedFields = stillClosed(row.opened);
  const customFields = customFieldsOf(row.custom, rights);
  const read = {
    id,
    version: row.version,
    standsFor: row.stands_for,
    rights,
    closedFields,
    customFields,
    held: hold(rights, closedFields, customFields),
  };
  return context.reference.keepConstant(keyOf(read), read);
}

function customFieldsOfRole(roleId: string): RawBuilder<unknown> {
  return sql`select coalesce(jsonb_object_agg(custom_field.id, jsonb_build_object(
      'type', type, 'sensitivity', sensitivity, 'purpose', purpose, 'right', own."right")), '{}')
    from custom_field left join custom_field_right as own
      on own.custom_field_id = custom_field.id and own.role_id = ${roleId}`;
}

/** What a role may do with the fields that the firm made, read in the caller's transaction. */
export async function readCustomFieldsOfRole(
  context: RequestContext,
  roleId: string,
  rights: Rights,
): Promise<HeldCustomFields> {
  const { rows } = await sql<
    Pick<RoleRow, "custom">
  >`select (${customFieldsOfRole(roleId)}) as custom`.execute(context.em.getKysely());
  return customFieldsOf(rows[0]?.custom ?? {}, rights);
}

function stillClosed(opened: readonly string[]): ReadonlySet<PersonalField> {
  const open = new Set(opened.flatMap((name) => (isPersonalField(name) ? personalField(name) : [])));
  return new Set([...SENSITIVE_FIELDS].filter((field) => !open.has(field)));
}

/**
 * Where a field says nothing of the role: a plain one is everybody's, a personal one's right is that on the address, and
 * on a sensitive one nobody has any.
 */
function customFieldsOf(custom: RoleRow["custom"], rights: Rights): HeldCustomFields {
  const fallback: Readonly<Record<string, FieldRight>> = {
    PLAIN: FieldRight.VIEW,
    PERSONAL: rightAmong(rights.fields, PersonalField.CUSTOMER_ADDRESS),
  };
  return new Map(
    (Object.entries(custom) as [CustomFieldId, CustomFieldOfRole][]).map(
      ([id, { type, sensitivity, purpose, right }]) => [
        id,
        {
          type,
          sensitivity,
          closed: sensitivity === "SENSITIVE" && purpose === null,
          right: right ?? fallback[sensitivity] ?? FieldRight.NONE,
        },
      ],
    ),
  );
}

function keyOf({ id, version }: { readonly id: string; readonly version: number }): string {
  return `role ${id} ${version}`;
}
