import { sql } from "kysely";
import type { RequestContext } from "../../platform/request.ts";
import { goodsOf } from "./exported-orders.queries.ts";

export interface MatchedOrder {
  readonly id: string;
  readonly customerId: string;
  readonly importId: string | null;
  readonly shopOrderNumber: string;
  readonly orderedOn: string;
  readonly amount: string;
  readonly lines: { goods: string; quantity: string | null; amount: string | null }[];
}

interface OrderRow {
  id: string;
  customer_id: string;
  import_id: string | null;
  shop_order_number: string;
  ordered_on: string;
  amount: string;
}

/** The orders on file with these numbers of the shop's platform, with their goods. */
export async function matchOrders(
  context: RequestContext,
  numbers: readonly string[],
): Promise<MatchedOrder[]> {
  if (numbers.length === 0) return [];
  const kysely = context.em.getKysely();
  const { rows } = await sql<OrderRow>`
    select id, customer_id, import_id, shop_order_number, ordered_on, amount from customer_order
    where shop_order_number = any(${numbers}::text[])`.execute(kysely);
  const lines = await linesOf(
    context,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    customerId: row.customer_id,
    importId: row.import_id,
    shopOrderNumber: row.shop_order_number,
    orderedOn: row.ordered_on,
    amount: row.amount,
    lines: lines.get(row.id) ?? [],
  }));
}

async function linesOf(
  context: RequestContext,
  orderIds: readonly string[],
): Promise<Map<string, MatchedOrder["lines"]>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await sql<{
    order_id: string;
    goods: string;
    quantity: string | null;
    amount: string | null;
  }>`
    select order_id, goods, quantity, amount from order_item
    where order_id = any(${orderIds}::uuid[]) order by order_id, position`.execute(context.em.getKysely());
  const byOrder = new Map<string, MatchedOrder["lines"]>();
  for (const { order_id, ...line } of rows) {
    const known = byOrder.get(order_id);
    if (known) known.push(line);
    else byOrder.set(order_id, [line]);
  }
  return byOrder;
}

/** An order on file as a row of a sheet without order numbers would tell it. */
export interface OrderAlike {
  readonly customerId: string;
  readonly orderedOn: string;
  readonly amount: string;
  readonly goods: string | null;
}

/** The orders of these customers on these days, whoever recorded them, but for those of one import. */
export async function matchOrdersOfDays(
  context: RequestContext,
  deals: readonly { readonly customerId: string; readonly orderedOn: string }[],
  exceptImport: string,
): Promise<OrderAlike[]> {
  if (deals.length === 0) return [];
  const { rows } = await sql<OrderAlike>`
    select found.customer_id as "customerId", found.ordered_on as "orderedOn", found.amount, (${goodsOf("found.id")}) as goods
    from (
      select distinct customer_id, ordered_on
      from unnest(${deals.map(({ customerId }) => customerId)}::uuid[], ${deals.map(({ orderedOn }) => orderedOn)}::date[])
        as deal (customer_id, ordered_on)
    ) as wanted
    join customer_order as found
      on found.customer_id = wanted.customer_id and found.ordered_on = wanted.ordered_on
    where found.import_id is distinct from ${exceptImport}::uuid`.execute(context.em.getKysely());
  return rows;
}

/** Those of the natural keys, in hexadecimal, that an order on file has, with the import that made it. */
export async function matchOrderKeys(
  context: RequestContext,
  keys: readonly Buffer[],
): Promise<Map<string, string | null>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ key: string; import_id: string | null }>`
    select encode(natural_key, 'hex') as key, import_id from customer_order
    where natural_key = any(${keys}::bytea[])`.execute(context.em.getKysely());
  return new Map(rows.map((row) => [row.key, row.import_id]));
}
