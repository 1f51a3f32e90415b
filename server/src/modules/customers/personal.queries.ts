import { isGuardedField, type SealedFieldName } from "../../platform/custom-fields.ts";
import {
  customFieldRight,
  FieldRight,
  fieldRight,
  holdsRight,
  isMoreRight,
  maskedValue,
} from "../../platform/field-rights.ts";
import { CONTACT_FIELDS, isPersonalField, personalField } from "../../platform/personal-fields.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { MaskedValue } from "../../platform/scalars.ts";
import { maskPersonal } from "./customer-personal.ts";

/** Whether the caller has at least this right on a field of the customer. */
export function mayOnField(context: RequestContext, field: SealedFieldName, right: FieldRight): boolean {
  return !isMoreRight(right, rightOn(context, field));
}

/** What the caller may do with a field now. */
export function rightOn(context: RequestContext, field: SealedFieldName): FieldRight {
  return isPersonalField(field)
    ? fieldRight(context, personalField(field))
    : customFieldRight(context, field);
}

/** Whether the caller may know of a field at all, be it only that it is empty. */
export function mayKnow(context: RequestContext, field: SealedFieldName): boolean {
  return mayOnField(context, field, FieldRight.MASKED);
}

/** The same of values that may be of any field, because nobody has said yet of which. */
export function mayOnEveryField(context: RequestContext, right: FieldRight): boolean {
  return CONTACT_FIELDS.every((field) => holdsRight(context, field, right));
}

/** Whether a sensitive field has no purpose yet, so that nobody may use it. */
export function isClosed({ actor }: RequestContext, field: SealedFieldName): boolean {
  if (!isPersonalField(field)) return actor?.customFields.get(field)?.closed ?? false;
  return actor?.closedFields.has(personalField(field)) ?? false;
}

/** Whether the caller may know of any field that the firm made and whose values are sealed. */
export function knowsSealedCustomFields(context: RequestContext): boolean {
  const fields = [...(context.actor?.customFields ?? [])];
  return fields.some(([id, { sensitivity }]) => sensitivity !== "PLAIN" && mayKnow(context, id));
}

/** A personal value as the caller may see it. Lists, cards, histories, conflicts, imports: every way goes through here. */
export function showPersonal(
  context: RequestContext,
  field: SealedFieldName,
  value: string | null | undefined,
): MaskedValue {
  return maskedValue(rightOn(context, field), value, (whole) => maskPersonal(field, whole));
}

/** Of the fields that had a value, those of which the caller may know that. */
export function fieldsToTell(context: RequestContext, fields: readonly string[]): string[] {
  return fields.filter((field) => (isGuardedField(field) ? mayKnow(context, field) : true));
}
