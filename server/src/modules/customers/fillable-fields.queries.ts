import { isGuardedField, isCustomField } from "../../platform/custom-fields.ts";
import { FieldRight } from "../../platform/field-rights.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { ArchiveField } from "./archive-field.ts";
import type { CustomFieldNow } from "./custom-fields.ts";
import { readCustomFields } from "./custom-fields.queries.ts";
import { archiveField, ARCHIVE_FIELDS, CUSTOMER_FIELDS } from "./fields.ts";
import { isClosed, mayOnField } from "./personal.queries.ts";

const OWN: ReadonlySet<string> = new Set(CUSTOMER_FIELDS.map(({ name }) => name));

/** The fields of the sections, and those in use that the firm made, whatever the caller may do with them. */
export async function readSectionFields(context: RequestContext): Promise<ArchiveField[]> {
  const custom = await readCustomFields(context);
  return [
    ...ARCHIVE_FIELDS.filter(({ name }) => !OWN.has(name)),
    ...custom.filter(({ archived }) => !archived).map(({ asField }) => asField),
  ];
}

/**
 * Some of them by their names, as they are now or as this server remembers them; what the firm made is only read when one
 * of its fields is asked for.
 */
export async function findSectionFields(
  context: RequestContext,
  names: readonly string[],
  read: (context: RequestContext) => NowOrSoon<readonly CustomFieldNow[]> = readCustomFields,
): Promise<Map<string, ArchiveField>> {
  const custom = names.some(isCustomField) ? await read(context) : [];
  const fields = names.flatMap(
    (name) =>
      custom.find(({ recordId, archived }) => recordId === name && !archived)?.asField ??
      archiveField(name) ??
      [],
  );
  return new Map(fields.filter(({ name }) => !OWN.has(name)).map((field) => [field.name, field]));
}

/**
 * Whether the caller may fill a field in for many customers at once: a file of guessed values would tell which of them are
 * on file, and its rows are mended whole.
 */
export function mayFillForMany(context: RequestContext, { name }: Pick<ArchiveField, "name">): boolean {
  return isGuardedField(name) ? mayOnField(context, name, FieldRight.VIEW) : true;
}

/** Whether nobody may, because it is sensitive and nobody has said yet what it is kept for. */
export function isClosedField(context: RequestContext, { name }: Pick<ArchiveField, "name">): boolean {
  return isGuardedField(name) && isClosed(context, name);
}
