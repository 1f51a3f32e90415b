import { Field, InputType, Int, ObjectType } from "type-graphql";
import { UserError } from "../../platform/errors.ts";
import { CappedCount } from "../../platform/scalars.ts";

@ObjectType("ArchiveSettings", {
  simpleResolvers: true,
  description: "What the firm decides once for all archives 档案设置.",
})
export class ArchiveSettingsType {
  /** The id in the database; not in the graph. */
  recordId!: string;

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
}

@ObjectType({ simpleResolvers: true, description: "What came of a change to the settings 档案设置变更结果." })
export class ArchiveSettingsPayload {
  @Field(() => ArchiveSettingsType, { description: "The settings as of now 档案设置." })
  settings!: ArchiveSettingsType;

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
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
