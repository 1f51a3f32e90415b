import { validate } from "uuid";
import type { FieldRight } from "./field-rights.ts";
import { isPersonalField, type PersonalFieldName } from "./personal-fields.ts";

/** The id of a field that the firm made itself: its name wherever fields have names. */
export type CustomFieldId = `${string}-${string}-${string}-${string}-${string}`;

/** A field whose values are sealed: one of the archive's, or one that the firm made. */
export type SealedFieldName = PersonalFieldName | CustomFieldId;

/** What an actor holds of a field that the firm made. */
export interface HeldCustomField {
  readonly type: string;
  readonly sensitivity: string;
  /** Sensitive, and nobody has said yet what it is kept for. */
  readonly closed: boolean;
  /** What the role may do with it; with a closed one that counts for nothing. */
  readonly right: FieldRight;
}

export type HeldCustomFields = ReadonlyMap<CustomFieldId, HeldCustomField>;

export function isCustomField(name: string): name is CustomFieldId {
  return validate(name);
}

/** Whether a role's right on the field decides what is shown of it: everybody may know of the other ones. */
export function isGuardedField(name: string): name is SealedFieldName {
  return isPersonalField(name) || isCustomField(name);
}
