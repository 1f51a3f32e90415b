import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";
import { OptionalProps } from "@mikro-orm/postgresql";
import type { FieldChange } from "../../platform/changes.ts";
import { StaffMember } from "../access/staff-member.entity.ts";
import { Channel } from "../channels/channel.entity.ts";
import { Customer } from "../customers/customer.entity.ts";

/** How a customer paid 支付方式. */
export enum PaymentMethod {
  ALIPAY = "ALIPAY",
  WECHAT_PAY = "WECHAT_PAY",
  BANK_CARD = "BANK_CARD",
  BANK_TRANSFER = "BANK_TRANSFER",
  CASH = "CASH",
  CASH_ON_DELIVERY = "CASH_ON_DELIVERY",
  OTHER = "OTHER",
}

/** What of an order can be changed. */
export type OrderDetails = Pick<
  Order,
  "orderedOn" | "orderedTime" | "amount" | "shopOrderNumber" | "paymentMethod" | "otherPayment" | "channelId"
>;

type OptionalDetail = "orderedTime" | "paymentMethod" | "otherPayment" | "channelId";

/** An order 订单: one deal with one customer. */
@Entity({ tableName: "customer_order" })
@Index({
  name: "customer_order_customer_index",
  expression:
    "create index customer_order_customer_index on customer_order (customer_id, ordered_on desc, id desc)",
})
@Index({
  name: "customer_order_import_index",
  expression:
    "create index customer_order_import_index on customer_order (import_id) where import_id is not null",
})
export class Order {
  [OptionalProps]?: "version" | "number" | "currency" | "importId" | "naturalKey" | OptionalDetail;

  @PrimaryKey({ type: "uuid" })
  id!: string;

  /** DD-000123; given by the database. Numbers may have gaps. */
  @Property({ type: "text", defaultRaw: "next_number('DD-'::text, 'order_number'::regclass)" })
  @Unique()
  number!: string;

  @Property({ type: "integer", version: true, default: 1 })
  version!: number;

  @ManyToOne(() => Customer, { mapToPk: true, fieldName: "customer_id", deleteRule: "cascade" })
  customerId!: string;

  /** 订单号 of the shop's platform; unique where there is one. */
  @Property({ type: "text", nullable: true })
  @Unique()
  shopOrderNumber!: string | null;

  @Property({ type: "date" })
  orderedOn!: string;

  /** The time of day by the firm's clock, where it is known. */
  @Property({ type: "text", columnType: "time(0)", nullable: true })
  orderedTime: string | null = null;

  @Property({ columnType: "numeric(14,2)", type: "string" })
  amount!: string;

  @Property({ type: "text", default: "CNY" })
  currency = "CNY";

  @Property({ type: "text", nullable: true })
  paymentMethod: PaymentMethod | null = null;

  /** How it was paid otherwise, in words. */
  @Property({ type: "text", nullable: true })
  otherPayment: string | null = null;

  /** Where the order came through; where the customer came from stands with the customer. */
  @ManyToOne(() => Channel, {
    mapToPk: true,
    fieldName: "channel_id",
    nullable: true,
    deleteRule: "restrict",
  })
  channelId: string | null = null;

  /** Hash of customer, day, goods, amount and ordinal of an imported order without a number: finds it again. */
  @Property({ type: "blob", nullable: true })
  @Unique()
  naturalKey: Buffer | null = null;

  @Property({ type: "uuid", nullable: true })
  importId: string | null = null;

  @Property({ type: "timestamptz" })
  createdAt!: Date;

  @Property({ type: "timestamptz" })
  updatedAt!: Date;

  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "created_by_id",
    nullable: true,
    deleteRule: "restrict",
  })
  createdById!: string | null;

  /** Takes over the given details and answers with what really changed. */
  edit(details: Partial<OrderDetails>, at: Date): FieldChange[] {
    const changes: FieldChange[] = [];
    for (const [field, value] of Object.entries(details) as [keyof typeof details, string | null][]) {
      const old = this[field];
      if (value === undefined || value === old) continue;
      Object.assign(this, { [field]: value });
      changes.push({ field, old, new: value, personal: false });
    }
    if (changes.length > 0) this.updatedAt = at;
    return changes;
  }
}
