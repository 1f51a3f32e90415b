import { sql, type RawBuilder } from "kysely";
import type { RequestContext } from "../../platform/request.ts";
import { ofVisibleCustomer } from "../customers/visible-customers.queries.ts";

/** An order as a row of the customer archive sheet tells it. */
export interface ExportedOrder {
  readonly orderedOn: string;
  readonly amount: string;
  /** Its goods, one after another; null when none are named. */
  readonly goods: string | null;
}

/** Stands between the goods of one order in one cell, as people write a list. */
const BETWEEN_GOODS = "、";

/** The goods of an order in one text, as a sheet with a row for each deal has them. */
export function goodsOf(orderId: string): RawBuilder<unknown> {
  return sql`select string_agg(item.goods, ${BETWEEN_GOODS} order by item.position)
    from order_item as item where item.order_id = ${sql.ref(orderId)}`;
}

/** The orders of these customers by customer, the oldest first: as the sheet was kept, from top to bottom. */
export async function readExportedOrders(
  context: RequestContext,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ExportedOrder[]>> {
  const { rows } = await sql<ExportedOrder & { customerId: string }>`
    select customer_order.customer_id as "customerId", customer_order.ordered_on as "orderedOn", customer_order.amount,
      (${goodsOf("customer_order.id")}) as goods
    from customer_order
    where customer_order.customer_id = any(${customerIds}::uuid[])
      and ${ofVisibleCustomer(context, sql`customer_order.customer_id`)}
    order by customer_order.customer_id, customer_order.ordered_on, customer_order.id`.execute(
    context.em.getKysely(),
  );
  return Map.groupBy(rows, ({ customerId }) => customerId);
}
