import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { connectionOf, PageArguments } from "../../platform/connection.ts";
import { UserError } from "../../platform/errors.ts";
import { DateTimeScalar, Node } from "../../platform/scalars.ts";
import type { CappedCount } from "../../platform/scalars.ts";
import type { Moment } from "../../platform/tables.ts";
import { FieldConflict } from "../customers/customer-change.types.ts";
import { CustomerMatch } from "../customers/customer.types.ts";
import { BuyerInput } from "./buyer.types.ts";
import { PromotionInterest, ReviewSource } from "./review.entity.ts";

registerEnumType(ReviewSource, {
  name: "ReviewSource",
  description: "Where we have a review from 评价来源.",
  valuesConfig: {
    SHOP_REVIEW: { description: "Written by the customer, in the shop or elsewhere 客户评价." },
    RETURN_VISIT: { description: "Told us when we asked 回访." },
    CONVERSATION: { description: "Said in passing, in a chat or on the telephone 沟通中提到." },
  },
});

registerEnumType(PromotionInterest, {
  name: "PromotionInterest",
  description: "How much a customer cares for promotions 对促销活动的关心程度.",
  valuesConfig: {
    NONE: { description: "Not at all 不关心." },
    LITTLE: { description: "Little 不太关心." },
    SOME: { description: "Somewhat 比较关心." },
    STRONG: { description: "Very much 非常关心." },
  },
});

@ObjectType("Review", {
  implements: Node,
  simpleResolvers: true,
  description: "A review 客户评价: what a customer said of a deal, or of us.",
})
export class ReviewType extends Node {
  readonly __typename!: "Review";
  recordId!: string;
  customerId!: string;
  orderId!: string | null;
  channelId!: string | null;
  recordedById!: string | null;

  @Field(() => Int, { description: "Grows with each edit 版本号; give it back as `expectedVersion`." })
  version!: number;

  @Field(() => ReviewSource, { description: "Where we have it from 来源." })
  source!: ReviewSource;

  @Field(() => DateTimeScalar, { description: "When the customer said it 评价时间." })
  happenedAt!: Moment;

  @Field(() => Int, {
    nullable: true,
    description: "How satisfied the customer is 满意程度, 1 to 5; null when not said.",
  })
  satisfaction!: number | null;

  @Field(() => String, { nullable: true, description: "Opinions and suggestions 意见和建议, plain text." })
  opinions!: string | null;

  @Field(() => PromotionInterest, {
    nullable: true,
    description: "How much the customer cares for promotions 对促销活动的关心程度; null when not said.",
  })
  promotionInterest!: PromotionInterest | null;

  @Field(() => String, {
    nullable: true,
    description: "What the customer is inclined to buy 购买倾向, from a return visit.",
  })
  purchaseInclination!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What the customer needs 客户需求, from a return visit.",
  })
  needs!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When it was taken back 撤回时间: it counts no more; null when it stands.",
  })
  withdrawnAt!: Moment | null;

  @Field(() => DateTimeScalar, { description: "When it came into Dossier 录入时间." })
  createdAt!: Moment;
}

@ObjectType({ simpleResolvers: true, description: "A page of reviews 评价列表的一页." })
export class ReviewConnection extends connectionOf(ReviewType, "Review", "评价") {
  /** Not in the graph: counts the whole list when asked. */
  count!: () => Promise<CappedCount>;
}

@ArgsType()
export class ReviewArguments extends PageArguments {
  @Field(() => Boolean, {
    nullable: true,
    description: "Also those that were taken back 包括已撤回的; not when omitted.",
  })
  withdrawn?: boolean | null;
}

@InputType()
abstract class ReviewDetailsInput {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "When the customer said it 评价时间; not later than now.",
  })
  happenedAt?: string | null;

  @Field(() => Int, { nullable: true, description: "How satisfied 满意程度, 1 to 5." })
  satisfaction?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Opinions and suggestions 意见和建议, at most 5,000 characters.",
  })
  opinions?: string | null;

  @Field(() => PromotionInterest, {
    nullable: true,
    description: "How much the customer cares for promotions 对促销活动的关心程度.",
  })
  promotionInterest?: PromotionInterest | null;

  @Field(() => String, {
    nullable: true,
    description: "购买倾向, at most 1,000 characters; only of a return visit.",
  })
  purchaseInclination?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "客户需求, at most 1,000 characters; only of a return visit.",
  })
  needs?: string | null;

  @Field(() => ID, { nullable: true, description: "The order it is about 订单, of the same customer." })
  orderId?: string | null;

  @Field(() => ID, { nullable: true, description: "The channel it came through 渠道." })
  channelId?: string | null;
}

@InputType({
  description:
    "A review to record 录入评价. Satisfaction, opinions or the interest in promotions are needed; it happened now when not said otherwise.",
})
export class RecordReviewInput extends ReviewDetailsInput {
  @Field(() => ID, {
    nullable: true,
    description: "The customer 客户; null finds the archive by `buyer`, or opens one.",
  })
  customerId?: string | null;

  @Field(() => BuyerInput, {
    nullable: true,
    description:
      "What the review says of who wrote it 买家信息. A known 客户ID or contact finds the archive; what is new becomes proposals on it, nothing is overwritten.",
  })
  buyer?: BuyerInput | null;

  @Field(() => ReviewSource, {
    defaultValue: ReviewSource.SHOP_REVIEW,
    description: "Where we have it from 来源.",
  })
  source!: ReviewSource;

  @Field(() => String, {
    nullable: true,
    description: "Makes a repeated request have one effect 幂等键, at most 200 characters.",
  })
  idempotencyKey?: string | null;
}

@InputType()
abstract class ReadReviewInput {
  @Field(() => ID, { description: "The review 评价." })
  reviewId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;
}

@InputType({ description: "What to change of a review 修改评价. An omitted field stays, null empties it." })
export class EditReviewInput extends ReviewDetailsInput {
  @Field(() => ID, { description: "The review 评价." })
  reviewId!: string;

  @Field(() => Int, { description: "The version last read 读取时的版本号; another one answers CONFLICT." })
  expectedVersion!: number;

  @Field(() => ReviewSource, { nullable: true, description: "Where we have it from 来源." })
  source?: ReviewSource | null;
}

@InputType({ description: "A review to take back 撤回评价." })
export class WithdrawReviewInput extends ReadReviewInput {}

@InputType({ description: "A review to let count again 恢复评价." })
export class RestoreReviewInput extends ReadReviewInput {}

@ObjectType({ simpleResolvers: true, description: "What came of a change to a review 评价变更结果." })
export class ReviewPayload {
  @Field(() => ReviewType, {
    nullable: true,
    description: "The review as of now 评价; on CONFLICT the current values.",
  })
  review!: ReviewType | null;

  @Field(() => [FieldConflict], { description: "On CONFLICT: what others changed meanwhile 冲突字段." })
  conflicts!: FieldConflict[];

  @Field(() => [CustomerMatch], {
    description: "On AMBIGUOUS: the archives that the buyer may be 可能的客户; name one as `customerId`.",
  })
  candidates!: CustomerMatch[];

  @Field(() => [UserError], { description: "Why nothing was changed 错误; empty when it was." })
  errors!: UserError[];
}
