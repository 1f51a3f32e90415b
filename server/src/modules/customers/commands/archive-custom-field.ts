import { recordChanges } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { CustomField } from "../custom-field.entity.ts";
import { readCustomFields } from "../custom-fields.queries.ts";
import { refuseTaken } from "./create-custom-field.ts";
import { holdCustomField, refuseTooMany } from "./hold-custom-fields.ts";

interface Which {
  readonly customFieldId: string;
  readonly expectedVersion: number;
}

/** Takes a field out of use; what it holds stays. */
export async function archiveCustomField(context: RequestContext, input: Which): Promise<string> {
  const field = await holdCustomField(context, input);
  if (field.archivedAt !== null)
    throw new DomainError(
      UserErrorCode.WRONG_STATE,
      text("此字段已经停用。", "The field is archived already."),
      ["customFieldId"],
    );
  return write(context, field, now(), "archiveCustomField");
}

/** Takes it into use again, with what it held. */
export async function restoreCustomField(context: RequestContext, input: Which): Promise<string> {
  const field = await holdCustomField(context, input);
  if (field.archivedAt === null)
    throw new DomainError(
      UserErrorCode.WRONG_STATE,
      text("此字段正在使用，不需要恢复。", "The field is in use and needs no restoring."),
      ["customFieldId"],
    );
  const known = await readCustomFields(context);
  refuseTooMany(known);
  refuseTaken(known, { ...field, except: field.id });
  return write(context, field, null, "restoreCustomField");
}

async function write(
  context: RequestContext,
  field: CustomField,
  archivedAt: Date | null,
  operation: string,
): Promise<string> {
  field.archivedAt = archivedAt;
  field.version += 1;
  await context.em.flush();
  const [old, later] = archivedAt === null ? ["true", "false"] : ["false", "true"];
  await recordChanges(context, { type: "CustomField", id: field.id, version: field.version, operation }, [
    { field: "archived", old, new: later, personal: false },
  ]);
  return field.id;
}
