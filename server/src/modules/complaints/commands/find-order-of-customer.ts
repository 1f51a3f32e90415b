import { DomainError, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { findOrder } from "../../orders/order.queries.ts";

/** The order a complaint is about; refuses one of another customer. */
export async function findOrderOfCustomer(
  context: RequestContext,
  orderId: string,
  customerId: string,
): Promise<string> {
  const id = recordId("Order", orderId);
  const order = await findOrder(context, id);
  if (!order) throw notFound(["orderId"]);
  if (order.customerId !== customerId) {
    throw new DomainError(
      UserErrorCode.INVALID_VALUE,
      text(
        "这是其他客户的订单，请选择该客户自己的订单。",
        "This order is another customer's. Choose one of the customer who complains.",
      ),
      ["orderId"],
    );
  }
  return order.recordId;
}
