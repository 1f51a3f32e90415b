import { ArgsType, Field, ID, InputType, Int } from "type-graphql";
import { PageArguments } from "../../platform/connection.ts";
import { CompanyInput, IndividualInput, type GivenValues } from "./archive.types.ts";
import { FieldFilter, FieldOrder } from "./field-filter.types.ts";
import { FieldValueInput } from "./field-value-input.ts";
import { CustomerKind, CustomerLifecycle } from "./customer.entity.ts";
import { CustomerOrdering, CustomerTier } from "./customer-words.types.ts";

@InputType({ description: "How another system calls this record 外部编号." })
export class ExternalRefInput {
  @Field(() => String, { description: "The other system 系统, at most 60 characters." })
  system!: string;

  @Field(() => String, { description: "The record's id there 编号, at most 200 characters." })
  id!: string;
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

  @Field(() => [CustomerTier], { nullable: true, description: "Tiers 客户等级." })
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

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Only those with a complaint that still has to be handled, as far as the caller may see it, or only those without 有无未结投诉.",
  })
  hasOpenComplaint?: boolean | null;

  @Field(() => [ID], { nullable: true, description: "Looked after by any of these people 负责人." })
  ownerIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: "Looked after by any of these teams 所属小组." })
  teamIds?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "True: only those without an owner 仅看暂无负责人的, whether a team looks after them or nobody at all 公海; false: only those with one.",
  })
  unowned?: boolean | null;

  @Field(() => [FieldFilter], {
    nullable: true,
    description: "By plain fields of the archive and custom ones 按字段筛选; at most 5.",
  })
  fields?: FieldFilter[] | null;
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

  @Field(() => FieldOrder, {
    nullable: true,
    description:
      "Ordered by a field instead 按字段排序: only customers that have a value there; `isEmpty` in a filter lists the others.",
  })
  orderByField?: FieldOrder | null;
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

  @Field(() => IndividualInput, {
    nullable: true,
    description: "What else is known of a person 个人客户信息; refused of a firm.",
  })
  individual?: GivenValues | null;

  @Field(() => CompanyInput, {
    nullable: true,
    description: "What else is known of a firm 企业客户信息; refused of a person.",
  })
  company?: GivenValues | null;

  @Field(() => [FieldValueInput], {
    nullable: true,
    description: "What is known in custom fields 自定义字段; at most 200.",
  })
  fieldValues?: FieldValueInput[] | null;

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
    description: "Where the customer stands with us 客户状态; null leaves it to the rule again.",
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

  @Field(() => IndividualInput, {
    nullable: true,
    description: "What else is known of a person 个人客户信息; refused of a firm.",
  })
  individual?: GivenValues | null;

  @Field(() => CompanyInput, {
    nullable: true,
    description: "What else is known of a firm 企业客户信息; refused of a person.",
  })
  company?: GivenValues | null;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated request have one effect 幂等键, at most 200 characters.",
  })
  idempotencyKey?: string | null;
}
