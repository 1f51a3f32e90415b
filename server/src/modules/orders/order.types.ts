import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { connectionOf } from "../../platform/connection.ts";
import { UserError } from "../../platform/errors.ts";
import {
  DateScalar,
  DateTimeScalar,
  DecimalScalar,
  Money,
  MoneyInput,
  Node,
  TimeOfDayScalar,
} from "../../platform/scalars.ts";
import type { CappedCount } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { FieldConflict } from "../customers/customer-change.types.ts";
import { CustomerMatch } from "../customers/customer.types.ts";
import { BuyerInput } from "./buyer.types.ts";
import { PaymentMethod } from "./order.entity.ts";
import "./payment-method.types.ts";

@ObjectType("OrderItem", { simpleResolvers: true, description: "Goods of an order 商品." })
export class OrderItemType {
  @Field(() => String, { description: "What was bought 商品名称." })
  goods!: string;

  @Field(() => DecimalScalar, { nullable: true, description: "How many 数量; null when not known." })
  quantity!: string | null;

  @Field(() => Money, {
    nullable: true,
    description: "What these goods cost together 小计; null when not known.",
  })
  amount!: Money | null;
}

@ObjectType("Order", {
  implements: Node,
  simpleResolvers: true,
  description: "An order 订单: one deal with one customer.",
})
export class OrderType extends Node {
  readonly __typename!: "Order";
  recordId!: string;
  customerId!: string;
  channelId!: string | null;

  @Field(() => String, { description: "Number for people 编号, e.g. DD-000123." })
  number!: string;

  @Field(() => Int, { description: "Grows with each edit 版本号; give it back as `expectedVersion`." })
  version!: number;

  @Field(() => String, { nullable: true, description: "订单号 of the shop's platform; null when not known." })
  shopOrderNumber!: string | null;

  @Field(() => DateScalar, { description: "Day of the deal 交易日期." })
  orderedOn!: string;

  @Field(() => TimeOfDayScalar, {
    nullable: true,
    description: "Time of day of the deal 交易时刻, by the firm's clock; null when not known.",
  })
  orderedTime!: string | null;

  @Field(() => Money, { description: "What the customer paid 成交金额." })
  amount!: Money;

  @Field(() => PaymentMethod, {
    nullable: true,
    description: "How the customer paid 支付方式; null when not known.",
  })
  paymentMethod!: PaymentMethod | null;

  @Field(() => String, {
    nullable: true,
    description: "In words how the customer paid 其他支付方式; only with OTHER.",
  })
  otherPayment!: string | null;

  @Field(() => DateTimeScalar, { description: "When it came into Dossier 录入时间." })
  createdAt!: Moment;
}

@ObjectType({ simpleResolvers: true, description: "A page of orders 订单列表的一页." })
export class OrderConnection extends connectionOf(OrderType, "Order", "订单") {
  /** Not in the graph: counts the whole list when asked. */
  count!: () => Promise<CappedCount>;
}

@InputType({ description: "Goods of an order 商品." })
export class OrderItemInput {
  @Field(() => String, { description: "What was bought 商品名称, at most 500 characters." })
  goods!: string;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: "How many 数量; more than 0, at most three decimals.",
  })
  quantity?: string | null;

  @Field(() => MoneyInput, { nullable: true, description: "What these goods cost together 小计." })
  amount?: MoneyInput | null;
}

@InputType({ description: "An order to record 录入订单." })
export class RecordOrderInput {
  @Field(() => ID, {
    nullable: true,
    description: "The customer 客户; null finds the archive by `buyer`, or opens one.",
  })
  customerId?: string | null;

  @Field(() => BuyerInput, {
    nullable: true,
    description:
      "What the order says of who bought 买家信息. A known 客户ID or contact finds the archive; what is new becomes proposals on it, nothing is overwritten.",
  })
  buyer?: BuyerInput | null;

  @Field(() => DateScalar, {
    description: "Day of the deal 交易日期; from 1990 on, not later than a year ahead.",
  })
  orderedOn!: string;

  @Field(() => MoneyInput, { description: "What the customer paid 成交金额." })
  amount!: MoneyInput;

  @Field(() => [OrderItemInput], { description: "What was bought 商品; at most 100." })
  items!: OrderItemInput[];

  @Field(() => String, {
    nullable: true,
    description: "订单号 of the shop's platform, at most 100 characters; unique.",
  })
  shopOrderNumber?: string | null;

  @Field(() => TimeOfDayScalar, {
    nullable: true,
    description: "Time of day of the deal 交易时刻, by the firm's clock; null when not known.",
  })
  orderedTime?: string | null;

  @Field(() => PaymentMethod, { nullable: true, description: "How the customer paid 支付方式." })
  paymentMethod?: PaymentMethod | null;

  @Field(() => String, {
    nullable: true,
    description: "In words how the customer paid 其他支付方式, at most 50 characters; only with OTHER.",
  })
  otherPayment?: string | null;

  @Field(() => ID, { nullable: true, description: "The channel that the order came through 渠道." })
  channelId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated request have one effect 幂等键, at most 200 characters.",
  })
  idempotencyKey?: string | null;
}

@InputType({ description: "What to change of an order 修改订单. An omitted field stays." })
export class EditOrderInput {
  @Field(() => ID, { description: "The order 订单." })
  orderId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;

  @Field(() => DateScalar, { nullable: true, description: "Day of the deal 交易日期." })
  orderedOn?: string | null;

  @Field(() => MoneyInput, { nullable: true, description: "What the customer paid 成交金额." })
  amount?: MoneyInput | null;

  @Field(() => [OrderItemInput], { nullable: true, description: "What was bought 商品; replaces the list." })
  items?: OrderItemInput[] | null;

  @Field(() => String, { nullable: true, description: "订单号 of the shop's platform; null empties it." })
  shopOrderNumber?: string | null;

  @Field(() => TimeOfDayScalar, {
    nullable: true,
    description: "Time of day of the deal 交易时刻, by the firm's clock; null when not known.",
  })
  orderedTime?: string | null;

  @Field(() => PaymentMethod, { nullable: true, description: "How the customer paid 支付方式." })
  paymentMethod?: PaymentMethod | null;

  @Field(() => String, {
    nullable: true,
    description: "In words how the customer paid 其他支付方式, at most 50 characters; only with OTHER.",
  })
  otherPayment?: string | null;

  @Field(() => ID, { nullable: true, description: "The channel that the order came through 渠道." })
  channelId?: string | null;
}

@ObjectType({ simpleResolvers: true, description: "What came of a change to an order 订单变更结果." })
export class OrderPayload {
  @Field(() => OrderType, {
    nullable: true,
    description: "The order as of now 订单; on CONFLICT the current values.",
  })
  order!: OrderType | null;

  @Field(() => [FieldConflict], { description: "On CONFLICT: what others changed meanwhile 冲突字段." })
  conflicts!: FieldConflict[];

  @Field(() => [CustomerMatch], {
    description: "On AMBIGUOUS: the archives that the buyer may be 可能的客户; name one as `customerId`.",
  })
  candidates!: CustomerMatch[];

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
}
