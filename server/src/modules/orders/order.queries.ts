import { sql } from "kysely";
import { countsOfChildren, NONE, pagesOfChildren } from "../../platform/child-pages.ts";
import { keysetPage, type Keyset, type Page, type PageArguments } from "../../platform/connection.ts";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { CappedCount } from "../../platform/scalars.ts";
import { isAnyOf, type TableOf } from "../../platform/tables.ts";
import { ofVisibleCustomer } from "../customers/visible-customers.queries.ts";
import type { OrderItem } from "./order-item.entity.ts";
import type { Order } from "./order.entity.ts";
import { ordersLike } from "./order-filter.queries.ts";
import type { OrderFilter } from "./purchase-analysis.types.ts";
import type { OrderItemType, OrderType } from "./order.types.ts";

type Tables = { customer_order: TableOf<Order> };

type OrderPage = Page<OrderType> & { count: () => Promise<CappedCount> };

const KEYSET: Keyset<TableOf<Order>> = {
  name: "ordered",
  column: sql`customer_order.ordered_on`,
  type: "date",
  id: sql`customer_order.id`,
  valueIn: (row) => row.ordered_on,
};

/** A customer's orders, the latest first; the lists of all customers of a level are read in one statement. */
export async function listOrders(
  context: RequestContext,
  customerId: string,
  page: PageArguments,
  filter: OrderFilter | null = null,
): Promise<OrderPage> {
  const keyset = keysetPage(KEYSET, page);
  const orders = { table: "customer_order", parent: "customer_id", where: ordersLike(filter) };
  const rows = await context.loaders.one(`orders ${JSON.stringify([page, filter])}`, customerId, (ids) =>
    pagesOfChildren(context.em, ids, { ...orders, keyset }),
  );
  return Object.assign(keyset.page(rows ?? [], showOrder), {
    count: async () =>
      (await context.loaders.one(`orderCount ${JSON.stringify(filter)}`, customerId, (ids) =>
        countsOfChildren(context.em, ids, orders),
      )) ?? NONE,
  });
}

/** One order by the id in the database; all of a level are read in one statement. */
export async function findOrder(context: RequestContext, id: string | null): Promise<OrderType | null> {
  if (!id) return null;
  return context.loaders.one("order", id, async (ids) => {
    const rows = await context.em
      .getKysely<Tables>()
      .selectFrom("customer_order")
      .selectAll()
      .where(isAnyOf("id", ids))
      .where(ofVisibleCustomer(context, sql`customer_order.customer_id`))
      .execute();
    return new Map(rows.map((row) => [row.id, showOrder(row)]));
  });
}

/** An order number, when an order has it whose customer the caller may not see. */
export async function listHiddenOrderNumbers(
  context: RequestContext,
  shopOrderNumber: string,
): Promise<readonly string[]> {
  const { rows } = await sql`
    select from customer_order
    where shop_order_number = ${shopOrderNumber}
      and not ${ofVisibleCustomer(context, sql`customer_order.customer_id`)}`.execute(context.em.getKysely());
  return rows.map(() => `shop order number ${shopOrderNumber}`);
}

/** The goods of an order; all orders of a level are read in one statement. */
export async function listOrderItems(context: RequestContext, orderId: string): Promise<OrderItemType[]> {
  const items = await context.loaders.one("orderItems", orderId, async (ids) => {
    const { rows } = await sql<TableOf<OrderItem>>`
      select order_id, goods, quantity, amount from order_item
      where ${isAnyOf("order_id", ids)} order by order_id, position`.execute(context.em.getKysely());
    const byOrder = new Map<string, OrderItemType[]>();
    for (const row of rows) {
      const known = byOrder.get(row.order_id) ?? [];
      known.push({
        goods: row.goods,
        quantity: plainDecimal(row.quantity),
        amount: row.amount === null ? null : { amount: row.amount, currency: "CNY" },
      });
      byOrder.set(row.order_id, known);
    }
    return byOrder;
  });
  return items ?? [];
}

/** 2.000 reads 2, 1.500 reads 1.5. */
export function plainDecimal(value: string | null): string | null {
  return value?.includes(".") ? value.replace(/\.?0+$/, "") : value;
}

function showOrder(row: TableOf<Order>): OrderType {
  return {
    __typename: "Order",
    id: globalId("Order", row.id),
    recordId: row.id,
    customerId: row.customer_id,
    channelId: row.channel_id,
    number: row.number,
    version: row.version,
    shopOrderNumber: row.shop_order_number,
    orderedOn: row.ordered_on,
    orderedTime: row.ordered_time,
    paymentMethod: row.payment_method,
    otherPayment: row.other_payment,
    amount: { amount: row.amount, currency: row.currency },
    createdAt: row.created_at,
  };
}
