import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf, PageArguments } from "../../platform/connection.ts";
import { UserError } from "../../platform/errors.ts";
import { ChangeSource } from "../../platform/request.ts";
import { CappedCount, DateScalar, DateTimeScalar, MaskedValue, Money, Node } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { StaffMemberType } from "../access/staff.types.ts";
import { CustomerKind, CustomerLifecycle } from "./customer.entity.ts";

registerEnumType(CustomerKind, {
  name: "CustomerKind",
  description: "Person or firm 客户类型.",
  valuesConfig: {
    INDIVIDUAL: { description: "A person 个人客户." },
    COMPANY: { description: "A firm 企业客户." },
  },
});

registerEnumType(CustomerLifecycle, {
  name: "CustomerLifecycle",
  description: "Where the customer stands with us 客户状态.",
  valuesConfig: {
    POTENTIAL: { description: "No deal yet 潜在客户." },
    EXISTING: { description: "Has bought 现有客户." },
    LOST: { description: "Does not buy any more 流失客户." },
  },
});

export enum CustomerTier {
  IMPORTANT = "IMPORTANT",
  SECONDARY = "SECONDARY",
  ORDINARY = "ORDINARY",
  SMALL = "SMALL",
}

registerEnumType(CustomerTier, {
  name: "CustomerTier",
  description: "How much the customer matters to us 客户级别.",
  valuesConfig: {
    IMPORTANT: { description: "The top 1 % 重要客户." },
    SECONDARY: { description: "The next 19 % 次要客户." },
    ORDINARY: { description: "The next 30 % 普通客户." },
    SMALL: { description: "The other half 小客户." },
  },
});

export enum CustomerOrdering {
  LAST_DEAL = "LAST_DEAL",
  TOTAL_SPENT = "TOTAL_SPENT",
  NEWEST = "NEWEST",
}

registerEnumType(CustomerOrdering, {
  name: "CustomerOrdering",
  description: "The order of a list of customers 排序方式.",
  valuesConfig: {
    LAST_DEAL: { description: "The latest deal first, customers without one last 最近成交." },
    TOTAL_SPENT: { description: "The most spent first 累计消费." },
    NEWEST: { description: "The newest archive first 最新建档." },
  },
});

export enum CustomerPersonalField {
  PHONE = "PHONE",
  EMAIL = "EMAIL",
  ADDRESS = "ADDRESS",
}

registerEnumType(CustomerPersonalField, {
  name: "CustomerPersonalField",
  description: "A field that is masked until revealed 需查看权限的字段.",
  valuesConfig: {
    PHONE: { description: "Phone 联系方式." },
    EMAIL: { description: "E-mail 电子邮箱." },
    ADDRESS: { description: "Delivery address 收货地址." },
  },
});

export enum RevealReason {
  CONTACT_CUSTOMER = "CONTACT_CUSTOMER",
  SHIP_ORDER = "SHIP_ORDER",
  VERIFY_IDENTITY = "VERIFY_IDENTITY",
  HANDLE_COMPLAINT = "HANDLE_COMPLAINT",
  OTHER = "OTHER",
}

registerEnumType(RevealReason, {
  name: "RevealReason",
  description: "Why a personal value is looked at 查看原因. Kept in the change log.",
  valuesConfig: {
    CONTACT_CUSTOMER: { description: "To call or write to the customer 联系客户." },
    SHIP_ORDER: { description: "To ship an order 核对发货." },
    VERIFY_IDENTITY: { description: "To make sure who is calling 核实身份." },
    HANDLE_COMPLAINT: { description: "To handle a complaint 处理投诉." },
    OTHER: { description: "Another reason, given in words 其他原因." },
  },
});

registerEnumType(ChangeSource, {
  name: "ChangeSource",
  description: "Where a change came from 变更来源.",
  valuesConfig: {
    CONSOLE: { description: "A person in the console 控制台." },
    API: { description: "A program through the graph 接口." },
    IMPORT: { description: "A spreadsheet taken in 导入." },
    COMMAND_LINE: { description: "A command on the server 命令行." },
    SYSTEM: { description: "Dossier itself 系统." },
  },
});

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

@InputType({ description: "How another system calls this record 外部编号." })
export class ExternalRefInput {
  @Field(() => String, { description: "The other system 系统, at most 60 characters." })
  system!: string;

  @Field(() => String, { description: "The record's id there 编号, at most 200 characters." })
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
    description: "Computed tier 客户级别; null until tiers are computed.",
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

