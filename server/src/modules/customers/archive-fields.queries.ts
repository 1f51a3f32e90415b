import { FieldRight, fieldRight } from "../../platform/field-rights.ts";
import { isPersonalField, personalField } from "../../platform/personal-fields.ts";
import type { RequestContext } from "../../platform/request.ts";
import { listFieldSettings } from "../access/field-setting.queries.ts";
import {
  ALL_SECTIONS,
  FieldSensitivity,
  SECTIONS,
  type ArchiveField,
  type ArchiveSection,
} from "./archive-field.ts";
import type { ArchiveFieldType } from "./archive-field.types.ts";
import { findArchiveSettings } from "./archive-settings.queries.ts";
import { weightOf, type CompletenessRule } from "./completeness.ts";
import { fieldsOfSection, labelOf } from "./fields.ts";

/** Every field of the archive as the caller has to know it, section by section. */
export async function listArchiveFields(context: RequestContext): Promise<ArchiveFieldType[]> {
  const settings = new Map((await listFieldSettings(context)).map((setting) => [setting.field, setting]));
  const rule = await findArchiveSettings(context);
  return ALL_SECTIONS.flatMap((section) =>
    fieldsOfSection(section).map((field) =>
      showField(context, { section, field, rule }, settings.get(field.name)),
    ),
  );
}

interface FieldToShow {
  readonly section: ArchiveSection;
  readonly field: ArchiveField;
  readonly rule: CompletenessRule;
}

function showField(
  context: RequestContext,
  { section, field, rule }: FieldToShow,
  setting: { readonly version: number; readonly purpose: string | null } | undefined,
): ArchiveFieldType {
  const { language } = context;
  const { kind, label: sectionLabel, purpose } = SECTIONS[section];
  const { name, type, sensitivity, longest, decimals, choices } = field;
  const open = sensitivity !== FieldSensitivity.SENSITIVE || Boolean(setting?.purpose);
  const personal = isPersonalField(name) ? personalField(name) : null;
  return {
    name,
    kind,
    section,
    sectionLabel: sectionLabel[language],
    type,
    sensitivity,
    label: labelOf(field, kind)[language],
    purpose: setting?.purpose ?? (open ? (field.purpose ?? purpose)[language] : null),
    weight: weightOf(field, rule),
    longest,
    decimals,
    choices: (choices?.all ?? []).map(({ code, label: words }) => ({ code, label: words[language] })),
    open,
    personalField: personal,
    revealField: isPersonalField(name) ? name : null,
    right: personal ? fieldRight(context, personal) : FieldRight.VIEW,
    version: setting?.version ?? 0,
  };
}
