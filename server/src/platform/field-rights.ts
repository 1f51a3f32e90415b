import type { RequestContext } from "./request.ts";

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
