import { readFragment, type FragmentType } from "../../../gql/index.ts";
import type {
  ArchiveSection,
  CustomerKind,
  CustomFieldContent,
  FieldType,
  FieldValueInput,
} from "../../../gql/graphql.ts";
import { contentOf, oneFieldValue, type FieldValue, type Masked } from "../fields/field-value.ts";
import { isOfCard } from "../forms/customer-values.ts";
import type { ArchiveField } from "./use-archive-fields.ts";

export type { FieldValue, Masked };

type Sections = Readonly<Record<string, unknown>>;

/** The archive of a person or a firm, section by section: what `Archive_Customer` reads. */
export type ArchiveOnFile = {
  id: string;
  version: number;
  kind: CustomerKind;
  /** Of the fields that the firm made itself. */
  fieldValues?: readonly FragmentType<typeof oneFieldValue>[];
  individual?: Sections | null;
  company?: Sections | null;
};

/** What a form holds of a field: of a personal one undefined keeps what is on file, null empties it. */
export type FormValue = string | number | boolean | readonly string[] | null | undefined;
export type FormValues = Record<string, FormValue>;
export type InputValue =
  | string
  | number
  | boolean
  | readonly string[]
  | { amount: string; currency: string }
  | null;
export type ArchiveChanges = Record<string, InputValue>;

type Typed = Pick<ArchiveField, "name" | "type" | "decimals" | "sensitivity">;

/** The fields of one kind of customer that stand in the sections, in the order of the documents. */
export function fieldsOfKind(fields: readonly ArchiveField[], kind: CustomerKind): ArchiveField[] {
  return fields.filter((field) => field.kind === kind && !isOfCard(field.name));
}

/** `COMPANY_TRADE` is `trade` in the archive of a firm. */
export const graphNameOf = (section: ArchiveSection): string => section.replace("COMPANY_", "").toLowerCase();

export function valueOf(
  customer: ArchiveOnFile,
  field: Pick<ArchiveField, "name" | "section" | "custom">,
): FieldValue {
  if (field.custom) {
    const values = readFragment(oneFieldValue, customer.fieldValues ?? []);
    const known = values.find(({ name }) => name === field.name);
    return known && contentOf(known);
  }
  const sections = customer.individual ?? customer.company ?? {};
  const section = sections[graphNameOf(field.section)] as Readonly<Record<string, FieldValue>> | undefined;
  return section?.[field.name];
}

export const isMasked = (value: FieldValue): value is Masked =>
  typeof value === "object" && value !== null && "state" in value;

/** Nothing on file; of what is hidden nobody says whether there is anything. */
export function isEmpty(value: FieldValue): boolean {
  if (isMasked(value)) return value.state === "EMPTY";
  return (
    value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

const isPersonal = ({ sensitivity }: Typed): boolean => sensitivity !== "PLAIN";
const isList = ({ type }: Typed): boolean => type === "TAGS" || type === "CHOICES";

/** What the form begins with. Personal values are masked, so nobody here knows them: they begin as they are kept. */
export function formValueOf(field: Typed, value: FieldValue): FormValue {
  if (isPersonal(field) || isMasked(value)) return undefined;
  if (isEmpty(value)) return isList(field) ? [] : null;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value as readonly string[];
  if ("amount" in value) return value.amount;
  if ("code" in value) return value.code;
  return "id" in value ? value.id : null;
}

/** What is sent of what was typed; null empties the field. */
export function inputOf(field: Typed, typed: FormValue): InputValue {
  if (typed === null || typed === undefined) return null;
  if (typeof typed === "object") return typed.length === 0 ? null : typed;
  const text = String(typed).trim();
  if (text === "") return null;
  if (field.type === "MONEY") return { amount: text, currency: "CNY" };
  // A personal number is sealed as the text it is; the graph takes it as a number all the same.
  if (field.type === "NUMBER") return field.decimals === 0 ? Number(text) : text;
  return typeof typed === "boolean" ? typed : text;
}

export function formValues(fields: readonly ArchiveField[], customer: ArchiveOnFile): FormValues {
  return Object.fromEntries(
    fields.map((field) => [field.name, formValueOf(field, valueOf(customer, field))]),
  );
}

/** Only what differs from the file. */
export function changesTo(
  fields: readonly ArchiveField[],
  customer: ArchiveOnFile,
  typed: FormValues,
): ArchiveChanges {
  const changes: ArchiveChanges = {};
  for (const field of fields) {
    const now = typed[field.name];
    const input = inputOf(field, now);
    if (isPersonal(field)) {
      // A text that was typed and taken back is no wish to empty the field: there is a button for that.
      if (now === null || input !== null) changes[field.name] = input;
      continue;
    }
    const before = inputOf(field, formValueOf(field, valueOf(customer, field)));
    if (now !== undefined && JSON.stringify(input) !== JSON.stringify(before)) changes[field.name] = input;
  }
  return changes;
}

/** What takes the changes back. A personal value that stood there before was masked: nobody here can put it back. */
export function changesBack(
  fields: readonly ArchiveField[],
  customer: ArchiveOnFile,
  changes: ArchiveChanges,
): ArchiveChanges {
  const back: ArchiveChanges = {};
  for (const field of fields) {
    if (!(field.name in changes)) continue;
    const before = valueOf(customer, field);
    if (isPersonal(field) && !isEmpty(before)) continue;
    back[field.name] = isPersonal(field) ? null : inputOf(field, formValueOf(field, before));
  }
  return back;
}

/** Under which name values of a type are given. */
const keys: Partial<Record<FieldType, keyof CustomFieldContent>> = {
  TEXT: "text",
  LONG_TEXT: "text",
  NUMBER: "number",
  MONEY: "money",
  DATE: "date",
  CHOICE: "choice",
  CHOICES: "choices",
  YES_NO: "yes",
  CUSTOMER: "customer",
  LINK: "link",
};

/** Changes as they are sent: those of the firm's own fields by their types. */
export function inputsOf(
  fields: readonly ArchiveField[],
  changes: ArchiveChanges,
): { declared: ArchiveChanges; custom: FieldValueInput[] } {
  const own = new Map(fields.filter(({ custom }) => custom).map((field) => [field.name, field]));
  const declared = Object.fromEntries(Object.entries(changes).filter(([name]) => !own.has(name)));
  const custom = Object.entries(changes).flatMap(([name, value]): FieldValueInput[] => {
    const key = keys[own.get(name)?.type ?? "TAGS"];
    if (!key) return [];
    return [
      { field: name, value: value === null ? null : ({ [key]: value } as unknown as CustomFieldContent) },
    ];
  });
  return { declared, custom };
}

/** What was refused of one of the firm's own fields, beside that field: the form calls it by its name. */
export function besideItsField<Refused extends { path: readonly string[] }>(
  sent: readonly FieldValueInput[],
  errors: readonly Refused[],
): Refused[] {
  return errors.map((error) => {
    const place = error.path.indexOf("fieldValues");
    const field = place >= 0 ? sent[Number(error.path[place + 1])]?.field : undefined;
    return field ? { ...error, path: [field] } : error;
  });
}