  @Field(() => DateTimeScalar, { description: "When the archive was opened 建档时间." })
  createdAt!: Moment;

  @Field(() => DateTimeScalar, { description: "When it was last edited 更新时间." })
  updatedAt!: Moment;
}

@ObjectType({ description: "A page of customers 客户列表的一页." })
export class CustomerConnection extends connectionOf(CustomerType, "Customer", "客户") {
  /** Not in the graph: counts the whole list when asked. */
  count!: () => Promise<CappedCount>;
}

@InputType({
  description:
    "Which customers 筛选条件. Several values of one list mean any of them; lists narrow each other.",
})
export class CustomerFilter {
  @Field(() => [CustomerKind], { nullable: true, description: "Person or firm 客户类型." })
  kinds?: CustomerKind[] | null;

  @Field(() => [CustomerLifecycle], { nullable: true, description: "Where they stand with us 客户状态." })
  lifecycles?: CustomerLifecycle[] | null;

  @Field(() => [CustomerTier], { nullable: true, description: "Tiers 客户级别." })
  tiers?: CustomerTier[] | null;

  @Field(() => [ID], { nullable: true, description: "Channels they came through 渠道; at most 100." })
  channelIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Member levels 会员级别; at most 100." })
  memberLevelIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Only invented customers, or only real ones 是否示例数据.",
  })
  demo?: boolean | null;
}

@ArgsType()
export class CustomerListArguments extends PageArguments {
  @Field(() => String, {
    nullable: true,
    description:
      "What to look for 搜索: name, pinyin, initials, 客户ID, number; with the right to match also a whole phone, its last four digits, a whole e-mail.",
  })
  search?: string | null;

  @Field(() => CustomerFilter, { nullable: true, description: "Which customers 筛选条件." })
  filter?: CustomerFilter | null;

  @Field(() => CustomerOrdering, {
    defaultValue: CustomerOrdering.LAST_DEAL,
    description: "The order of the list 排序.",
  })
  orderBy!: CustomerOrdering;
}

@InputType()
abstract class CustomerDetailsInput {
  @Field(() => String, { nullable: true, description: "Real name 真实姓名, at most 100 characters." })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "客户ID or nickname, at most 100 characters." })
  nickname?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Phone 联系方式; kept as E.164, numbers without a country are Chinese.",
  })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: "E-mail 电子邮箱." })
  email?: string | null;

  @Field(() => String, { nullable: true, description: "Delivery address 收货地址, at most 300 characters." })
  address?: string | null;

  @Field(() => ID, { nullable: true, description: "Channel the customer came through 渠道." })
  channelId?: string | null;

  @Field(() => ID, { nullable: true, description: "Member level 会员级别." })
  memberLevelId?: string | null;
}

@InputType({ description: "A customer to open an archive for 建档. A name, a 客户ID or a phone is needed." })
export class CreateCustomerInput extends CustomerDetailsInput {
  @Field(() => CustomerKind, {
    defaultValue: CustomerKind.INDIVIDUAL,
    description: "Person or firm 客户类型.",
  })
  kind!: CustomerKind;

  @Field(() => [ExternalRefInput], {
    nullable: true,
    description: "How other systems call the customer 外部编号; at most 20.",
  })
  externalRefs?: ExternalRefInput[] | null;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated request have one effect 幂等键, at most 200 characters.",
  })
  idempotencyKey?: string | null;
}

@InputType({
  description:
    "What to change of a customer 修改客户. An omitted field stays, null empties it, a masked text is refused.",
})
export class EditCustomerInput extends CustomerDetailsInput {
  @Field(() => ID, { description: "The customer 客户." })
  customerId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;

  @Field(() => CustomerKind, { nullable: true, description: "Person or firm 客户类型." })
  kind?: CustomerKind | null;

  @Field(() => CustomerLifecycle, {
    nullable: true,
    description: "Where the customer stands with us 客户状态.",
  })
  lifecycle?: CustomerLifecycle | null;
}

@InputType({
  description:
    "A customer as another system knows it: found by the external id and changed, or made 按外部编号新建或更新.",
})
export class UpsertCustomerInput extends CustomerDetailsInput {
  @Field(() => ExternalRefInput, { description: "How the other system calls the customer 外部编号." })
  externalRef!: ExternalRefInput;

