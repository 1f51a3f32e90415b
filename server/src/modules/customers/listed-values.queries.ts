import type { GraphQLResolveInfo } from "graphql";
import { isGuardedField, type SealedFieldName } from "../../platform/custom-fields.ts";
import { badUserInput } from "../../platform/errors.ts";
import { text } from "../../platform/language.ts";
import type { RequestContext } from "../../platform/request.ts";
import { FieldType, type ArchiveField, type ArchiveSection } from "./archive-field.ts";
import { show } from "./custom-field-shown.queries.ts";
import type { CustomFieldChoice, CustomFieldType } from "./custom-field.types.ts";
import { customFieldId, listCustomFields } from "./custom-fields.queries.ts";
import { findCustomer, findPersonal } from "./customer.queries.ts";
import type { CustomerType } from "./customer.types.ts";
import { findDistrict } from "./districts.ts";
import type { FieldValueTypename, ShownFieldValue } from "./field-value.types.ts";
import { partsOfList } from "./field-types.ts";
import { findFieldValues } from "./field-values.queries.ts";
import { archiveField, sectionOf } from "./fields.ts";
import { mayKnow, showPersonal } from "./personal.queries.ts";

const MOST_FIELDS = 60;

/** A field whose values are asked for: thought of once, however many customers are listed. */
interface AskedField {
  readonly name: string;
  readonly field: ArchiveField;
  /** Whose values are encrypted. */
  readonly sealed: SealedFieldName | null;
  readonly custom: CustomFieldType | null;
  readonly choiceOf: (code: string) => CustomFieldChoice;
}

interface Asked {
  /** Only those of this section. */
  readonly section: ArchiveSection | null;
  /** Declared ones and the firm's own, in this order; null: all of the firm's own. */
  readonly fields: readonly string[] | null;
}

/** What a customer's archive holds in the fields asked for, as far as the caller may know of them. */
export async function listFieldValues(
  context: RequestContext,
  customer: CustomerType,
  asked: Asked,
  info: GraphQLResolveInfo,
): Promise<ShownFieldValue[]> {
  const plan = await context.loaders.plan(info, () => planOf(context, asked));
  const fields = plan.filter(({ field }) => sectionOf(field, customer.kind) !== null);
  const [plain, personal] = await Promise.all([
    fields.every(({ sealed }) => sealed) ? null : findFieldValues(context, customer.recordId),
    fields.some(({ sealed }) => sealed) ? findPersonal(context, customer) : null,
  ]);
  return fields.flatMap((one) => {
    const value = one.sealed ? personal?.[one.sealed] : plain?.get(one.name);
    return value === undefined ? [] : [{ name: one.name, field: one.custom, ...told(context, one, value) }];
  });
}

async function planOf(context: RequestContext, { section, fields }: Asked): Promise<AskedField[]> {
  if (fields && fields.length > MOST_FIELDS)
    throw badUserInput(
      text(`一次最多读取 ${MOST_FIELDS} 个字段。`, `At most ${MOST_FIELDS} fields at once.`),
    );
  const custom = (await listCustomFields(context)).filter(({ archived }) => !archived);
  const ofFirm = new Map(custom.map((field) => [field.recordId as string, field]));
  const names = new Set(fields?.map((name) => customFieldId(name) ?? name) ?? ofFirm.keys());
  return [...names].flatMap((name): AskedField[] => {
    const own = ofFirm.get(name);
    const field = own?.asField ?? archiveField(name);
    if (!field || field.column || (section !== null && !field.sections.includes(section))) return [];
    const guarded = isGuardedField(name) ? name : null;
    if (guarded && !mayKnow(context, guarded)) return [];
    const shown = own ? show(context, own) : null;
    const choices = new Map(
      (shown?.choices ?? declaredChoices(context, field)).map((one) => [one.code, one]),
    );
    return [
      {
        name,
        field,
        sealed: field.personal ? guarded : null,
        custom: shown,
        choiceOf: (code) => choices.get(code) ?? { ...wordsOnly(code, code), retired: shown !== null },
      },
    ];
  });
}

function declaredChoices({ language }: RequestContext, { choices }: ArchiveField): CustomFieldChoice[] {
  return (choices?.all ?? []).map(({ code, label }) => ({
    code,
    label: label[language],
    labelZh: label.zh,
    labelEn: label.en,
    retired: false,
  }));
}

/** A word of one's own, or a district: no list has it. */
function wordsOnly(code: string, label: string): CustomFieldChoice {
  return { code, label, labelZh: null, labelEn: null, retired: false };
}

function told(
  context: RequestContext,
  { field, sealed, choiceOf }: AskedField,
  value: string,
): { readonly __typename: FieldValueTypename } & Record<string, unknown> {
  if (sealed) return { __typename: "MaskedFieldValue", masked: showPersonal(context, sealed, value) };
  switch (field.type) {
    case FieldType.NUMBER:
      return { __typename: "NumberFieldValue", number: value };
    case FieldType.MONEY:
      return { __typename: "MoneyFieldValue", money: { amount: value, currency: "CNY" } };
    case FieldType.DATE:
      return { __typename: "DateFieldValue", date: value };
    case FieldType.CHOICE:
      return { __typename: "ChoiceFieldValue", choice: choiceOf(value) };
    case FieldType.DISTRICT:
      return {
        __typename: "ChoiceFieldValue",
        choice: wordsOnly(value, findDistrict(value)?.fullName ?? value),
      };
    case FieldType.CHOICES:
    case FieldType.TAGS:
      return { __typename: "ChoicesFieldValue", choices: partsOfList(value).map(choiceOf) };
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
