import { createUnionType, Field, ID, InputType, Int, ObjectType, type ClassType } from "type-graphql";
import { OfLength } from "../../platform/authz.ts";
import { DateScalar, DecimalScalar, MaskedValue, Money } from "../../platform/scalars.ts";
import { CustomFieldChoice, CustomFieldType } from "./custom-field.types.ts";
import { CustomerType } from "./customer.types.ts";
import { FieldValueInput } from "./field-value-input.ts";

/** A value of a type, under the name that inputs give it too. */
function valueType(
  name: string,
  description: string,
  [key, of, said, nullable = false]: readonly [string, () => unknown, string, boolean?],
): ClassType {
  // oxlint-disable-next-line typescript/no-extraneous-class -- its fields are added below
  const type = { [name]: class {} }[name] as ClassType;
  ObjectType(name, { simpleResolvers: true, description })(type);
  Field(() => String, {
    description: "The field 字段: its name in `archiveFields`, or a custom field's name.",
  })(type.prototype, "name");
  Field(() => CustomFieldType, {
    nullable: true,
    description: "The field, where the firm made it itself 自定义字段; null of a declared one.",
  })(type.prototype, "field");
  Field(of as () => ClassType, { nullable, description: said })(type.prototype, key);
  // Of several choices there are seldom more.
  OfLength(2)(type.prototype, key);
  return type;
}

const TYPES = [
  valueType("TextFieldValue", "A text 文本.", ["text", () => String, "The text 内容."]),
  valueType("NumberFieldValue", "A number 数字.", ["number", () => DecimalScalar, "The number 数值."]),
  valueType("MoneyFieldValue", "An amount of money 金额.", ["money", () => Money, "The amount 金额."]),
  valueType("DateFieldValue", "A day 日期.", ["date", () => DateScalar, "The day 日期."]),
  valueType("ChoiceFieldValue", "A choice 单选.", [
    "choice",
    () => CustomFieldChoice,
    "What was chosen 选项, perhaps retired since.",
  ]),
  valueType("ChoicesFieldValue", "Several choices 多选.", [
    "choices",
    () => [CustomFieldChoice],
    "What was chosen 选项, perhaps retired since.",
  ]),
  valueType("YesNoFieldValue", "Yes or no 是否.", ["yes", () => Boolean, "Whether it is so 是否."]),
  valueType("CustomerFieldValue", "Another customer 关联客户.", [
    "customer",
    () => CustomerType,
    "The customer 客户; null when the caller may not see whom.",
    true,
  ]),
  valueType("LinkFieldValue", "The address of a page 网址.", ["link", () => String, "The address 网址."]),
  valueType("MaskedFieldValue", "A value that is encrypted and masked 受保护的值.", [
    "masked",
    () => MaskedValue,
    "What the caller may see of it 显示内容; `revealCustomField` or `revealField` gives it whole.",
  ]),
] as const;

/** The name of each member is what `__typename` says. */
export type FieldValueTypename =
  | "TextFieldValue"
  | "NumberFieldValue"
  | "MoneyFieldValue"
  | "DateFieldValue"
  | "ChoiceFieldValue"
  | "ChoicesFieldValue"
  | "YesNoFieldValue"
  | "CustomerFieldValue"
  | "LinkFieldValue"
  | "MaskedFieldValue";

export interface ShownFieldValue {
  readonly __typename: FieldValueTypename;
  readonly name: string;
  readonly field: CustomFieldType | null;
}

export const FieldValueUnion = createUnionType({
  name: "FieldValue",
  description:
    "A value of a field 字段的值, of the field's own type. Tags are choices whose codes are their words; a district is a choice by its code.",
  types: () => TYPES,
});

@InputType({ description: "Values of a customer's custom fields 填写自定义字段." })
export class SetFieldValuesInput {
  @Field(() => ID, { description: "The customer 客户." })
  customerId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;

  @Field(() => [FieldValueInput], {
    description: "The values 值, at most 200; fields that are not named stay as they are.",
  })
  values!: FieldValueInput[];
}
