import { LockMode } from "@mikro-orm/core";
import { sql } from "kysely";
import { recordChanges } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DomainError, notFound, StaleVersion, UserErrorCode } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import { isBlank, normaliseText } from "../../../platform/plain-text.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { FieldSetting } from "../../access/field-setting.entity.ts";
import { archiveField, checkText } from "../fields.ts";

const LONGEST_PURPOSE = 200;

/**
 * Says why a field is kept; takes that back with null. A sensitive field is open as long as it has a purpose, for all
 * whose role has a right on it, from their next request on. Answers with the field's name.
 */
export async function setFieldPurpose(
  context: RequestContext,
  input: {
    readonly field: string;
    readonly expectedVersion: number;
    readonly purpose?: string | null | undefined;
  },
): Promise<string> {
  const field = archiveField(input.field);
  if (!field) throw notFound(["field"]);
  const purpose = purposeOf(input.purpose ?? "");
  // Of two that set the first purpose at once, the second one meets the version of the first.
  await sql`select pg_advisory_xact_lock(hashtextextended('field-setting', 0))`.execute(
    context.em.getKysely(),
  );
  const known = await context.em.findOne(
    FieldSetting,
    { field: field.name },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if ((known?.version ?? 0) !== input.expectedVersion)
    throw new StaleVersion(known?.id ?? field.name, input.expectedVersion);
  const old = known?.purpose ?? null;
  if (old === purpose) return field.name;
  const setting =
    known ??
    context.em.create(FieldSetting, {
      id: newId(),
      field: field.name,
      version: 0,
      purpose,
      changedAt: now(),
      changedById: null,
    });
  Object.assign(setting, {
    purpose,
    version: setting.version + 1,
    changedAt: now(),
    changedById: context.actor?.staffId ?? null,
  } satisfies Partial<FieldSetting>);
  await context.em.flush();
  // Whether a field is closed is read with a role's rights, which never change within a version.
  await sql`update role set version = version + 1`.execute(context.em.getKysely());
  await recordChanges(
    context,
    { type: "ArchiveField", id: setting.id, version: setting.version, operation: "setFieldPurpose" },
    [{ field: "purpose", old, new: purpose, personal: false }],
    field.name,
  );
  return field.name;
}

function purposeOf(typed: string): string | null {
  const purpose = normaliseText(typed);
  if (isBlank(purpose)) return null;
  const checked = checkText(purpose, LONGEST_PURPOSE);
  if (checked.issue) throw new DomainError(UserErrorCode.TOO_LONG, checked.issue.text, ["purpose"]);
  return purpose;
}
