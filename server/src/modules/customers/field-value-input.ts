import { Extensions, Field, ID, InputType } from "type-graphql";
import { DateScalar, DecimalScalar, MoneyInput } from "../../platform/scalars.ts";
import { FieldType } from "./archive-field.ts";

/** The name under which the schema carries that exactly one field of an input is given. */
export const ONE_OF_EXTENSION = "oneOf";

@Extensions({ [ONE_OF_EXTENSION]: true })
@InputType("CustomFieldContent", {
  description: "What a custom field holds 自定义字段的内容: exactly one of these, by the field's type.",
})
export class GivenFieldValue {
  @Field(() => String, { nullable: true, description: "Of TEXT and LONG_TEXT 文本." })
  text?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: "Of NUMBER 数字." })
  number?: string | null;

  @Field(() => MoneyInput, { nullable: true, description: "Of MONEY 金额." })
  money?: MoneyInput | null;

  @Field(() => DateScalar, { nullable: true, description: "Of DATE 日期." })
  date?: string | null;

  @Field(() => String, { nullable: true, description: "Of CHOICE 单选: a code." })
  choice?: string | null;

  @Field(() => [String], { nullable: true, description: "Of CHOICES 多选: codes." })
  choices?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: "Of YES_NO 是否." })
  yes?: boolean | null;

  @Field(() => ID, { nullable: true, description: "Of CUSTOMER 客户: an id; one that the caller sees." })
  customer?: string | null;

  @Field(() => String, { nullable: true, description: "Of LINK 网址: http or https." })
  link?: string | null;
}

@InputType({ description: "A value of a custom field 自定义字段的值." })
export class FieldValueInput {
  @Field(() => ID, { description: "The field 字段: its id or name." })
  field!: string;

  @Field(() => GivenFieldValue, { nullable: true, description: "What it holds 内容; null empties it." })
  value?: GivenFieldValue | null;
}

type Key = keyof GivenFieldValue;

/** Under which name values of a type are given. */
export const KEY_OF_TYPE: Readonly<Partial<Record<FieldType, Key>>> = {
  [FieldType.TEXT]: "text",
  [FieldType.LONG_TEXT]: "text",
  [FieldType.NUMBER]: "number",
  [FieldType.MONEY]: "money",
  [FieldType.DATE]: "date",
  [FieldType.CHOICE]: "choice",
  [FieldType.CHOICES]: "choices",
  [FieldType.YES_NO]: "yes",
  [FieldType.CUSTOMER]: "customer",
  [FieldType.LINK]: "link",
};

/** What was given and under which name; of several, one that is refused by every type. */
export function givenIn(value: GivenFieldValue): { readonly key: Key | null; readonly content: unknown } {
  const given = (Object.entries(value) as [Key, unknown][]).filter(
    ([, content]) => content !== null && content !== undefined,
  );
  const [only] = given;
  return only && given.length === 1 ? { key: only[0], content: only[1] } : { key: null, content: null };
}
