import type { CustomFieldId } from "./custom-fields.ts";
import { fallbackOf, PersonalField } from "./personal-fields.ts";
import type { RequestContext } from "./request.ts";
import { clearValue, MaskState, type MaskedValue } from "./scalars.ts";

/** What a role may do with a personal field, each more than the one before. */
export enum FieldRight {
  NONE = "NONE",
  MASKED = "MASKED",
  MATCH = "MATCH",
  VIEW = "VIEW",
}

const IN_ORDER = Object.values(FieldRight);

export function isMoreRight(one: FieldRight, other: FieldRight): boolean {
  return IN_ORDER.indexOf(one) > IN_ORDER.indexOf(other);
}

export function lesserRight(one: FieldRight, other: FieldRight): FieldRight {
  return isMoreRight(one, other) ? other : one;
}

/** What the caller may do with a field now; nothing with one that is closed. */
export function fieldRight({ actor }: RequestContext, field: PersonalField): FieldRight {
  if (!actor || actor.closedFields.has(field)) return FieldRight.NONE;
  return actor.fieldRights.get(field) ?? FieldRight.NONE;
}

/** The same with a field that the firm made; nothing with one that is not known yet. */
export function customFieldRight({ actor }: RequestContext, id: CustomFieldId): FieldRight {
  const held = actor?.customFields.get(id);
  return !held || held.closed ? FieldRight.NONE : held.right;
}

/** The right among those that a role was given; on a field that it says nothing of, that on a contact field. */
export function rightAmong(given: ReadonlyMap<PersonalField, FieldRight>, field: PersonalField): FieldRight {
  const fallback = fallbackOf(field);
  return given.get(field) ?? (fallback && given.get(fallback)) ?? FieldRight.NONE;
}

/** The rights on all fields of who was given these. */
export function everyRight(
  given: ReadonlyMap<PersonalField, FieldRight>,
): ReadonlyMap<PersonalField, FieldRight> {
  return new Map(Object.values(PersonalField).map((field) => [field, rightAmong(given, field)]));
}

export function holdsRight(context: RequestContext, field: PersonalField, right: FieldRight): boolean {
  return !isMoreRight(right, fieldRight(context, field));
}

/**
 * A personal value as the caller may see it. Whoever has no right on the field does not hear either whether there is a
 * value; all others see it masked, and reveal it where they may.
 */
export function maskedValue(
  right: FieldRight,
  value: string | null | undefined,
  mask: (value: string) => string,
): MaskedValue {
  if (right === FieldRight.NONE) return { state: MaskState.HIDDEN, text: null };
  return value ? { state: MaskState.MASKED, text: mask(value) } : clearValue(null);
}
