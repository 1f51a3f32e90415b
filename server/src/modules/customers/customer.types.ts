import { Field, Int, ObjectType } from "type-graphql";
import { connectionOf } from "../../platform/connection.ts";
import { UserError } from "../../platform/errors.ts";
import { DateScalar, DateTimeScalar, Money, Node } from "../../platform/scalars.ts";
import type { CappedCount } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { CustomerKind, CustomerLifecycle } from "./customer.entity.ts";
import { CustomerTier } from "./customer-words.types.ts";
import { FieldConflict } from "./customer-change.types.ts";

@ObjectType("ExternalRef", {
  simpleResolvers: true,
  description: "How another system calls this record 外部编号.",
})
export class ExternalRefType {
  @Field(() => String, {
    description: "The other system 系统, e.g. taobao; `shop-customer-id` for the 客户ID of a sheet.",
  })
  system!: string;

  @Field(() => String, { description: "The record's id there 编号." })
  id!: string;
}

@ObjectType("MemberLevel", {
  implements: Node,
  simpleResolvers: true,
  description: "A level of the shop's own membership 会员级别.",
})
export class MemberLevelType extends Node {
  readonly __typename!: "MemberLevel";
  recordId!: string;

  @Field(() => String, { description: "Name 名称, e.g. 金卡会员." })
  name!: string;

  @Field(() => Int, { description: "Place among the levels 等级高低; higher is better." })
  rank!: number;
}

@ObjectType("Customer", {
  implements: Node,
  simpleResolvers: true,
  description: "A customer's archive 客户档案.",
})
export class CustomerType extends Node {
  readonly __typename!: "Customer";
  /** Not in the graph: the id in the database, and what field resolvers need. */
  recordId!: string;
  personal?: Buffer | null;
  channelId!: string | null;
  memberLevelId!: string | null;
  createdById!: string | null;
  ownerId!: string | null;
  teamId!: string | null;
  lifecycleByHand!: boolean;
  /** The percent as it is kept, which counts fields that not everybody may know of; null until it is computed. */
  completenessKept!: number | null;

  @Field(() => String, { description: "Number for people 档案编号, e.g. KH-000123." })
  number!: string;

  @Field(() => Int, { description: "Grows with each edit 版本号; give it back as `expectedVersion`." })
  version!: number;

  @Field(() => CustomerKind, { description: "Person or firm 客户类型." })
  kind!: CustomerKind;

  @Field(() => CustomerLifecycle, { description: "Where the customer stands with us 客户状态." })
  lifecycle!: CustomerLifecycle;

  @Field(() => CustomerTier, {
    nullable: true,
    description: "Computed tier 客户等级; null until tiers are computed.",
  })
  tier!: CustomerTier | null;

  @Field(() => String, {
    description: "What to call the customer 显示名称: the name, else the 客户ID, else the number.",
  })
  displayName!: string;

  @Field(() => String, { nullable: true, description: "Real name 真实姓名." })
  name!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "客户ID or nickname: how the shop knows the customer.",
  })
  nickname!: string | null;

  @Field(() => Boolean, { description: "One of the invented customers of the demo archive 是否示例数据." })
  demo!: boolean;

  @Field(() => DateScalar, { nullable: true, description: "Day of the first deal 首次成交日期." })
  firstDealOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: "Day of the last deal 最近成交日期." })
  lastDealOn!: string | null;

  @Field(() => Int, { description: "How many orders 成交次数." })
  dealCount!: number;

  @Field(() => Money, { description: "All orders together 累计消费." })
  totalSpent!: Money;

  @Field(() => Int, {
    description: "How many complaints that the caller may see still have to be handled 未结投诉数.",
  })
  openComplaintCount!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "When the last complaint that the caller may see was filed 最近投诉时间; null when there is none.",
  })
  lastComplaintAt!: Moment | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "How satisfied the newest review says the customer is 满意程度, 1 to 5; null when none says so.",
  })
  satisfaction!: number | null;

  @Field(() => DateTimeScalar, { description: "When the archive was opened 建档时间." })
  createdAt!: Moment;

  @Field(() => DateTimeScalar, { description: "When it was last edited 更新时间." })
  updatedAt!: Moment;
}

@ObjectType({ simpleResolvers: true, description: "A page of customers 客户列表的一页." })
export class CustomerConnection extends connectionOf(CustomerType, "Customer", "客户") {
  /** Not in the graph: counts the whole list when asked. */
  count!: () => Promise<CappedCount>;

  @Field(() => Boolean, {
    description:
      "True when contact data was not searched, because the caller's look-ups of this hour are used up 本小时的联系方式查找次数已用完.",
  })
  matchLimited!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "What came of a change to a customer 客户变更结果." })
export class CustomerPayload {
  @Field(() => CustomerType, {
    nullable: true,
    description: "The customer as of now 客户; on CONFLICT the current values.",
  })
  customer!: CustomerType | null;

  @Field(() => [FieldConflict], { description: "On CONFLICT: what others changed meanwhile 冲突字段." })
  conflicts!: FieldConflict[];

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
}

@ObjectType({ simpleResolvers: true, description: "What came of an upsert 新建或更新结果." })
export class UpsertCustomerPayload {
  @Field(() => CustomerType, { nullable: true, description: "The customer as of now 客户." })
  customer!: CustomerType | null;

  @Field(() => Boolean, { description: "True when the customer was not known before 是否新建." })
  created!: boolean;

  @Field(() => [UserError], { description: "Why nothing was changed 错误." })
  errors!: UserError[];
}

@ObjectType({
  simpleResolvers: true,
  description: "A customer that may be the one being typed in 可能重复的客户.",
})
export class CustomerMatch {
  @Field(() => CustomerType, { description: "The customer on file 已有客户." })
  customer!: CustomerType;

  @Field(() => [String], { description: "What is the same 相同的字段: phone, email, nickname, name." })
  matched!: string[];
}
