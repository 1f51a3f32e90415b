import { businessDay, now } from "../../platform/clock.ts";
import { text, type Text } from "../../platform/language.ts";
import type { PersonalFieldName } from "../../platform/personal-fields.ts";
import { ArchiveSection, personal, plain, SECTIONS, type ArchiveField } from "./archive-field.ts";
import { COMPANY_FIELDS } from "./company-fields.ts";
import { CustomerKind } from "./customer.entity.ts";
import type { Checked } from "./field-checks.ts";
import { DISTRICT, EMAIL, PHONE, textOf } from "./field-types.ts";
import { INDIVIDUAL_FIELDS } from "./individual-fields.ts";

export { checkEmail, checkPhone, checkText, phoneNumber } from "./field-checks.ts";
export type { Checked, FieldIssue, FieldIssueCode } from "./field-checks.ts";
// What others need to read values by these declarations: this file is their one door.
export { ALL_SECTIONS, ArchiveSection, FieldSensitivity, FieldType, SECTIONS } from "./archive-field.ts";
export type { ArchiveField, Choice } from "./archive-field.ts";
export { findDistrictCalled } from "./districts.ts";
export { LIST_SEPARATOR, partsOfList } from "./field-types.ts";
export { factsOfIdentityNumber } from "./identity-number.ts";

const EITHER = [ArchiveSection.BASIC, ArchiveSection.COMPANY_BASIC] as const;

/** A field that every customer has and that `createCustomer` and `editCustomer` take as it is. */
export interface CustomerField extends ArchiveField {
  readonly name: "name" | "nickname" | "phone" | "email" | "address";
  readonly longest: number;
  readonly check: (typed: string) => Checked;
}

function everybodys(name: CustomerField["name"], field: ArchiveField): CustomerField {
  const { longest, check } = field;
  if (longest === null) throw new TypeError(`how long may ${name} be`);
  return { ...field, name, longest, column: !field.personal, check: (typed) => check(typed, "") };
}

export const CUSTOMER_FIELDS: readonly CustomerField[] = [
  everybodys(
    "name",
    plain("name", EITHER, textOf(100), {
      label: text("真实姓名", "Name"),
      companyLabel: text("企业名称", "Name of the firm"),
      weight: 5,
    }),
  ),
  everybodys("nickname", plain("nickname", EITHER, textOf(100), { label: text("客户ID", "Customer ID") })),
  everybodys("phone", personal("phone", EITHER, PHONE, { label: text("联系方式", "Phone"), weight: 5 })),
  everybodys("email", personal("email", EITHER, EMAIL, { label: text("电子邮箱", "E-mail"), weight: 2 })),
  everybodys(
    "address",
    personal("address", EITHER, textOf(300), {
      label: text("收货地址", "Delivery address"),
      companyLabel: text("企业地址", "Address of the firm"),
      weight: 3,
    }),
  ),
];

const OF_EITHER_KIND: readonly ArchiveField[] = [
  personal("fax", EITHER, PHONE, { label: text("传真", "Fax") }),
  plain("district", EITHER, DISTRICT, { label: text("所在地区", "District"), weight: 2 }),
];

/** Every field of the archive, in the order of the sections. */
export const ARCHIVE_FIELDS: readonly ArchiveField[] = [
  ...CUSTOMER_FIELDS,
  ...OF_EITHER_KIND,
  ...INDIVIDUAL_FIELDS,
  ...COMPANY_FIELDS,
];

const BY_NAME: ReadonlyMap<string, ArchiveField> = new Map(
  ARCHIVE_FIELDS.map((field) => [field.name, field]),
);

export function customerField(name: CustomerField["name"]): CustomerField {
  const field = CUSTOMER_FIELDS.find((candidate) => candidate.name === name);
  if (!field) throw new TypeError(`no customer field ${name}`);
  return field;
}

export function archiveField(name: string): ArchiveField | null {
  return BY_NAME.get(name) ?? null;
}

export function fieldsOfSection(section: ArchiveSection): ArchiveField[] {
  return ARCHIVE_FIELDS.filter(({ sections }) => sections.includes(section));
}

/** The fields that a person has, or a firm. */
export function fieldsOfKind(kind: CustomerKind): ArchiveField[] {
  return ARCHIVE_FIELDS.filter((field) => sectionOf(field, kind) !== null);
}

/** Where a field stands in the archive of a person or a firm; null for one that it does not have. */
export function sectionOf({ sections }: ArchiveField, kind: CustomerKind): ArchiveSection | null {
  return sections.find((section) => SECTIONS[section].kind === kind) ?? null;
}

/** What a field is called in the archive of a person or a firm. */
export function labelOf({ label, companyLabel }: ArchiveField, kind: CustomerKind): Text {
  return (kind === CustomerKind.COMPANY ? companyLabel : null) ?? label;
}

/** The personal fields that hold a phone number, other than the customer's phone. */
export const OTHER_PHONES: readonly PersonalFieldName[] = [
  "mobile",
  "landline",
  "workPhone",
  "leaderPhone",
  "contactPhone",
];

/** The last day that is not in the future. */
export function today(timeZone: string): string {
  return businessDay(now(), timeZone);
}