  @Field(() => CustomerKind, {
    nullable: true,
    description: "Person or firm 客户类型; a new customer is a person unless told.",
  })
  kind?: CustomerKind | null;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated request have one effect 幂等键, at most 200 characters.",
  })
  idempotencyKey?: string | null;
}

@InputType({ description: "A personal value to look at, and why 查看个人信息." })
export class RevealFieldInput {
  @Field(() => ID, { description: "The customer 客户." })
  customerId!: string;

  @Field(() => CustomerPersonalField, { description: "The field 字段." })
  field!: CustomerPersonalField;

  @Field(() => RevealReason, { description: "Why 原因; kept in the change log." })
  reason!: RevealReason;

  @Field(() => String, {
    nullable: true,
    description: "The reason in words 说明; needed for OTHER, at most 200 characters.",
  })
  reasonText?: string | null;
}

@ObjectType({ description: "A field that somebody else changed since it was read 冲突字段." })
export class FieldConflict {
  @Field(() => String, { description: "The field 字段, as in the input." })
  field!: string;

  @Field(() => MaskedValue, { description: "Its value now 当前值, under the same rights as the field." })
  current!: MaskedValue;

  @Field(() => StaffMemberType, {
    nullable: true,
    description: "Who changed it 修改人; null for the system.",
  })
  changedBy!: StaffMemberType | null;

  @Field(() => DateTimeScalar, { description: "When it was changed 修改时间." })
  changedAt!: Moment;
}

@ObjectType({ description: "What came of a change to a customer 客户变更结果." })
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

@ObjectType({ description: "What came of an upsert 新建或更新结果." })
export class UpsertCustomerPayload {
  @Field(() => CustomerType, { nullable: true, description: "The customer as of now 客户." })
  customer!: CustomerType | null;

  @Field(() => Boolean, { description: "True when the customer was not known before 是否新建." })
  created!: boolean;

  @Field(() => [UserError], { description: "Why nothing was changed 错误." })
  errors!: UserError[];
}

@ObjectType({ description: "A personal value in clear 明文. It is not kept by the console." })
export class RevealFieldPayload {
  @Field(() => String, { nullable: true, description: "The whole value 完整内容; null when there is none." })
  value!: string | null;

  @Field(() => CustomerType, { nullable: true, description: "The customer 客户." })
  customer!: CustomerType | null;

  @Field(() => [UserError], { description: "Why it was not shown 错误." })
  errors!: UserError[];
}

@ObjectType({ description: "A customer that may be the one being typed in 可能重复的客户." })
export class CustomerMatch {
  @Field(() => CustomerType, { description: "The customer on file 已有客户." })
  customer!: CustomerType;

  @Field(() => [String], { description: "What is the same 相同的字段: phone, email, nickname, name." })
  matched!: string[];
}

@ObjectType("Change", {
  simpleResolvers: true,
  description: "A line of a record's history 变更记录: who, when, from where, old and new.",
})
export class ChangeType {
  actorId!: string | null;

  @Field(() => ID, { description: "Id of this line 编号." })
  id!: string;

  /** Not in the graph: finds the import in the slice that has it. */
  importId!: string | null;

  @Field(() => DateTimeScalar, { description: "When 时间." })
  at!: Moment;

  @Field(() => ChangeSource, { description: "Where it came from 来源." })
  source!: ChangeSource;

  @Field(() => String, { description: "The mutation 操作, e.g. editCustomer, revealField." })
  operation!: string;

  @Field(() => String, {
    nullable: true,
    description: "The field 字段; null when the record was made, see `fields`.",
  })
  field!: string | null;

  @Field(() => [String], {
    description:
      "The fields the record was made with 建档时的字段; their first values are the old values of later lines, else the present ones.",
  })
  fields!: string[];

  @Field(() => MaskedValue, { description: "The value before 原值, under the same rights as the field." })
  old!: MaskedValue;

  @Field(() => MaskedValue, { description: "The value after 新值, under the same rights as the field." })
  new!: MaskedValue;

  @Field(() => String, {
    nullable: true,
    description: "Why a value was looked at 原因: a RevealReason, or words.",
  })
  reason!: string | null;
}

@ObjectType({ description: "A page of a record's history 变更记录的一页." })
export class ChangeConnection extends connectionOf(ChangeType, "Change", "变更记录") {}

@ArgsType()
export class HistoryArguments extends PageArguments {
  @Field(() => String, { nullable: true, description: "Only this field 字段, e.g. phone." })
  field?: string | null;
}
