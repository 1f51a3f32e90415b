import type { RequestContext } from "./request.ts";
import { clearValue, MaskState, type MaskedValue } from "./scalars.ts";

/** The personal fields that roles hold rights on, one by one. */
export enum PersonalField {
  CUSTOMER_PHONE = "CUSTOMER_PHONE",
  CUSTOMER_EMAIL = "CUSTOMER_EMAIL",
  CUSTOMER_ADDRESS = "CUSTOMER_ADDRESS",
}

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

/** What the caller may do with a field. A field that a role says nothing of is not for it. */
export function fieldRight(context: RequestContext, field: PersonalField): FieldRight {
  return context.actor?.fieldRights.get(field) ?? FieldRight.NONE;
}

export function holdsRight(context: RequestContext, field: PersonalField, right: FieldRight): boolean {
  return !isMoreRight(right, fieldRight(context, field));
}

/**
 * A personal value as the caller may see it. Whoever has no right on the field does not hear either whether there is a
 * value; all others see it masked, and reveal it where they may.
 */
export function maskedValue(
  context: RequestContext,
  field: PersonalField,
  value: string | null | undefined,
  mask: (value: string) => string,
): MaskedValue {
  if (fieldRight(context, field) === FieldRight.NONE) return { state: MaskState.HIDDEN, text: null };
  return value ? { state: MaskState.MASKED, text: mask(value) } : clearValue(null);
}
