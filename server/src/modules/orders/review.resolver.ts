import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from "type-graphql";
import { Can, Creates } from "../../platform/authz.ts";
import { mutate, type MutationOutcome } from "../../platform/mutate.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { CappedCount } from "../../platform/scalars.ts";
import { selectedFields } from "../../platform/selection.ts";
import { findStaff } from "../access/staff.queries.ts";
import { StaffMemberType } from "../access/staff.types.ts";
import { ChannelType, findChannel } from "../channels/channel.queries.ts";
import { listConflicts } from "../customers/customer-history.queries.ts";
import { findCustomer } from "../customers/customer.queries.ts";
import { CustomerType } from "../customers/customer.types.ts";
import { reachesCustomer } from "../customers/visible-customers.queries.ts";
import { countingBuyer, listCandidates } from "./buyer-match.queries.ts";
import type { BuyerInput } from "./buyer.types.ts";
import { editReview, restoreReview, withdrawReview } from "./commands/change-review.ts";
import { recordReview } from "./commands/record-review.ts";
import { findOrder } from "./order.queries.ts";
import { OrderType } from "./order.types.ts";
import { findReview, listReviews, listReviewsOfOrder } from "./review.queries.ts";
import {
  EditReviewInput,
  RecordReviewInput,
  RestoreReviewInput,
  ReviewArguments,
  ReviewConnection,
  ReviewPayload,
  ReviewType,
  WithdrawReviewInput,
} from "./review.types.ts";

@Resolver(() => ReviewType)
export class ReviewResolver {
  @Creates()
  @Can("review:record")
  @Mutation(() => ReviewPayload, {
    description: "Records a review 录入评价 of a customer, or of whoever its buyer's data means.",
  })
  async recordReview(
    @Ctx() context: RequestContext,
    @Arg("input", () => RecordReviewInput, { description: "The review 评价内容." }) input: RecordReviewInput,
  ): Promise<ReviewPayload> {
    const request = { operation: "recordReview", input, idempotencyKey: input.idempotencyKey };
    const outcome = await countingBuyer(context, input, () =>
      mutate(context, request, (scope) => recordReview(scope, input)),
    );
    return reviewPayload(context, outcome, input.buyer ?? null);
  }

  @Can("review:edit")
  @Mutation(() => ReviewPayload, { description: "Changes what is given of a review 修改评价." })
  async editReview(
    @Ctx() context: RequestContext,
    @Arg("input", () => EditReviewInput, { description: "The review and what to change 评价与修改内容." })
    input: EditReviewInput,
  ): Promise<ReviewPayload> {
    return reviewPayload(
      context,
      await mutate(context, { operation: "editReview" }, (scope) => editReview(scope, input)),
    );
  }

  @Can("review:withdraw")
  @Mutation(() => ReviewPayload, {
    description: "Takes a review back 撤回评价: it counts no more. `restoreReview` undoes it.",
  })
  async withdrawReview(
    @Ctx() context: RequestContext,
    @Arg("input", () => WithdrawReviewInput, { description: "The review 评价." }) input: WithdrawReviewInput,
  ): Promise<ReviewPayload> {
    return reviewPayload(
      context,
      await mutate(context, { operation: "withdrawReview" }, (scope) => withdrawReview(scope, input)),
    );
  }

  @Can("review:restore")
  @Mutation(() => ReviewPayload, { description: "Lets a review count again that was taken back 恢复评价." })
  async restoreReview(
    @Ctx() context: RequestContext,
    @Arg("input", () => RestoreReviewInput, { description: "The review 评价." }) input: RestoreReviewInput,
  ): Promise<ReviewPayload> {
    return reviewPayload(
      context,
      await mutate(context, { operation: "restoreReview" }, (scope) => restoreReview(scope, input)),
    );
  }

  @FieldResolver(() => CustomerType, { description: "Whose review it is 客户." })
  async customer(
    @Ctx() context: RequestContext,
    @Root() review: ReviewType,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CustomerType> {
    const customer = await findCustomer(context, { id: review.customerId }, selectedFields(info, []));
    if (!customer) throw new Error("a review without its customer");
    return customer;
  }

  @FieldResolver(() => OrderType, {
    nullable: true,
    description: "The order it is about 订单; null when it is about none.",
  })
  order(@Ctx() context: RequestContext, @Root() review: ReviewType): Promise<OrderType | null> {
    return findOrder(context, review.orderId);
  }

  @FieldResolver(() => ChannelType, {
    nullable: true,
    description: "The channel it came through 渠道; null when not known.",
  })
  channel(@Ctx() context: RequestContext, @Root() review: ReviewType): NowOrSoon<ChannelType | null> {
    return findChannel(context, review.channelId);
  }

  @FieldResolver(() => StaffMemberType, {
    nullable: true,
    description: "Who recorded it 录入人; null for the system.",
  })
  recordedBy(@Ctx() context: RequestContext, @Root() review: ReviewType): NowOrSoon<StaffMemberType | null> {
    return findStaff(context, review.recordedById);
  }

  @FieldResolver(() => Boolean, { description: "Whether the caller may edit this review 可否编辑." })
  viewerCanEdit(@Ctx() context: RequestContext, @Root() review: ReviewType): Promise<boolean> {
    return reachesCustomer(context, "review:edit", review.customerId);
  }

  @FieldResolver(() => Boolean, {
    description: "Whether the caller may take this review back 可否撤回.",
  })
  viewerCanWithdraw(@Ctx() context: RequestContext, @Root() review: ReviewType): Promise<boolean> {
    return reachesCustomer(context, "review:withdraw", review.customerId);
  }
}

@Resolver(() => ReviewConnection)
export class ReviewConnectionResolver {
  @FieldResolver(() => CappedCount, { description: "How many in all 总数, counted up to 10,000." })
  totalCount(@Root() connection: ReviewConnection): Promise<CappedCount> {
    return connection.count();
  }
}

@Resolver(() => CustomerType)
export class CustomerReviewsResolver {
  @FieldResolver(() => ReviewConnection, {
    description: "What the customer said 客户评价, the newest first.",
  })
  reviews(
    @Ctx() context: RequestContext,
    @Root() customer: CustomerType,
    @Args(() => ReviewArguments) list: ReviewArguments,
  ): Promise<ReviewConnection> {
    return listReviews(context, customer.recordId, list);
  }
}

@Resolver(() => OrderType)
export class OrderReviewsResolver {
  @FieldResolver(() => [ReviewType], {
    description: "What was said of the order 订单评价, the newest first.",
  })
  reviews(@Ctx() context: RequestContext, @Root() order: OrderType): Promise<ReviewType[]> {
    return listReviewsOfOrder(context, order.recordId);
  }
}

async function reviewPayload(
  context: RequestContext,
  outcome: MutationOutcome<string>,
  buyer: BuyerInput | null = null,
): Promise<ReviewPayload> {
  const id = outcome.done ? outcome.answer : (outcome.stale?.recordId ?? null);
  const conflicts =
    !outcome.done && outcome.stale
      ? await listConflicts(context, outcome.stale.recordId, outcome.stale.expectedVersion)
      : [];
  return {
    review: await findReview(context, id),
    conflicts,
    candidates: await listCandidates(context, buyer, outcome),
    errors: outcome.errors,
  };
}
