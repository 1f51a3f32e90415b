import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { PageArguments } from "../../platform/connection.ts";
import type { RequestContext } from "../../platform/request.ts";
import { CustomerType } from "../customers/customer.types.ts";
import { listOrders } from "./order.queries.ts";
import { OrderConnection } from "./order.types.ts";

@Resolver(() => CustomerType)
export class CustomerOrdersResolver {
  @FieldResolver(() => OrderConnection, { description: "The customer's orders 订单, the latest first." })
  orders(
    @Ctx() context: RequestContext,
    @Root() customer: CustomerType,
    @Args(() => PageArguments) page: PageArguments,
  ): Promise<OrderConnection> {
    return listOrders(context, customer.recordId, page);
  }
}
