import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from "type-graphql";
import { Can, Creates } from "../../platform/authz.ts";
import { mutate, type MutationOutcome } from "../../platform/mutate.ts";
import type { NowOrSoon } from "../../platform/reference.ts";
import type { RequestContext } from "../../platform/request.ts";
import { selectedFields } from "../../platform/selection.ts";
import { CappedCount } from "../../platform/scalars.ts";
import { normaliseText } from "../../platform/plain-text.ts";
import { refuseGuessing, type UniqueValues } from "../customers/commands/refuse-guessing.ts";
import { listConflicts } from "../customers/customer-history.queries.ts";
import { findCustomer } from "../customers/customer.queries.ts";
import { CustomerType } from "../customers/customer.types.ts";
import { reachesCustomer } from "../customers/visible-customers.queries.ts";
import { ChannelType, findChannel } from "../channels/channel.queries.ts";
import { countingBuyer, listCandidates } from "./buyer-match.queries.ts";
import type { BuyerInput } from "./buyer.types.ts";
import { editOrder } from "./commands/edit-order.ts";
import { recordOrder } from "./commands/record-order.ts";
import { findOrder, listHiddenOrderNumbers, listOrderItems } from "./order.queries.ts";
import {
  EditOrderInput,
  OrderConnection,
  OrderItemType,
  OrderPayload,
  OrderType,
  RecordOrderInput,
} from "./order.types.ts";

@Resolver(() => OrderType)
export class OrderResolver {
  @Creates()
  @Can("order:record")
  @Mutation(() => OrderPayload, {
    description: "Records an order 录入订单 of a customer, or of whoever its buyer's data means.",
  })
  async recordOrder(
    @Ctx() context: RequestContext,
    @Arg("input", () => RecordOrderInput, { description: "The order 订单信息." }) input: RecordOrderInput,
  ): Promise<OrderPayload> {
    const request = { operation: "recordOrder", input, idempotencyKey: input.idempotencyKey };
    const outcome = await countingBuyer(context, input, () =>
      refuseGuessing(context, shopOrderNumberIn(context, input), () =>
        mutate(context, request, (scope) => recordOrder(scope, input)),
      ),
    );
    return orderPayload(context, outcome, input.buyer ?? null);
  }

  @Can("order:edit")
  @Mutation(() => OrderPayload, { description: "Changes what is given of an order 修改订单." })
  async editOrder(
    @Ctx() context: RequestContext,
    @Arg("input", () => EditOrderInput, { description: "The order and what to change 订单与修改内容." })
    input: EditOrderInput,
  ): Promise<OrderPayload> {
    const outcome = await refuseGuessing(context, shopOrderNumberIn(context, input), () =>
      mutate(context, { operation: "editOrder" }, (scope) => editOrder(scope, input)),
    );
    return orderPayload(context, outcome);
  }

  @FieldResolver(() => CustomerType, { description: "Who bought 客户." })
  async customer(
    @Ctx() context: RequestContext,
    @Root() order: OrderType,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CustomerType> {
    const customer = await findCustomer(context, { id: order.customerId }, selectedFields(info, []));
    if (!customer) throw new Error("an order without its customer");
    return customer;
  }

  @FieldResolver(() => [OrderItemType], { description: "What was bought 商品." })
  items(@Ctx() context: RequestContext, @Root() order: OrderType): Promise<OrderItemType[]> {
    return listOrderItems(context, order.recordId);
  }

  @FieldResolver(() => ChannelType, {
    nullable: true,
    description: "The channel that the order came through 渠道; null when not known.",
  })
  channel(@Ctx() context: RequestContext, @Root() order: OrderType): NowOrSoon<ChannelType | null> {
    return findChannel(context, order.channelId);
  }

  @FieldResolver(() => Boolean, { description: "Whether the caller may edit this order 可否编辑." })
  viewerCanEdit(@Ctx() context: RequestContext, @Root() order: OrderType): Promise<boolean> {
    return reachesCustomer(context, "order:edit", order.customerId);
  }
}

@Resolver(() => OrderConnection)
export class OrderConnectionResolver {
  @FieldResolver(() => CappedCount, { description: "How many orders in all 总数, counted up to 10,000." })
  totalCount(@Root() connection: OrderConnection): Promise<CappedCount> {
    return connection.count();
  }
}

function shopOrderNumberIn(
  context: RequestContext,
  { shopOrderNumber }: Pick<EditOrderInput, "shopOrderNumber">,
): UniqueValues {
  const number = normaliseText(shopOrderNumber ?? "");
  return {
    given: number !== "",
    path: ["shopOrderNumber"],
    hidden: () => listHiddenOrderNumbers(context, number),
  };
}

async function orderPayload(
  context: RequestContext,
  outcome: MutationOutcome<string>,
  buyer: BuyerInput | null = null,
): Promise<OrderPayload> {
  const id = outcome.done ? outcome.answer : (outcome.stale?.recordId ?? null);
  const conflicts =
    !outcome.done && outcome.stale
      ? await listConflicts(context, outcome.stale.recordId, outcome.stale.expectedVersion)
      : [];
  return {
    order: await findOrder(context, id),
    conflicts,
    candidates: await listCandidates(context, buyer, outcome),
    errors: outcome.errors,
  };
}
