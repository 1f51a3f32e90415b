import { Field, InputType, Int, ObjectType } from "type-graphql";
import { UserError } from "../../platform/errors.ts";
import { CappedCount } from "../../platform/scalars.ts";
import { ArchiveSection } from "./archive-field.ts";
import type { CompletenessRule } from "./completeness.ts";
import type { CheckEvery } from "./freshness.ts";

@ObjectType("ArchiveSettings", {
  simpleResolvers: true,
  description: "What the firm decides once for all archives 档案设置.",
})
export class ArchiveSettingsType {
  /** The id in the database; not in the graph. */
  recordId!: string;

  /** What was decided otherwise than usual; in the graph as `completenessWeights` and `checkEvery`. */
  weights!: CompletenessRule["weights"];
  checkEvery!: CheckEvery;

  @Field(() => Int, { description: "Grows with each change 版本号; give it back as `expectedVersion`." })
  version!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "Months without a deal after which a customer counts as lost 超过多少个月未成交即为流失客户; null: nobody does by rule.",
  })
  lostAfterMonths!: number | null;

  @Field(() => Int, {
    description: "Days after a deal during which the sale is still going on 成交后多少天内属于售中.",
  })
  inSaleDays!: number;

  @Field(() => Int, {
    description:
      "How many times more everything beyond the basic information counts for completeness of an IMPORTANT customer 重要客户的完整度倍数：1 makes no difference.",
  })
  keyTierFactor!: number;
}

@ObjectType({ simpleResolvers: true, description: "How much a field counts for completeness 完整度权重." })
export class FieldWeight {
  @Field(() => String, { description: "The field's name 字段名." })
  field!: string;

  @Field(() => String, { description: "What it is called 名称, in the caller's language." })
  label!: string;

  @Field(() => Int, { description: "How much it counts 权重, 0 to 10; 0: not at all." })
  weight!: number;

  @Field(() => Int, { description: "How much it counts unless it is set 默认权重." })
  usual!: number;
}

@ObjectType({ simpleResolvers: true, description: "How often a section is to be checked 核对周期." })
export class SectionCheck {
  @Field(() => ArchiveSection, { description: "The section 分区." })
  section!: ArchiveSection;

  @Field(() => String, { description: "What it is called 名称, in the caller's language." })
  label!: string;

  @Field(() => Int, { nullable: true, description: "Months between two checks 月数; null: never due." })
  months!: number | null;
}

@ObjectType({ simpleResolvers: true, description: "What came of a change to the settings 档案设置变更结果." })
export class ArchiveSettingsPayload {
  @Field(() => ArchiveSettingsType, { description: "The settings as of now 档案设置." })
  settings!: ArchiveSettingsType;

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
}

@InputType({ description: "How much a field is to count 完整度权重." })
export class FieldWeightInput {
  @Field(() => String, { description: "The field's name 字段名, e.g. occupation; no sensitive one." })
  field!: string;

  @Field(() => Int, { nullable: true, description: "0 to 10 权重; null: as usual." })
  weight?: number | null;
}

@InputType({ description: "How often a section is to be checked 核对周期." })
export class SectionCheckInput {
  @Field(() => ArchiveSection, { description: "The section 分区." })
  section!: ArchiveSection;

  @Field(() => Int, { nullable: true, description: "Months between two checks 月数, 1 to 120; null: never." })
  months?: number | null;
}

@InputType({ description: "What to change of the settings 修改档案设置. What is left out stays." })
export class ChangeArchiveSettingsInput {
  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;

  @Field(() => Int, {
    nullable: true,
    description: "Months without a deal until a customer counts as lost 流失月数, 1 to 120; null: never.",
  })
  lostAfterMonths?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Days after a deal that belong to the sale 售中天数, 0 to 365; null stays as it is.",
  })
  inSaleDays?: number | null;

  @Field(() => [FieldWeightInput], {
    nullable: true,
    description: "Fields that are to count otherwise 完整度权重; those that are not named stay.",
  })
  completenessWeights?: FieldWeightInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many times more an IMPORTANT customer's further sections count 重要客户倍数, 1 to 5.",
  })
  keyTierFactor?: number | null;

  @Field(() => [SectionCheckInput], {
    nullable: true,
    description:
      "Sections that are to be checked more or less often 核对周期; those that are not named stay.",
  })
  checkEvery?: SectionCheckInput[] | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "What a rule would do, before it is made 规则试算: counted over all archives, whoever looks after them.",
})
export class LifecycleForecast {
  @Field(() => CappedCount, { description: "Existing customers that would become lost 将转为流失的客户数." })
  becomeLost!: CappedCount;

  @Field(() => CappedCount, {
    description: "Lost customers that would become existing again 将恢复为现有的客户数.",
  })
  becomeExisting!: CappedCount;
}
