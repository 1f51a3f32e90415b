import type { SealedFieldName } from "../../platform/custom-fields.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { CellToWrite } from "../../platform/spreadsheets/cells.ts";
import { text } from "../../platform/language.ts";
import { FieldType, type ArchiveField } from "../customers/archive-field.ts";
import { wordsIn, type CustomFieldNow } from "../customers/custom-fields.ts";
import { listCustomFields } from "../customers/custom-fields.queries.ts";
import { findDistrict } from "../customers/districts.ts";
import { LIST_SEPARATOR, partsOfList } from "../customers/field-types.ts";
import { ARCHIVE_FIELDS, CUSTOMER_FIELDS, sectionOf } from "../customers/fields.ts";
import type { ColumnKind, ExportColumn } from "./export-columns.ts";

const WIDTHS: Partial<Record<FieldType, number>> = {
  [FieldType.TEXT]: 20,
  [FieldType.LONG_TEXT]: 44,
  [FieldType.DISTRICT]: 24,
  [FieldType.LINK]: 30,
};
const YES = { true: text("是", "Yes"), false: text("否", "No") };

/** What the sections of the archive hold and no other column tells. */
const DECLARED: readonly ExportColumn[] = ARCHIVE_FIELDS.filter(
  ({ name, type }) => !CUSTOMER_FIELDS.some((field) => field.name === name) && type !== FieldType.CUSTOMER,
).map((field) =>
  columnOf(field, new Map((field.choices?.all ?? []).map(({ code, label }) => [code, label]))),
);

/** A column for each field of the sections, and for each that the firm made itself and that is in use. */
export async function archiveColumns(context: RequestContext): Promise<readonly ExportColumn[]> {
  const custom = await listCustomFields(context);
  return [...DECLARED, ...custom.filter(isListed).map(customColumn)];
}

/** Whose customer another one is, is for that one's own rights to say: a file does not name him. */
function isListed({ archived, type }: CustomFieldNow): boolean {
  return !archived && type !== FieldType.CUSTOMER;
}

function customColumn({ asField, choices }: CustomFieldNow): ExportColumn {
  return columnOf(asField, new Map(choices.map(({ code, ...words }) => [code, wordsIn(words)])));
}

function columnOf(
  field: ArchiveField,
  labels: ReadonlyMap<string, ReturnType<typeof wordsIn>>,
): ExportColumn {
  const { name, label, type, personal } = field;
  const sealed = personal ? (name as SealedFieldName) : null;
  const width = WIDTHS[type];
  return {
    name,
    label,
    kind: sealed ? "TEXT" : kindOf(type),
    personal: sealed,
    beside: sealed ? null : name,
    ...(width === undefined ? {} : { width }),
    read: ({ customer, personal: reveal, plain }, { language }) => {
      // What was kept of a customer when it was of another kind is shown to nobody.
      if (sectionOf(field, customer.kind) === null) return null;
      const value = sealed ? reveal(sealed) : plain(name);
      if (value === null) return null;
      const said = (code: string): string => labels.get(code)?.[language] ?? code;
      if (type === FieldType.CHOICE) return said(value);
      if (type === FieldType.CHOICES) return partsOfList(value).map(said).join(LIST_SEPARATOR);
      return sealed ? value : cellOf(type, value, language);
    },
  };
}

function kindOf(type: FieldType): ColumnKind {
  if (type === FieldType.DATE) return "DAY";
  return type === FieldType.MONEY ? "MONEY" : "TEXT";
}

function cellOf(type: FieldType, value: string, language: RequestContext["language"]): CellToWrite {
  switch (type) {
    case FieldType.DATE:
      return { day: value };
    case FieldType.MONEY:
      return { money: value };
    case FieldType.YES_NO:
      return YES[value === "true" ? "true" : "false"][language];
    case FieldType.DISTRICT:
      return findDistrict(value)?.fullName ?? value;
    default:
      return value;
  }
}
