/**
 * The personal fields that roles hold rights on, one by one: what a customer's archive holds in `customers/fields.ts` and
 * does not keep plain. A field's name there is the one here: `CUSTOMER_BIRTH_DATE` is the right on `birthDate`.
 */
export enum PersonalField {
  CUSTOMER_PHONE = "CUSTOMER_PHONE",
  CUSTOMER_EMAIL = "CUSTOMER_EMAIL",
  CUSTOMER_ADDRESS = "CUSTOMER_ADDRESS",
  CUSTOMER_BIRTH_DATE = "CUSTOMER_BIRTH_DATE",
  CUSTOMER_MOBILE = "CUSTOMER_MOBILE",
  CUSTOMER_LANDLINE = "CUSTOMER_LANDLINE",
  CUSTOMER_FAX = "CUSTOMER_FAX",
  CUSTOMER_HOME_ADDRESS = "CUSTOMER_HOME_ADDRESS",
  CUSTOMER_HOUSEHOLD_REGISTRATION = "CUSTOMER_HOUSEHOLD_REGISTRATION",
  CUSTOMER_NATIVE_PLACE = "CUSTOMER_NATIVE_PLACE",
  CUSTOMER_IDENTITY_NUMBER = "CUSTOMER_IDENTITY_NUMBER",
  CUSTOMER_OTHER_DOCUMENT = "CUSTOMER_OTHER_DOCUMENT",
  CUSTOMER_BLOOD_TYPE = "CUSTOMER_BLOOD_TYPE",
  CUSTOMER_HEIGHT = "CUSTOMER_HEIGHT",
  CUSTOMER_WEIGHT = "CUSTOMER_WEIGHT",
  CUSTOMER_EMPLOYER_ADDRESS = "CUSTOMER_EMPLOYER_ADDRESS",
  CUSTOMER_WORK_PHONE = "CUSTOMER_WORK_PHONE",
  CUSTOMER_WORK_FAX = "CUSTOMER_WORK_FAX",
  CUSTOMER_ANNUAL_INCOME = "CUSTOMER_ANNUAL_INCOME",
  CUSTOMER_MARITAL_STATUS = "CUSTOMER_MARITAL_STATUS",
  CUSTOMER_SPOUSE_NAME = "CUSTOMER_SPOUSE_NAME",
  CUSTOMER_WEDDING_ANNIVERSARY = "CUSTOMER_WEDDING_ANNIVERSARY",
  CUSTOMER_CHILDREN_COUNT = "CUSTOMER_CHILDREN_COUNT",
  CUSTOMER_CHILDREN = "CUSTOMER_CHILDREN",
  CUSTOMER_FAMILY_MEMBERS = "CUSTOMER_FAMILY_MEMBERS",
  CUSTOMER_FAMILY_SITUATION = "CUSTOMER_FAMILY_SITUATION",
  CUSTOMER_HEALTH = "CUSTOMER_HEALTH",
  CUSTOMER_DIETARY_HABITS = "CUSTOMER_DIETARY_HABITS",
  CUSTOMER_CHARACTER = "CUSTOMER_CHARACTER",
  CUSTOMER_TEMPERAMENT = "CUSTOMER_TEMPERAMENT",
  CUSTOMER_COMMUNICATION_STYLE = "CUSTOMER_COMMUNICATION_STYLE",
  CUSTOMER_TABOOS = "CUSTOMER_TABOOS",
  CUSTOMER_PERSONALITY_NOTES = "CUSTOMER_PERSONALITY_NOTES",
  CUSTOMER_REFERRER = "CUSTOMER_REFERRER",
  CUSTOMER_CLOSE_CONTACTS = "CUSTOMER_CLOSE_CONTACTS",
  CUSTOMER_MEMBERSHIPS = "CUSTOMER_MEMBERSHIPS",
  CUSTOMER_LEGAL_REPRESENTATIVE = "CUSTOMER_LEGAL_REPRESENTATIVE",
  CUSTOMER_LEADER_NAME = "CUSTOMER_LEADER_NAME",
  CUSTOMER_LEADER_PHONE = "CUSTOMER_LEADER_PHONE",
  CUSTOMER_LEADER_EMAIL = "CUSTOMER_LEADER_EMAIL",
  CUSTOMER_LEADER_BIRTH_DATE = "CUSTOMER_LEADER_BIRTH_DATE",
  CUSTOMER_LEADER_NOTES = "CUSTOMER_LEADER_NOTES",
  CUSTOMER_CONTACT_NAME = "CUSTOMER_CONTACT_NAME",
  CUSTOMER_CONTACT_PHONE = "CUSTOMER_CONTACT_PHONE",
}

