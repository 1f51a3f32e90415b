import { may } from "../../platform/authz.ts";
import type { FieldRight } from "../../platform/field-rights.ts";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import { FieldSensitivity, SECTIONS, type ArchiveSection } from "./archive-field.ts";
import type { CustomFieldType } from "./custom-field.types.ts";
import { wordsIn, type CustomFieldNow } from "./custom-fields.ts";
import { findCustomField, listCustomFields } from "./custom-fields.queries.ts";
import { rightOn } from "./personal.queries.ts";

/** The fields that the firm made, as the caller has to know them. */
export async function listShownCustomFields(
  context: RequestContext,
  { section, withArchived }: { readonly section: ArchiveSection | null; readonly withArchived: boolean },
): Promise<CustomFieldType[]> {
  const fields = await listCustomFields(context);
  return fields
    .filter(({ archived }) => withArchived || !archived)
    .filter(({ sections }) => section === null || sections.includes(section))
    .map((field) => show(context, field));
}

/** One of them by its id in the database. */
export async function showCustomField(context: RequestContext, id: string): Promise<CustomFieldType | null> {
  const field = await findCustomField(context, id);
  return field && show(context, field);
}

/** As the graph tells it: made once a request, as each of its values names it. */
export function show(context: RequestContext, field: CustomFieldNow): CustomFieldType {
  let known = shown.get(context);
  if (!known) shown.set(context, (known = new Map<CustomFieldNow, CustomFieldType>()));
  let type = known.get(field);
  if (!type) known.set(field, (type = showAnew(context, field)));
  return type;
}

const shown = new WeakMap<RequestContext, Map<CustomFieldNow, CustomFieldType>>();

function showAnew(context: RequestContext, field: CustomFieldNow): CustomFieldType {
  const { language } = context;
  const { recordId, version, sections, type, sensitivity, labelZh, labelEn, purpose, position, archived } =
    field;
  return {
    __typename: "CustomField",
    id: globalId("CustomField", recordId),
    name: recordId,
    version,
    sections: [...sections],
    kinds: sections.map((section) => SECTIONS[section].kind),
    type,
    sensitivity,
    label: field.asField.label[language],
    labelZh,
    labelEn,
    purpose,
    choices: field.choices.map(({ code, zh, en, retired }) => ({
      code,
      label: wordsIn({ zh, en })[language],
      labelZh: zh,
      labelEn: en,
      retired,
    })),
    position,
    archived,
    open: sensitivity !== FieldSensitivity.SENSITIVE || purpose !== null,
    right: rightOn(context, recordId),
    rights: may(context, "customField:change")
      ? field.rights.map(({ roleId, right }) => ({
          roleId: globalId("Role", roleId),
          right: right as FieldRight,
        }))
      : [],
  };
}
