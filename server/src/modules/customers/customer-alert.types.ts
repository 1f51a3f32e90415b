import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { connectionOf, PageArguments } from "../../platform/connection.ts";
import { UserError } from "../../platform/errors.ts";
import { ChangeSource } from "../../platform/request.ts";
import { CappedCount, DateTimeScalar } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";

@ObjectType("CustomerAlert", {
  simpleResolvers: true,
  description:
    "Somebody else changed a customer that the caller looks after 客户变动提醒: what, by the names of fields, and never a value.",
})
export class CustomerAlertType {
  /** Not in the graph: what the resolvers beside find. */
  customerId!: string;
  actorId!: string | null;
  importId!: string | null;

  @Field(() => ID, { description: "Id of the alert 编号." })
  id!: string;

  @Field(() => Int, { description: "How many customers an import changed 涉及的客户数, else 1." })
  customerCount!: number;

  @Field(() => [String], {
    description: "The fields that changed 变动的字段, those that the caller may know of.",
  })
  fields!: string[];

  @Field(() => ChangeSource, { description: "By which way 来源." })
  source!: ChangeSource;

  @Field(() => String, { description: "The mutation 操作, e.g. editCustomer." })
  operation!: string;

  @Field(() => DateTimeScalar, { description: "When 时间; of an import the last time." })
  at!: Moment;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was read 已读时间; null: not yet." })
  readAt!: Moment | null;
}

@ObjectType({ simpleResolvers: true, description: "A page of alerts 客户变动提醒的一页." })
export class CustomerAlertConnection extends connectionOf(
  CustomerAlertType,
  "CustomerAlert",
  "客户变动提醒",
) {}

@ArgsType()
export class AlertArguments extends PageArguments {
  @Field(() => Boolean, { defaultValue: false, description: "Only those that are not read 仅未读." })
  unread!: boolean;
}

@InputType({ description: "Alerts that were read 标为已读." })
export class MarkAlertsReadInput {
  @Field(() => [ID], {
    nullable: true,
    description: "The alerts 提醒, at most 100; omitted: all of them. Unknown ones are passed over.",
  })
  alertIds?: string[] | null;
}

@ObjectType({ simpleResolvers: true, description: "What came of reading alerts 已读结果." })
export class MarkAlertsReadPayload {
  @Field(() => CappedCount, { description: "How many are left unread 剩余未读数." })
  unread!: CappedCount;

  @Field(() => [UserError], { description: "Why nothing was changed 错误." })
  errors!: UserError[];
}
