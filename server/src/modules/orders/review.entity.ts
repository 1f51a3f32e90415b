import { Entity, Index, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { OptionalProps } from "@mikro-orm/postgresql";
import type { FieldChange } from "../../platform/changes.ts";
import { DomainError, UserErrorCode } from "../../platform/errors.ts";
import { text } from "../../platform/language.ts";
import { StaffMember } from "../access/staff-member.entity.ts";
import { Channel } from "../channels/channel.entity.ts";
import { Customer } from "../customers/customer.entity.ts";
import { Order } from "./order.entity.ts";

/** Where we have it from. */
export enum ReviewSource {
  SHOP_REVIEW = "SHOP_REVIEW",
  RETURN_VISIT = "RETURN_VISIT",
  CONVERSATION = "CONVERSATION",
}

/** How much a customer cares for promotions 对促销活动的关心程度. */
export enum PromotionInterest {
  NONE = "NONE",
  LITTLE = "LITTLE",
  SOME = "SOME",
  STRONG = "STRONG",
}

/** What a review says. */
export type ReviewDetails = Pick<
  Review,
  | "source"
  | "happenedAt"
  | "satisfaction"
  | "opinions"
  | "promotionInterest"
  | "purchaseInclination"
  | "needs"
  | "orderId"
  | "channelId"
>;

/** A review 客户评价: what a customer said of a deal, or of us. */
@Entity({ tableName: "review" })
@Index({
  name: "review_customer_index",
  expression: "create index review_customer_index on review (customer_id, happened_at desc, id desc)",
})
@Index({
  name: "review_order_index",
  expression: "create index review_order_index on review (order_id) where order_id is not null",
})
export class Review {
  [OptionalProps]?: "version" | "withdrawnAt" | "withdrawnById";

  @PrimaryKey({ type: "uuid" })
  id!: string;

  @Property({ type: "integer", version: true, default: 1 })
  version!: number;

  @ManyToOne(() => Customer, { mapToPk: true, fieldName: "customer_id", deleteRule: "cascade" })
  customerId!: string;

  @ManyToOne(() => Order, { mapToPk: true, fieldName: "order_id", nullable: true, deleteRule: "set null" })
  orderId!: string | null;

  @ManyToOne(() => Channel, {
    mapToPk: true,
    fieldName: "channel_id",
    nullable: true,
    deleteRule: "restrict",
  })
  channelId!: string | null;

  @Property({ type: "text" })
  source!: ReviewSource;

  @Property({ type: "timestamptz" })
  happenedAt!: Date;

  /** 满意程度, 1 to 5. */
  @Property({ type: "smallint", nullable: true })
  satisfaction!: number | null;

  /** 意见和建议. Free text stays searchable; erasure redacts it. */
  @Property({ type: "text", nullable: true })
  opinions!: string | null;

  @Property({ type: "text", nullable: true })
  promotionInterest!: PromotionInterest | null;

  /** 购买倾向, from a return visit. */
  @Property({ type: "text", nullable: true })
  purchaseInclination!: string | null;

  /** 客户需求, from a return visit. */
  @Property({ type: "text", nullable: true })
  needs!: string | null;

  /** Taken back: counts no more, and stays to be restored. */
  @Property({ type: "timestamptz", nullable: true })
  withdrawnAt: Date | null = null;

  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "withdrawn_by_id",
    nullable: true,
    deleteRule: "restrict",
  })
  withdrawnById: string | null = null;

  @ManyToOne(() => StaffMember, {
    mapToPk: true,
    fieldName: "recorded_by_id",
    nullable: true,
    deleteRule: "restrict",
  })
  recordedById!: string | null;

  @Property({ type: "timestamptz" })
  createdAt!: Date;

  @Property({ type: "timestamptz" })
  updatedAt!: Date;

  /** Takes over what is given and answers with what really changed. One that was taken back is not edited. */
  edit(details: Partial<ReviewDetails>, at: Date): FieldChange[] {
    if (this.withdrawnAt)
      throw wrongState("这条评价已撤回，请先恢复再修改。", "It was taken back; restore it first.");
    const changes: FieldChange[] = [];
    for (const [field, value] of Object.entries(details) as [keyof ReviewDetails, never][]) {
      const [old, given] = [asText(this[field]), asText(value)];
      if (value === undefined || old === given) continue;
      Object.assign(this, { [field]: value });
      changes.push({ field, old, new: given, personal: false });
    }
    if (changes.length > 0) this.updatedAt = at;
    return changes;
  }

  withdraw(by: string | null, at: Date): FieldChange[] {
    if (this.withdrawnAt) throw wrongState("这条评价已经撤回。", "It was taken back already.");
    this.withdrawnAt = at;
    this.withdrawnById = by;
    return [{ field: "withdrawn", old: "false", new: "true", personal: false }];
  }

  restore(): FieldChange[] {
    if (!this.withdrawnAt) throw wrongState("这条评价没有撤回。", "It was not taken back.");
    this.withdrawnAt = null;
    this.withdrawnById = null;
    return [{ field: "withdrawn", old: "true", new: "false", personal: false }];
  }
}

function asText(value: string | number | Date | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  return value instanceof Date ? value.toISOString() : String(value);
}

function wrongState(zh: string, en: string): DomainError {
  return new DomainError(UserErrorCode.WRONG_STATE, text(zh, en), ["reviewId"]);
}
