import { DomainError, UserErrorCode } from "../../platform/errors.ts";
import { text } from "../../platform/language.ts";
import type { RequestContext } from "../../platform/request.ts";
import { isCustomField } from "../../platform/custom-fields.ts";
import { ALL_SECTIONS, type ArchiveField, labelOf, sectionOf, SECTIONS } from "../customers/fields.ts";
import type { CustomerKind } from "../customers/customer.entity.ts";
import {
  findSectionFields,
  isClosedField,
  mayFillForMany,
  readSectionFields,
} from "../customers/fillable-fields.queries.ts";
import { listCustomFields } from "../customers/custom-fields.queries.ts";
import type { ImportFieldType } from "./import-field.types.ts";
import { BIRTH_FACTS } from "./planning/prepare-row.ts";
import type { FieldsOfColumns } from "./reading/check-row.ts";
import type { SpreadsheetColumn } from "./reading/columns.ts";
import type { FieldHeading } from "./reading/field-words.ts";
import { fieldOfTarget, fieldTarget, type FieldTarget } from "./reading/import-targets.ts";

/** Whose columns they are, and what they are taken in as. */
export interface MappedFile {
  readonly columns: readonly SpreadsheetColumn[];
  readonly customerKind: CustomerKind;
}

/** The fields that the caller may take columns in as, of either kind of customer. */
async function listFillable(context: RequestContext): Promise<ArchiveField[]> {
  return (await readSectionFields(context)).filter((field) => mayFillForMany(context, field));
}

/** The same as the headings by which a column is recognised: its label in either language, or its name. */
export async function listFieldHeadings(context: RequestContext): Promise<FieldHeading[]> {
  return (await listFillable(context)).map(({ name, label, companyLabel, sections }) => ({
    target: fieldTarget(name),
    kinds: sections.map((section) => SECTIONS[section].kind),
    headings: [label.zh, label.en, ...(companyLabel ? [companyLabel.zh, companyLabel.en] : []), name],
  }));
}

/** The same for a person to choose from, section by section. */
export async function listImportFields(context: RequestContext): Promise<ImportFieldType[]> {
  const { language } = context;
  const fields = await listFillable(context);
  return ALL_SECTIONS.flatMap((section) => {
    const { kind, label: sectionLabel } = SECTIONS[section];
    return fields
      .filter(({ sections }) => sections.includes(section))
      .map((field) => ({
        name: field.name,
        kind,
        section,
        sectionLabel: sectionLabel[language],
        label: labelOf(field, kind)[language],
        type: field.type,
        custom: isCustomField(field.name),
      }));
  });
}

/** What the columns' fields are called, by their targets. */
export async function labelsOfColumns(
  context: RequestContext,
  { columns, customerKind }: MappedFile,
): Promise<Map<FieldTarget, string>> {
  const found = await findSectionFields(context, namesIn(columns), listCustomFields);
  return new Map(
    [...found.values()].map((field) => [
      fieldTarget(field.name),
      labelOf(field, customerKind)[context.language],
    ]),
  );
}

function namesIn(columns: readonly SpreadsheetColumn[]): string[] {
  return columns.flatMap(({ target }) => fieldOfTarget(target) ?? []);
}

/** What the columns of a file are to hold, with what follows from them; nothing is read for a file without such columns. */
export async function fieldsOfFile(
  context: RequestContext,
  { columns, customerKind }: MappedFile,
): Promise<FieldsOfColumns> {
  const names = namesIn(columns);
  if (names.length === 0) return new Map();
  const facts = names.includes("identityNumber") ? BIRTH_FACTS.map((fact) => fieldOfTarget(fact) ?? "") : [];
  const found = await findSectionFields(context, [...names, ...facts]);
  const fields = [...found.values()].filter((field) => sectionOf(field, customerKind) !== null);
  return new Map(fields.map((field): [FieldTarget, ArchiveField] => [fieldTarget(field.name), field]));
}

/** Why a column may not be taken in as the field it is mapped to; null when all may. */
export async function fieldRefusal(context: RequestContext, file: MappedFile): Promise<DomainError | null> {
  const names = namesIn(file.columns);
  if (names.length === 0) return null;
  const found = await findSectionFields(context, names);
  for (const name of names) {
    const field = found.get(name);
    if (!field) return NOT_IN_USE();
    if (isClosedField(context, field)) return closed(field);
    if (!mayFillForMany(context, field)) return NO_RIGHT();
    if (sectionOf(field, file.customerKind) === null) return otherKind(field);
  }
  return null;
}

const PATH = ["columns"];

// A field that the caller may not know of is not named either.
const NO_RIGHT = () =>
  new DomainError(
    UserErrorCode.NOT_ALLOWED,
    text(
      "你的角色不能完整查看其中一列对应的字段，因此不能批量导入。请不导入这一列，或请管理员给你权限。",
      "Your role may not see the field of one of the columns in full, so it may not import it. Leave that column out, or ask an administrator for the right.",
    ),
    PATH,
  );

const NOT_IN_USE = () =>
  new DomainError(
    UserErrorCode.WRONG_STATE,
    text(
      "其中一列对应的字段不存在或已停用。请为这一列另选含义。",
      "There is no such field, or it is archived. Choose something else for that column.",
    ),
    PATH,
  );

function closed({ label }: ArchiveField): DomainError {
  return new DomainError(
    UserErrorCode.FIELD_CLOSED,
    text(
      `“${label.zh}”属于敏感个人信息，尚未启用。请管理员先在“档案设置”中写明收集目的。`,
      `“${label.en}” is sensitive personal data and closed. An administrator has to say first what it is kept for.`,
    ),
    PATH,
  );
}

function otherKind({ label }: ArchiveField): DomainError {
  return new DomainError(
    UserErrorCode.WRONG_KIND,
    text(
      `“${label.zh}”不是这种客户（个人或企业）的字段。请另选含义，或改变表格的客户类型。`,
      `“${label.en}” is a field of the other kind of customer, person or firm. Choose something else, or change what kind of customers the sheet holds.`,
    ),
    PATH,
  );
}
