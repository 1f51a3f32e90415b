import { Field, ID, InputType, Int, ObjectType, type ClassType } from "type-graphql";
import { DateScalar, DecimalScalar, MaskedValue, Money, MoneyInput } from "../../platform/scalars.ts";
import {
  ALL_SECTIONS,
  ArchiveSection,
  FieldType,
  graphNameOf,
  SECTIONS,
  type ArchiveField,
} from "./archive-field.ts";
import { CustomerAge, DistrictType } from "./archive-field.types.ts";
import { enumOf } from "./archive-words.types.ts";
import { CustomerKind } from "./customer.entity.ts";
import { CustomerType } from "./customer.types.ts";
import { FieldValueInput } from "./field-value-input.ts";
import { fieldsOfKind, fieldsOfSection, labelOf } from "./fields.ts";

/*
 * The types of the graph that the fields of an archive make up. Nothing is said here that `fields.ts` says: a field that
 * is declared there is in the graph.
 */

/** A section's type in the graph: `IndividualBasic`, `CompanyTrade`. */
function typeNameOf(section: ArchiveSection): string {
  const name = graphNameOf(section);
  const whose = SECTIONS[section].kind === CustomerKind.INDIVIDUAL ? "Individual" : "Company";
  return `${whose}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

const SECTION_TYPES = new Map(ALL_SECTIONS.map((section) => [section, sectionType(section)]));

function sectionType(section: ArchiveSection): ClassType {
  const { kind, label } = SECTIONS[section];
  const name = typeNameOf(section);
  const type = named(name);
  const whose = kind === CustomerKind.INDIVIDUAL ? "a person" : "a firm";
  ObjectType(name, { simpleResolvers: true, description: `${label.en} of ${whose} ${label.zh}.` })(type);
  for (const field of fieldsOfSection(section)) addOutput(type, field, kind);
  if (section === ArchiveSection.BASIC) addAge(type);
  if (section === ArchiveSection.CONSUMPTION || section === ArchiveSection.COMPANY_TRADE) addDeals(type);
  return type;
}

function named(name: string): ClassType {
  // oxlint-disable-next-line typescript/no-extraneous-class -- its fields are those of `fields.ts`, added one by one
  return { [name]: class {} }[name] as ClassType;
}

function addOutput(type: ClassType, field: ArchiveField, kind: CustomerKind): void {
  const description = descriptionOf(field, kind);
  const add = (of: () => unknown, nullable: boolean): void => {
    Field(of as () => ClassType, { nullable, description })(type.prototype, field.name);
  };
  if (field.personal) return add(() => MaskedValue, false);
  if (isList(field)) return add(() => [elementOf(field)], false);
  if (field.type === FieldType.MONEY) return add(() => Money, true);
  if (field.type === FieldType.CUSTOMER) return add(() => CustomerType, true);
  if (field.type === FieldType.DISTRICT) return add(() => DistrictType, true);
  return add(() => elementOf(field), true);
}

function isList({ type }: ArchiveField): boolean {
  return type === FieldType.CHOICES || type === FieldType.TAGS;
}

function elementOf({ type, choices, decimals }: ArchiveField): unknown {
  if (choices) return enumOf(choices);
  if (type === FieldType.NUMBER) return decimals === 0 ? Int : DecimalScalar;
  if (type === FieldType.DATE) return DateScalar;
  if (type === FieldType.YES_NO) return Boolean;
  return type === FieldType.CUSTOMER ? ID : String;
}

function addAge(type: ClassType): void {
  Field(() => CustomerAge, {
    nullable: true,
    description:
      "How old the customer is 年龄; from the birth date, else from the year of birth; null when neither is known, or the caller may not know of it.",
  })(type.prototype, "age");
}

function addDeals(type: ClassType): void {
  const add = (name: string, of: () => unknown, nullable: boolean, description: string): void => {
    Field(of as () => ClassType, { nullable, description })(type.prototype, name);
  };
  add("dealCount", () => Int, false, "How many orders 成交次数, computed.");
  add("totalSpent", () => Money, false, "All orders together 累计消费, computed.");
  add("firstDealOn", () => DateScalar, true, "Day of the first deal 首次成交日期, computed.");
  add("lastDealOn", () => DateScalar, true, "Day of the last deal 最近成交日期, computed.");
}

function descriptionOf(field: ArchiveField, kind: CustomerKind): string {
  const label = labelOf(field, kind);
  return `${label.en} ${label.zh}${rulesOf(field)}.`;
}

function rulesOf({ type, longest, personal }: ArchiveField): string {
  const masked = personal ? "; `revealField` gives it whole" : "";
  if (type === FieldType.TEXT || type === FieldType.LONG_TEXT)
    return `, at most ${longest} characters${masked}`;
  if (type === FieldType.TAGS) return `, tags of at most ${longest} characters each${masked}`;
  if (type === FieldType.DISTRICT) return ", a code of `districts`";
  return masked;
}

function archiveType(kind: CustomerKind, name: string, description: string): ClassType {
  const type = named(name);
  ObjectType(name, { simpleResolvers: true, description })(type);
  for (const section of ALL_SECTIONS) {
    const { kind: whose, label } = SECTIONS[section];
    const of = SECTION_TYPES.get(section);
    if (whose !== kind || !of) continue;
    Field(() => of, { description: `${label.en} ${label.zh}.` })(type.prototype, graphNameOf(section));
  }
  return type;
}

/** The archive of a person, as the graph tells it: an object for each section. */
export const IndividualArchive = archiveType(
  CustomerKind.INDIVIDUAL,
  "IndividualArchive",
  "The archive of a person 个人客户档案, in its eight sections.",
);
export const CompanyArchive = archiveType(
  CustomerKind.COMPANY,
  "CompanyArchive",
  "The archive of a firm 企业客户档案, in its five sections.",
);

/** Values as the graph takes them, by the names of their fields: what is not there stays as it is, null empties a field. */
export type GivenValues = Readonly<Record<string, unknown>>;

function addInputs(type: ClassType, kind: CustomerKind, fields: readonly ArchiveField[]): void {
  for (const field of fields) {
    const element = field.type === FieldType.MONEY ? MoneyInput : elementOf(field);
    Field((() => (isList(field) ? [element] : element)) as () => ClassType, {
      nullable: true,
      description: descriptionOf(field, kind).replace("; `revealField` gives it whole", ""),
    })(type.prototype, field.name);
  }
}

function newInput(kind: CustomerKind, name: string, description: string): ClassType {
  const type = named(name);
  InputType(name, { description })(type);
  // What every customer has is given beside these.
  const own = fieldsOfKind(kind).filter(({ name: field }) => !ALSO_BESIDE.has(field));
  addInputs(type, kind, own);
  return type;
}

const ALSO_BESIDE: ReadonlySet<string> = new Set(["name", "nickname", "phone", "email", "address"]);

/** What a new archive of a person begins with, beside what every customer has. */
export const IndividualInput = newInput(
  CustomerKind.INDIVIDUAL,
  "IndividualInput",
  "What is known of a person 个人客户信息. An omitted field stays, null empties it.",
);
export const CompanyInput = newInput(
  CustomerKind.COMPANY,
  "CompanyInput",
  "What is known of a firm 企业客户信息. An omitted field stays, null empties it.",
);

export interface EditArchive {
  readonly customerId: string;
  readonly expectedVersion: number;
  readonly fieldValues?: readonly FieldValueInput[] | null;
}

function editInput(kind: CustomerKind, name: string, description: string): ClassType<EditArchive> {
  const type = named(name) as ClassType<EditArchive>;
  InputType(name, { description })(type);
  Field(() => ID, { description: "The customer 客户." })(type.prototype, "customerId");
  Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })(
    type.prototype,
    "expectedVersion",
  );
  addInputs(type, kind, fieldsOfKind(kind));
  Field(() => [FieldValueInput], {
    nullable: true,
    description: "What to change in custom fields 自定义字段, in the same step; at most 200.",
  })(type.prototype, "fieldValues");
  return type;
}

export const EditIndividualInput = editInput(
  CustomerKind.INDIVIDUAL,
  "EditIndividualInput",
  "What to change in the archive of a person 修改个人客户档案. An omitted field stays, null empties it, a masked text is refused.",
);
export const EditCompanyInput = editInput(
  CustomerKind.COMPANY,
  "EditCompanyInput",
  "What to change in the archive of a firm 修改企业客户档案. An omitted field stays, null empties it, a masked text is refused.",
);
