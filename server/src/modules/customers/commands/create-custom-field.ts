import { recordCreation } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { FieldRight } from "../../../platform/field-rights.ts";
import { newId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { FieldSensitivity, FieldType, SECTIONS } from "../archive-field.ts";
import { CustomField } from "../custom-field.entity.ts";
import type { CreateCustomFieldInput } from "../custom-field.types.ts";
import { CUSTOM_TYPES } from "../custom-fields.ts";
import { readCustomFields } from "../custom-fields.queries.ts";
import {
  checkChoices,
  checkPurpose,
  checkRights,
  checkWords,
  invalid,
  needName,
} from "./check-custom-field.ts";
import { holdCustomFields, refuseTooMany, renewRoles, writeRights } from "./hold-custom-fields.ts";

/** Makes a field of the archive. Answers with the new record's id. */
export async function createCustomField(
  context: RequestContext,
  input: CreateCustomFieldInput,
): Promise<string> {
  const { type, sensitivity } = input;
  refuseWrongShape(input);
  const labelZh = checkWords(input.labelZh, ["labelZh"]);
  const labelEn = checkWords(input.labelEn, ["labelEn"]);
  needName(labelZh, labelEn, ["labelZh"]);
  const purpose = checkPurpose(input.purpose);
  const choices = checkChoices(type, input.choices ?? []);
  // It holds nothing yet, so there is nothing that somebody could be shown by a right.
  const rights = await checkRights(context, input.rights ?? [], sensitivity, () => FieldRight.VIEW);
  await holdCustomFields(context);
  const known = await readCustomFields(context);
  refuseTooMany(known);
  refuseTaken(known, { labelZh, labelEn, sections: input.sections });
  const id = newId();
  context.em.create(CustomField, {
    id,
    version: 1,
    sections: [...new Set(input.sections)],
    type,
    sensitivity,
    labelZh,
    labelEn,
    purpose,
    choices,
    position: Math.max(0, ...known.map(({ position }) => position)) + 1,
    archivedAt: null,
    createdAt: now(),
  });
  await context.em.flush();
  await writeRights(context, id, rights);
  await renewRoles(context);
  const fields = [
    "sections",
    "type",
    "sensitivity",
    ...(labelZh ? ["labelZh"] : []),
    ...(labelEn ? ["labelEn"] : []),
  ];
  await recordCreation(context, { type: "CustomField", id, version: 1, operation: "createCustomField" }, [
    ...fields,
    ...(purpose ? ["purpose"] : []),
    ...(choices.length > 0 ? ["choices"] : []),
    ...(rights.size > 0 ? ["rights"] : []),
  ]);
  return id;
}

function refuseWrongShape({ sections, type, sensitivity }: CreateCustomFieldInput): void {
  const kinds = sections.map((section) => SECTIONS[section].kind);
  if (kinds.length === 0 || new Set(kinds).size !== kinds.length)
    throw invalid(
      "请选择一个分区，或个人与企业各一个。",
      "Give one section, or one of persons and one of firms.",
      ["sections"],
    );
  if (!CUSTOM_TYPES.some((one) => one === type))
    throw invalid(
      "自定义字段不支持此类型，请另选一种。",
      "A custom field cannot have this type. Choose another one.",
      ["type"],
    );
  if (type === FieldType.CUSTOMER && sensitivity !== FieldSensitivity.PLAIN)
    throw invalid(
      "关联客户的字段只能是普通字段：看得到谁，由那位客户的权限决定。",
      "A field that names a customer is a plain one: who sees whom is decided by that customer's own rights.",
      ["sensitivity"],
    );
}

/** Two fields of one name in a section would be told apart by nobody. */
export function refuseTaken(
  known: Awaited<ReturnType<typeof readCustomFields>>,
  wanted: {
    readonly labelZh: string | null;
    readonly labelEn: string | null;
    readonly sections: readonly string[];
    readonly except?: string;
  },
): void {
  const others = known.filter(
    ({ recordId, archived, sections }) =>
      !archived &&
      recordId !== wanted.except &&
      sections.some((section) => wanted.sections.includes(section)),
  );
  for (const name of ["labelZh", "labelEn"] as const)
    if (wanted[name] !== null && others.some((other) => other[name] === wanted[name]))
      throw new DomainError(
        UserErrorCode.ALREADY_TAKEN,
        text(
          "此分区已有同名的字段，请换一个名称。",
          "The section has a field of this name. Choose another name.",
        ),
        [name],
      );
}
