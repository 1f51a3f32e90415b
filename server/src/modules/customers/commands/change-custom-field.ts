import { recordChanges, type FieldChange } from "../../../platform/changes.ts";
import { FieldRight, isMoreRight } from "../../../platform/field-rights.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { FieldSensitivity, type FieldType } from "../archive-field.ts";
import type { ChangeCustomFieldInput } from "../custom-field.types.ts";
import { readCustomFields } from "../custom-fields.queries.ts";
import { isCustomField } from "../../../platform/custom-fields.ts";
import { rightOn } from "../personal.queries.ts";
import {
  beyondOwnRight,
  checkChoices,
  checkPurpose,
  checkRights,
  checkWords,
  needName,
} from "./check-custom-field.ts";
import { refuseTaken } from "./create-custom-field.ts";
import { holdCustomField, renewRoles, writeRights } from "./hold-custom-fields.ts";

/** Changes what a field is called, what it is for, what may be chosen and who sees it. */
export async function changeCustomField(
  context: RequestContext,
  input: ChangeCustomFieldInput,
): Promise<string> {
  const field = await holdCustomField(context, input);
  const { id } = field;
  const type = field.type as FieldType;
  const sensitivity = field.sensitivity as FieldSensitivity;
  const labelZh = input.labelZh === undefined ? field.labelZh : checkWords(input.labelZh, ["labelZh"]);
  const labelEn = input.labelEn === undefined ? field.labelEn : checkWords(input.labelEn, ["labelEn"]);
  needName(labelZh, labelEn, ["labelZh"]);
  const known = await readCustomFields(context);
  if (field.archivedAt === null)
    refuseTaken(known, { labelZh, labelEn, sections: field.sections, except: id });
  const wanted = {
    labelZh,
    labelEn,
    purpose: input.purpose === undefined ? field.purpose : checkPurpose(input.purpose),
    choices: input.choices ? checkChoices(type, input.choices, field.choices) : field.choices,
  };
  const held = known.find(({ recordId }) => recordId === id)?.rights ?? [];
  const before = new Map(held.map(({ roleId, right }) => [roleId, right as FieldRight]));
  const own = isCustomField(id) ? rightOn(context, id) : FieldRight.NONE;
  // What a role holds already may stay with it, whoever changes the others.
  const most = (roleId: string): FieldRight => {
    const theirs = before.get(roleId) ?? FieldRight.NONE;
    return isMoreRight(theirs, own) ? theirs : own;
  };
  const rights = input.rights ? await checkRights(context, input.rights, sensitivity, most) : before;
  refuseFallingBack(sensitivity, before, rights, own);
  const changes: FieldChange[] = [
    ...(["labelZh", "labelEn", "purpose"] as const).map((name) => ({
      field: name,
      old: field[name],
      new: wanted[name],
    })),
    { field: "choices", old: JSON.stringify(field.choices), new: JSON.stringify(wanted.choices) },
    { field: "rights", old: told(before), new: told(rights) },
  ]
    .filter((change) => change.old !== change.new)
    .map((change) => ({ ...change, personal: false }));
  if (changes.length === 0) return id;
  Object.assign(field, wanted, { version: field.version + 1 });
  await context.em.flush();
  await writeRights(context, id, rights);
  await renewRoles(context);
  await recordChanges(
    context,
    { type: "CustomField", id, version: field.version, operation: "changeCustomField" },
    changes,
  );
  return id;
}

/** A role that the field says nothing of any more may get more by that than it had. */
function refuseFallingBack(
  sensitivity: FieldSensitivity,
  before: ReadonlyMap<string, FieldRight>,
  after: ReadonlyMap<string, FieldRight>,
  own: FieldRight,
): void {
  if (sensitivity === FieldSensitivity.SENSITIVE || own === FieldRight.VIEW) return;
  if ([...before].some(([role, right]) => right !== FieldRight.VIEW && !after.has(role)))
    throw beyondOwnRight(["rights"]);
}

function told(rights: ReadonlyMap<string, FieldRight>): string {
  return [...rights]
    .map(([role, right]) => `${role}: ${right}`)
    .sort()
    .join(", ");
}
