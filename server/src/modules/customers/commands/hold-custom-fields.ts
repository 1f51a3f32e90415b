import { LockMode } from "@mikro-orm/core";
import { sql } from "kysely";
import { DomainError, notFound, StaleVersion, UserErrorCode } from "../../../platform/errors.ts";
import type { FieldRight } from "../../../platform/field-rights.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { CustomField } from "../custom-field.entity.ts";
import { MOST_CUSTOM_FIELDS } from "../custom-fields.ts";

/** One after the other: names, places and numbers of the fields are decided on all of them. */
export async function holdCustomFields({ em }: RequestContext): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('custom-field', 0))`.execute(em.getKysely());
}

/** Locks a field for a change; refuses another version than the caller read. */
export async function holdCustomField(
  context: RequestContext,
  { customFieldId, expectedVersion }: { readonly customFieldId: string; readonly expectedVersion: number },
): Promise<CustomField> {
  await holdCustomFields(context);
  const id = recordId("CustomField", customFieldId);
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const field = id ? await context.em.findOne(CustomField, id, { lockMode }) : null;
  if (!field) throw notFound(["customFieldId"]);
  if (field.version !== expectedVersion) throw new StaleVersion(field.id, expectedVersion);
  return field;
}

export function refuseTooMany(known: readonly { readonly archived: boolean }[]): void {
  if (known.filter(({ archived }) => !archived).length < MOST_CUSTOM_FIELDS) return;
  throw new DomainError(
    UserErrorCode.WRONG_STATE,
    text(
      `最多同时使用 ${MOST_CUSTOM_FIELDS} 个自定义字段，请先停用不再需要的。`,
      `At most ${MOST_CUSTOM_FIELDS} custom fields are in use at a time. Archive those no longer needed first.`,
    ),
  );
}

/** What a role may do with a field is read with the role's rights, which never change within a version. */
export async function renewRoles({ em }: RequestContext): Promise<void> {
  await sql`update role set version = version + 1`.execute(em.getKysely());
}

/** Puts these rights of roles in the place of those that were there. */
export async function writeRights(
  { em }: RequestContext,
  customFieldId: string,
  rights: ReadonlyMap<string, FieldRight>,
): Promise<void> {
  const kysely = em.getKysely();
  await sql`delete from custom_field_right where custom_field_id = ${customFieldId}`.execute(kysely);
  if (rights.size === 0) return;
  await sql`
    insert into custom_field_right (custom_field_id, role_id, "right")
    select ${customFieldId}, role_id, given from unnest(${[...rights.keys()]}::uuid[], ${[...rights.values()]}::text[])
      as wanted (role_id, given)`.execute(kysely);
}
