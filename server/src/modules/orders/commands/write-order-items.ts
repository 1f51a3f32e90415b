import type { RequestContext } from "../../../platform/request.ts";
import type { TableOf } from "../../../platform/tables.ts";
import type { OrderItem } from "../order-item.entity.ts";
import { plainDecimal } from "../order.queries.ts";
import type { CheckedItem } from "./order-input.ts";

type Tables = { order_item: TableOf<OrderItem> };

/** Replaces the goods of an order. */
export async function writeOrderItems(
  context: RequestContext,
  orderId: string,
  items: readonly CheckedItem[],
): Promise<void> {
  const kysely = context.em.getKysely<Tables>();
  await kysely.deleteFrom("order_item").where("order_id", "=", orderId).execute();
  if (items.length === 0) return;
  await kysely
    .insertInto("order_item")
    .values(items.map((item, position) => ({ order_id: orderId, position, ...item })))
    .execute();
}

/** The goods of an order as they stand in the change log. */
export function describeItems(items: readonly CheckedItem[]): string {
  return items
    .map((item) =>
      [item.goods, item.quantity && `×${item.quantity}`, item.amount && `¥${item.amount}`]
        .filter(Boolean)
        .join(" "),
    )
    .join(", ");
}

export async function readOrderItems(context: RequestContext, orderId: string): Promise<CheckedItem[]> {
  const rows = await context.em
    .getKysely<Tables>()
    .selectFrom("order_item")
    .select(["goods", "quantity", "amount"])
    .where("order_id", "=", orderId)
    .orderBy("position")
    .execute();
  return rows.map((row) => ({ ...row, quantity: plainDecimal(row.quantity) }));
}
