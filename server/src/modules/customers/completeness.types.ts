import { Field, Int, ObjectType } from "type-graphql";
import { ArchiveSection } from "./archive-field.ts";

@ObjectType({
  simpleResolvers: true,
  description: "A field that counts for completeness and is empty 缺少的信息.",
})
export class MissingField {
  @Field(() => String, { description: "The field's name 字段名." })
  field!: string;

  @Field(() => String, { description: "What it is called 名称, in the caller's language." })
  label!: string;

  @Field(() => ArchiveSection, { description: "The section it stands in 所在分区." })
  section!: ArchiveSection;

  @Field(() => String, { description: "The section's name 分区名称, in the caller's language." })
  sectionLabel!: string;

  @Field(() => Int, { description: "How much it counts for this customer 权重." })
  weight!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "What to ask the customer next 下一个问题: the field that would make the archive most complete.",
})
export class NextQuestion {
  @Field(() => String, { description: "The field that the answer fills 字段名." })
  field!: string;

  @Field(() => String, { description: "The question 问题, in the caller's language." })
  question!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "How much of what counts is known 档案完整度, of the fields that the caller may know of. Sensitive fields never count.",
})
export class Completeness {
  @Field(() => Int, { description: "In whole percent 百分比; 100 only when nothing is missing." })
  percent!: number;

  @Field(() => [MissingField], { description: "What is missing 缺少的信息, the weightiest first." })
  missing!: MissingField[];

  @Field(() => NextQuestion, {
    nullable: true,
    description: "What to ask next 下一个问题; null when nothing is missing.",
  })
  nextQuestion!: NextQuestion | null;
}
