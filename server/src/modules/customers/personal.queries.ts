import { FieldRight, holdsRight, maskedValue } from "../../platform/field-rights.ts";
import {
  CONTACT_FIELDS,
  isPersonalField,
  personalField,
  type PersonalFieldName,
} from "../../platform/personal-fields.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { MaskedValue } from "../../platform/scalars.ts";
import { maskPersonal } from "./customer-personal.ts";

/** Whether the caller has at least this right on a field of the customer. */
export function mayOnField(context: RequestContext, field: PersonalFieldName, right: FieldRight): boolean {
  return holdsRight(context, personalField(field), right);
}

/** Whether the caller may know of a field at all, be it only that it is empty. */
export function mayKnow(context: RequestContext, field: PersonalFieldName): boolean {
  return mayOnField(context, field, FieldRight.MASKED);
}

/** The same of values that may be of any field, because nobody has said yet of which. */
export function mayOnEveryField(context: RequestContext, right: FieldRight): boolean {
  return CONTACT_FIELDS.every((field) => holdsRight(context, field, right));
}

/** Whether a sensitive field has no purpose yet, so that nobody may use it. */
export function isClosed({ actor }: RequestContext, field: PersonalFieldName): boolean {
  return actor?.closedFields.has(personalField(field)) ?? false;
}

/** A personal value as the caller may see it. Lists, cards, histories, conflicts, imports: every way goes through here. */
export function showPersonal(
  context: RequestContext,
  field: PersonalFieldName,
  value: string | null | undefined,
): MaskedValue {
  return maskedValue(context, personalField(field), value, (whole) => maskPersonal(field, whole));
}

/** Of the fields that had a value, those of which the caller may know that. */
export function fieldsToTell(context: RequestContext, fields: readonly string[]): string[] {
  return fields.filter((field) => !isPersonalField(field) || mayKnow(context, field));
}