const { CUSTOMER_PHONE, CUSTOMER_EMAIL, CUSTOMER_ADDRESS } = PersonalField;

/** How to reach a customer: every role says something of these. */
export const CONTACT_FIELDS: readonly PersonalField[] = [CUSTOMER_PHONE, CUSTOMER_EMAIL, CUSTOMER_ADDRESS];

/** Nobody has a right on these whose role does not name them, and nobody at all before a purpose is set. */
export const SENSITIVE_FIELDS: ReadonlySet<PersonalField> = new Set([
  PersonalField.CUSTOMER_IDENTITY_NUMBER,
  PersonalField.CUSTOMER_OTHER_DOCUMENT,
  PersonalField.CUSTOMER_BLOOD_TYPE,
  PersonalField.CUSTOMER_HEIGHT,
  PersonalField.CUSTOMER_WEIGHT,
  PersonalField.CUSTOMER_ANNUAL_INCOME,
  PersonalField.CUSTOMER_MARITAL_STATUS,
  PersonalField.CUSTOMER_SPOUSE_NAME,
  PersonalField.CUSTOMER_WEDDING_ANNIVERSARY,
  PersonalField.CUSTOMER_CHILDREN_COUNT,
  PersonalField.CUSTOMER_CHILDREN,
  PersonalField.CUSTOMER_FAMILY_MEMBERS,
  PersonalField.CUSTOMER_FAMILY_SITUATION,
  PersonalField.CUSTOMER_HEALTH,
  PersonalField.CUSTOMER_DIETARY_HABITS,
  PersonalField.CUSTOMER_CHARACTER,
  PersonalField.CUSTOMER_TEMPERAMENT,
  PersonalField.CUSTOMER_COMMUNICATION_STYLE,
  PersonalField.CUSTOMER_TABOOS,
  PersonalField.CUSTOMER_PERSONALITY_NOTES,
  PersonalField.CUSTOMER_LEADER_NOTES,
]);

/** Other ways to reach the same person: who may ring a customer may ring the mobile too. */
const SAME_AS: ReadonlyMap<PersonalField, PersonalField> = new Map([
  [PersonalField.CUSTOMER_MOBILE, CUSTOMER_PHONE],
  [PersonalField.CUSTOMER_LANDLINE, CUSTOMER_PHONE],
  [PersonalField.CUSTOMER_FAX, CUSTOMER_PHONE],
  [PersonalField.CUSTOMER_WORK_PHONE, CUSTOMER_PHONE],
  [PersonalField.CUSTOMER_WORK_FAX, CUSTOMER_PHONE],
  [PersonalField.CUSTOMER_LEADER_PHONE, CUSTOMER_PHONE],
  [PersonalField.CUSTOMER_CONTACT_PHONE, CUSTOMER_PHONE],
  [PersonalField.CUSTOMER_LEADER_EMAIL, CUSTOMER_EMAIL],
]);

/**
 * The contact field whose right counts for a field that a role says nothing of: so a new field needs no change of a role.
 * Null for a contact field and for a sensitive one, which nobody has a right on then.
 */
export function fallbackOf(field: PersonalField): PersonalField | null {
  if (CONTACT_FIELDS.includes(field) || SENSITIVE_FIELDS.has(field)) return null;
  return SAME_AS.get(field) ?? CUSTOMER_ADDRESS;
}

type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<Name>;

/** A field that rights decide about, by its name in the archive: `birthDate`. */
export type PersonalFieldName = `${PersonalField}` extends infer Field
  ? Field extends `CUSTOMER_${infer Name}`
    ? CamelCase<Name>
    : never
  : never;

const BY_NAME: ReadonlyMap<string, PersonalField> = new Map(
  Object.values(PersonalField).map((field) => [nameOf(field), field]),
);

function nameOf(field: PersonalField): string {
  return field
    .slice("CUSTOMER_".length)
    .toLowerCase()
    .replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The fields by their names in the archive. */
export const PERSONAL_FIELDS = [...BY_NAME.keys()] as readonly PersonalFieldName[];

export function isPersonalField(name: string): name is PersonalFieldName {
  return BY_NAME.has(name);
}

/** What roles call the field of this name. */
export function personalField(name: PersonalFieldName): PersonalField {
  const field = BY_NAME.get(name);
  if (!field) throw new TypeError(`no personal field ${name}`);
  return field;
}
