import type { RequestContext } from "../../platform/request.ts";
import { FieldSensitivity, FieldType, type ArchiveSection } from "./archive-field.ts";
import { show } from "./custom-field-shown.queries.ts";
import { hasKind, type CustomFieldNow } from "./custom-fields.ts";
import { listCustomFields } from "./custom-fields.queries.ts";
import { findCustomer, findPersonal } from "./customer.queries.ts";
import type { CustomerType } from "./customer.types.ts";
import type { FieldValueTypename, ShownFieldValue } from "./field-value.types.ts";
import { partsOfList } from "./field-types.ts";
import { findFieldValues } from "./field-values.queries.ts";
import { mayKnow, showPersonal } from "./personal.queries.ts";

/** What a customer's archive holds in the fields that the firm made, as far as the caller may know of them. */
export async function listCustomValues(
  context: RequestContext,
  customer: CustomerType,
  section: ArchiveSection | null,
): Promise<ShownFieldValue[]> {
  const fields = (await listCustomFields(context)).filter(
    (field) =>
      !field.archived &&
      hasKind(field, customer.kind) &&
      (section === null || field.sections.includes(section)) &&
      mayKnow(context, field.recordId),
  );
  const isSealed = ({ sensitivity }: CustomFieldNow) => sensitivity !== FieldSensitivity.PLAIN;
  const [plain, personal] = await Promise.all([
    fields.every(isSealed) ? null : findFieldValues(context, customer.recordId),
    fields.some(isSealed) ? findPersonal(context, customer) : null,
  ]);
  return fields.flatMap((field) => {
    const value = isSealed(field) ? personal?.[field.recordId] : plain?.get(field.recordId);
    return value === undefined
      ? []
      : [{ name: field.recordId, field: show(context, field), ...told(context, field, value) }];
  });
}

function told(
  context: RequestContext,
  field: CustomFieldNow,
  value: string,
): { readonly __typename: FieldValueTypename } & Record<string, unknown> {
  if (field.sensitivity !== FieldSensitivity.PLAIN)
    return { __typename: "MaskedFieldValue", masked: showPersonal(context, field.recordId, value) };
  switch (field.type) {
    case FieldType.NUMBER:
      return { __typename: "NumberFieldValue", number: value };
    case FieldType.MONEY:
      return { __typename: "MoneyFieldValue", money: { amount: value, currency: "CNY" } };
    case FieldType.DATE:
      return { __typename: "DateFieldValue", date: value };
    case FieldType.CHOICE:
      return { __typename: "ChoiceFieldValue", choice: choiceOf(context, field, value) };
    case FieldType.CHOICES:
      return {
        __typename: "ChoicesFieldValue",
        choices: partsOfList(value).map((code) => choiceOf(context, field, code)),
      };
    case FieldType.YES_NO:
      return { __typename: "YesNoFieldValue", yes: value === "true" };
    case FieldType.CUSTOMER:
      return { __typename: "CustomerFieldValue", customer: findCustomer(context, { id: value }) };
    case FieldType.LINK:
      return { __typename: "LinkFieldValue", link: value };
    default:
      return { __typename: "TextFieldValue", text: value };
  }
}

function choiceOf(context: RequestContext, field: CustomFieldNow, code: string) {
  return (
    show(context, field).choices.find((choice) => choice.code === code) ?? {
      code,
      label: code,
      labelZh: null,
      labelEn: null,
      retired: true,
    }
  );
}
