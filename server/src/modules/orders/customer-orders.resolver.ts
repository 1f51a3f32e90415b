import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from "type-graphql";
import { PageArguments } from "../../platform/connection.ts";
import type { RequestContext } from "../../platform/request.ts";
import { CustomerType } from "../customers/customer.types.ts";
import { listOrders } from "./order.queries.ts";
import { OrderConnection } from "./order.types.ts";
import { analysePurchases } from "./purchase-analysis.queries.ts";
import { OrderFilter, PurchaseAnalysis } from "./purchase-analysis.types.ts";

@ArgsType()
class OrderArguments extends PageArguments {
  @Field(() => OrderFilter, { nullable: true, description: "Only these orders 筛选; all when omitted." })
  filter?: OrderFilter | null;
}

@Resolver(() => CustomerType)
export class CustomerOrdersResolver {
  @FieldResolver(() => OrderConnection, { description: "The customer's orders 订单, the latest first." })
  orders(
    @Ctx() context: RequestContext,
    @Root() customer: CustomerType,
    @Args(() => OrderArguments) { filter, ...page }: OrderArguments,
  ): Promise<OrderConnection> {
    return listOrders(context, customer.recordId, page, filter ?? null);
  }

  @FieldResolver(() => PurchaseAnalysis, {
    description: "What the orders say of the customer's buying 购买分析.",
  })
  purchaseAnalysis(
    @Ctx() context: RequestContext,
    @Root() customer: CustomerType,
  ): Promise<PurchaseAnalysis> {
    return analysePurchases(context, customer.recordId);
  }
}
