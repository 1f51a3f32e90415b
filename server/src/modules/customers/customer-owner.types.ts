import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { DateTimeScalar } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";

@InputType({ description: "Who looks after a customer from now on 更换客户负责人." })
export class AssignCustomerOwnerInput {
  @Field(() => ID, { description: "The customer 客户." })
  customerId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;

  @Field(() => ID, {
    nullable: true,
    description: "The person 负责人; the team follows from the person. Neither this nor `teamId`: nobody.",
  })
  ownerId?: string | null;

  @Field(() => ID, { nullable: true, description: "A team that looks after the customer together 小组." })
  teamId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "What whoever gets the customer should know 交接说明, at most 500 characters; kept in the customer's history.",
  })
  note?: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "Who looked after a customer for a time 历任负责人.",
})
export class OwnerPeriod {
  /** Not in the graph: what the resolvers beside find. */
  ownerId!: string | null;
  teamId!: string | null;
  byId!: string | null;

  @Field(() => DateTimeScalar, {
    description: "Since when 开始时间; of the first one when the archive was opened.",
  })
  from!: Moment;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Until when 结束时间; null of the present one.",
  })
  until!: Moment | null;

  @Field(() => String, {
    nullable: true,
    description: "What was said when the customer was given to them 交接说明.",
  })
  note!: string | null;
}
