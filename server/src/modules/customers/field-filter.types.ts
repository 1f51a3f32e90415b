import { Field, InputType } from "type-graphql";

@InputType({
  description:
    "Which customers by a plain field of the archive or a custom one 按字段筛选. All that is given counts together. Encrypted fields are refused: nothing is found by parts of them.",
})
export class FieldFilter {
  @Field(() => String, {
    description: "The field 字段: its name in `archiveFields`, or a custom field's id or name.",
  })
  field!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "Exactly this value 等于: a text, number, day, code of a choice or district (with all within it), true or false, a customer's id.",
  })
  equals?: string | null;

  @Field(() => [String], { nullable: true, description: "Any of these values 等于任一; at most 100." })
  anyOf?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Has this in it 包含, upper and lower case alike; of texts, tags and links, at most 100 characters.",
  })
  contains?: string | null;

  @Field(() => String, { nullable: true, description: "At least this number or day 不小于." })
  from?: string | null;

  @Field(() => String, { nullable: true, description: "At most this number or day 不大于." })
  to?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Only those without a value, or only those with one 是否为空.",
  })
  isEmpty?: boolean | null;
}

@InputType({ description: "The order of a list by a plain field of the archive or a custom one 按字段排序." })
export class FieldOrder {
  @Field(() => String, {
    description:
      "The field 字段: its name in `archiveFields`, or a custom field's id or name. Encrypted ones and lists of values are refused.",
  })
  field!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: "The smallest value first 升序; else the greatest.",
  })
  ascending!: boolean;
}
