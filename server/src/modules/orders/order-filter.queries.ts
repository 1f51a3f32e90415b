import { sql, type RawBuilder, type SqlBool } from "kysely";
import { WEEKDAYS, type OrderFilter } from "./purchase-analysis.types.ts";

/** The orders that a bar of the analysis stands for. */
export function ordersLike(filter: OrderFilter | null | undefined): RawBuilder<SqlBool> {
  const conditions: RawBuilder<SqlBool>[] = [];
  const { orderedFrom, orderedTo, weekday, hour, goods } = filter ?? {};
  if (orderedFrom) conditions.push(sql`customer_order.ordered_on >= ${orderedFrom}::date`);
  if (orderedTo) conditions.push(sql`customer_order.ordered_on <= ${orderedTo}::date`);
  if (weekday)
    conditions.push(
      sql`extract(isodow from customer_order.ordered_on) = ${WEEKDAYS.indexOf(weekday) + 1}::integer`,
    );
  if (hour !== undefined && hour !== null)
    conditions.push(sql`extract(hour from customer_order.ordered_time) = ${hour}::integer`);
  if (goods)
    conditions.push(sql`exists (
      select from order_item where order_item.order_id = customer_order.id and order_item.goods = ${goods})`);
  return conditions.length === 0 ? sql<SqlBool>`true` : sql.join<SqlBool>(conditions, sql` and `);
}
