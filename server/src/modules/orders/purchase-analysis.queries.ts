import { sql, type RawBuilder } from "kysely";
import { businessDay, now } from "../../platform/clock.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { Money } from "../../platform/scalars.ts";
import { tableOf } from "../../platform/tables.ts";
import { plainDecimal } from "./order.queries.ts";
import { WEEKDAYS, type GoodsPurchased, type PurchaseAnalysis } from "./purchase-analysis.types.ts";

const MONTHS = 24;
const MOST_GOODS = 10;

interface Sum {
  readonly orders: number;
  readonly amount: string;
}
interface GoodsSum {
  readonly goods: string;
  readonly orders: number;
  readonly quantity: string | null;
  readonly amount: string | null;
}
interface AnalysisRow {
  readonly customer_id: string;
  readonly orders: number;
  readonly amount: string;
  readonly average: string | null;
  readonly first_on: string | null;
  readonly last_on: string | null;
  readonly days: number;
  readonly quantity: string;
  readonly months: Readonly<Record<string, Sum>> | null;
  readonly weekdays: Readonly<Record<string, Sum>> | null;
  readonly hours: Readonly<Record<string, Sum>> | null;
  readonly by_amount: readonly GoodsSum[] | null;
  readonly by_orders: readonly GoodsSum[] | null;
}

/** What a customer's orders say of the customer; those of all customers of a level are added up in one statement. */
export async function analysePurchases(
  context: RequestContext,
  customerId: string,
): Promise<PurchaseAnalysis> {
  const today = businessDay(now(), context.timeZone);
  const row = await context.loaders.one("purchaseAnalysis", customerId, (ids) => readAnalyses(context, ids));
  return show(row, today);
}

/** Amounts and quantities as texts, as they stand: JSON's numbers would lose digits. */
async function readAnalyses(
  context: RequestContext,
  ids: readonly string[],
): Promise<Map<string, AnalysisRow>> {
  const { rows } = await sql<AnalysisRow>`
    with bought as materialized (
      select customer_order.id, customer_id, ordered_on, ordered_time, amount
      from ${tableOf(ids)} as wanted (customer_id)
      join customer_order using (customer_id)
    ), line as materialized (
      select bought.customer_id, bought.id, item.goods, item.quantity,
        coalesce(item.amount, case when count(*) over (partition by bought.id) = 1 then bought.amount end) as amount
      from bought join order_item item on item.order_id = bought.id
    ), goods as materialized (
      select customer_id, goods, count(distinct id)::integer as orders, sum(quantity) as quantity, sum(amount) as amount
      from line group by customer_id, goods
    )
    select wanted.customer_id, total.*, pieces.quantity,
      ${sumsBy("to_char(ordered_on, 'YYYY-MM')")} as months,
      ${sumsBy("extract(isodow from ordered_on)::integer::text")} as weekdays,
      ${sumsBy("extract(hour from ordered_time)::integer::text")} as hours,
      ${mostOf(sql`amount desc nulls last, orders desc, goods`)} as by_amount,
      ${mostOf(sql`orders desc, amount desc nulls last, goods`)} as by_orders
    from ${tableOf(ids)} as wanted (customer_id)
    cross join lateral (
      select count(*)::integer as orders, coalesce(sum(amount), 0.00)::text as amount, round(avg(amount), 2)::text as average,
        min(ordered_on)::text as first_on, max(ordered_on)::text as last_on, count(distinct ordered_on)::integer as days
      from bought where bought.customer_id = wanted.customer_id
    ) as total
    cross join lateral (
      select coalesce(sum(coalesce(quantity, 1)), 0)::text as quantity from line where line.customer_id = wanted.customer_id
    ) as pieces`.execute(context.em.getKysely());
  return new Map(rows.map((row) => [row.customer_id, row]));
}

function sumsBy(key: string): RawBuilder<unknown> {
  const of = sql.raw(key);
  return sql`(
    select jsonb_object_agg(part.key, jsonb_build_object('orders', part.orders, 'amount', part.amount))
    from (
      select ${of} as key, count(*)::integer as orders, sum(amount)::text as amount
      from bought where bought.customer_id = wanted.customer_id and ${of} is not null group by 1
    ) as part
  )`;
}

function mostOf(order: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select jsonb_agg(jsonb_build_object('goods', goods, 'orders', orders, 'quantity', quantity::text, 'amount', amount::text) order by ${order})
    from (select * from goods where goods.customer_id = wanted.customer_id order by ${order} limit ${MOST_GOODS}) as most
  )`;
}

function show(row: AnalysisRow | null, today: string): PurchaseAnalysis {
  const amounts = (sum: Sum | undefined) => ({
    orderCount: sum?.orders ?? 0,
    amount: money(sum?.amount ?? "0.00"),
  });
  const between = row?.first_on && row.last_on && row.days > 1 ? daysFrom(row.first_on, row.last_on) : null;
  return {
    orderCount: row?.orders ?? 0,
    quantity: plainDecimal(row?.quantity ?? "0") ?? "0",
    amount: money(row?.amount ?? "0.00"),
    averageAmount: row?.average ? money(row.average) : null,
    meanDaysBetween: between === null || !row ? null : Math.round((between / (row.days - 1)) * 10) / 10,
    // An order may be written down for a day to come.
    daysSinceLast: row?.last_on ? Math.max(0, daysFrom(row.last_on, today)) : null,
    months: lastMonths(today).map((month) => ({ month: `${month}-01`, ...amounts(row?.months?.[month]) })),
    weekdays: WEEKDAYS.map((weekday, place) => ({ weekday, ...amounts(row?.weekdays?.[String(place + 1)]) })),
    hours: Object.entries(row?.hours ?? {})
      .map(([hour, sum]) => ({ hour: Number(hour), ...amounts(sum) }))
      .sort((one, other) => one.hour - other.hour),
    goodsByAmount: (row?.by_amount ?? []).map(showGoods),
    goodsByOrders: (row?.by_orders ?? []).map(showGoods),
  };
}

function showGoods({ goods, orders, quantity, amount }: GoodsSum): GoodsPurchased {
  return {
    goods,
    orderCount: orders,
    quantity: plainDecimal(quantity),
    amount: amount === null ? null : money(amount),
  };
}

function money(amount: string): Money {
  return { amount, currency: "CNY" };
}

function daysFrom(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000);
}

/** As yyyy-mm, the oldest first; the last is the month of the day. */
export function lastMonths(today: string): string[] {
  const [year = 0, month = 1] = today.split("-").map(Number);
  return Array.from({ length: MONTHS }, (_, place) =>
    new Date(Date.UTC(year, month - MONTHS + place, 1)).toISOString().slice(0, 7),
  );
}
