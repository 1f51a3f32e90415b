import type { SealedFieldName } from "../../platform/custom-fields.ts";
import type { Language, Text } from "../../platform/language.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { CellToWrite } from "../../platform/spreadsheets/cells.ts";
import { FieldType, type ArchiveField } from "./archive-field.ts";
import { listCustomFields } from "./custom-fields.queries.ts";
import { labelsOfChoices, type CustomFieldNow } from "./custom-fields.ts";
import type { CustomerKind } from "./customer.entity.ts";
import { findDistrict } from "./districts.ts";
import { LIST_SEPARATOR, partsOfList, yesOrNo } from "./field-types.ts";
import { ARCHIVE_FIELDS, CUSTOMER_FIELDS, sectionOf } from "./fields.ts";

/** A field of the archive as a file tells of it. */
export interface ExportedField {
  readonly name: string;
  readonly label: Text;
  readonly kind: "TEXT" | "DAY" | "MONEY";
  /** In letters of the alphabet, where it is not the usual one. */
  readonly width: number | null;
  /** The same name where its values are encrypted. */
  readonly sealed: SealedFieldName | null;
  /** What was kept of a customer when it was of another kind is shown to nobody. */
  readonly isOf: (kind: CustomerKind) => boolean;
  readonly cellOf: (value: string, language: Language) => CellToWrite;
}

const WIDTHS: Partial<Record<FieldType, number>> = {
  [FieldType.TEXT]: 20,
  [FieldType.LONG_TEXT]: 44,
  [FieldType.DISTRICT]: 24,
  [FieldType.LINK]: 30,
};

/** What the sections of the archive hold and the customer's own columns do not. */
const DECLARED: readonly ExportedField[] = ARCHIVE_FIELDS.filter(
  ({ name, type }) => !CUSTOMER_FIELDS.some((field) => field.name === name) && type !== FieldType.CUSTOMER,
).map((field) =>
  exported(field, new Map((field.choices?.all ?? []).map(({ code, label }) => [code, label]))),
);

/** Each field of the sections, and each that the firm made itself and that is in use. */
export async function listExportedFields(context: RequestContext): Promise<readonly ExportedField[]> {
  const custom = await listCustomFields(context);
  return [...DECLARED, ...custom.filter(isListed).map(exportedCustomField)];
}

/** Whose customer another one is, is for that one's own rights to say: a file does not name him. */
function isListed({ archived, type }: CustomFieldNow): boolean {
  return !archived && type !== FieldType.CUSTOMER;
}

function exportedCustomField(field: CustomFieldNow): ExportedField {
  return exported(field.asField, labelsOfChoices(field));
}

function exported(field: ArchiveField, labels: ReadonlyMap<string, Text>): ExportedField {
  const { name, label, type, personal } = field;
  return {
    name,
    label,
    kind: personal ? "TEXT" : kindOf(type),
    width: WIDTHS[type] ?? null,
    sealed: personal ? (name as SealedFieldName) : null,
    isOf: (kind) => sectionOf(field, kind) !== null,
    cellOf: (value, language) => {
      const said = (code: string): string => labels.get(code)?.[language] ?? code;
      if (type === FieldType.CHOICE) return said(value);
      if (type === FieldType.CHOICES) return partsOfList(value).map(said).join(LIST_SEPARATOR);
      return personal ? value : plainCell(type, value, language);
    },
  };
}

function kindOf(type: FieldType): ExportedField["kind"] {
  if (type === FieldType.DATE) return "DAY";
  return type === FieldType.MONEY ? "MONEY" : "TEXT";
}

function plainCell(type: FieldType, value: string, language: Language): CellToWrite {
  switch (type) {
    case FieldType.DATE:
      return { day: value };
    case FieldType.MONEY:
      return { money: value };
    case FieldType.YES_NO:
      return yesOrNo(value)[language];
    case FieldType.DISTRICT:
      return findDistrict(value)?.fullName ?? value;
    default:
      return value;
  }
}
