import { isGuardedField, isCustomField, type SealedFieldName } from "../../platform/custom-fields.ts";
import type { RequestContext } from "../../platform/request.ts";
import { clearValue, MaskState, type MaskedValue } from "../../platform/scalars.ts";
import type { Text } from "../../platform/language.ts";
import { FieldSensitivity, FieldType, type ArchiveField } from "./archive-field.ts";
import { labelsOfChoices } from "./custom-fields.ts";
import { findCustomField } from "./custom-fields.queries.ts";
import { findCustomer } from "./customer.queries.ts";
import { findDistrict } from "./districts.ts";
import { LIST_SEPARATOR, partsOfList, yesOrNo } from "./field-types.ts";
import { archiveField } from "./fields.ts";
import { mayKnow, showPersonal } from "./personal.queries.ts";

const HIDDEN: MaskedValue = { state: MaskState.HIDDEN, text: null };

/** What a field of the archive, or one that the firm made, is called; null of what is neither. */
export async function labelOfField(context: RequestContext, name: string): Promise<string | null> {
  return (await fieldCalled(context, name))?.field.label[context.language] ?? null;
}

interface NamedField {
  readonly field: ArchiveField;
  /** What its choices are called, of those too that are offered no more. */
  readonly choices: ReadonlyMap<string, Text>;
}

async function fieldCalled(context: RequestContext, name: string): Promise<NamedField | null> {
  if (!isCustomField(name)) {
    const field = archiveField(name);
    return field && { field, choices: new Map(field.choices?.all.map(({ code, label }) => [code, label])) };
  }
  const custom = await findCustomField(context, name);
  return (
    custom && {
      field: custom.asField,
      choices: labelsOfChoices(custom),
    }
  );
}

/** A value as it is kept, in words, as the caller may see it. */
export async function showKeptValue(
  context: RequestContext,
  name: string,
  kept: string | null,
): Promise<MaskedValue> {
  const known = await fieldCalled(context, name);
  if (!known) return HIDDEN;
  const { field, choices } = known;
  if (isGuardedField(name)) {
    if (!mayKnow(context, name)) return HIDDEN;
    if (field.sensitivity !== FieldSensitivity.PLAIN)
      return showPersonal(context, name satisfies SealedFieldName, kept);
  }
  if (kept === null) return clearValue(null);
  const said = (code: string): string => choices.get(code)?.[context.language] ?? code;
  switch (field.type) {
    case FieldType.CHOICE:
    case FieldType.CHOICES:
      return clearValue(partsOfList(kept).map(said).join(LIST_SEPARATOR));
    case FieldType.YES_NO:
      return clearValue(yesOrNo(kept)[context.language]);
    case FieldType.DISTRICT:
      return clearValue(findDistrict(kept)?.fullName ?? kept);
    case FieldType.CUSTOMER: {
      const customer = await findCustomer(context, { id: kept });
      return customer ? clearValue(customer.displayName) : HIDDEN;
    }
    default:
      return clearValue(kept);
  }
}
