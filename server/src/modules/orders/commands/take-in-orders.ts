import { sql } from "kysely";
import { insertRows, rowsAsTable } from "../../../platform/bulk.ts";
import { recordManyChanges } from "../../../platform/bulk-changes.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { appendTimelines } from "../../customers/commands/append-timelines.ts";
import type { Provenance } from "../../customers/commands/take-in-customers.ts";
import { TimelineKind } from "../../customers/timeline-entry.entity.ts";
import type { PaymentMethod } from "../order.entity.ts";
import type { CheckedItem } from "./order-input.ts";
import { momentOfDeal } from "./record-order.ts";

/** An order as an import makes one; its values are checked already. */
export interface OrderToTakeIn {
  readonly id: string;
  readonly customerId: string;
  readonly shopOrderNumber: string | null;
  readonly orderedOn: string;
  readonly orderedTime: string | null;
  readonly paymentMethod: PaymentMethod | null;
  readonly otherPayment: string | null;
  readonly channelId: string | null;
  readonly amount: string;
  /** What finds an order without a number again. */
  readonly naturalKey: Buffer | null;
  readonly lines: readonly CheckedItem[];
}

const ORDER = {
  id: "uuid",
  customer_id: "uuid",
  shop_order_number: "text",
  ordered_on: "date",
  ordered_time: "time",
  payment_method: "text",
  other_payment: "text",
  channel_id: "uuid",
  amount: "numeric",
  natural_key: "bytea",
  import_id: "uuid",
  created_at: "timestamptz",
  updated_at: "timestamptz",
  created_by_id: "uuid",
} as const;

const ITEM = {
  order_id: "uuid",
  position: "smallint",
  goods: "text",
  quantity: "numeric",
  amount: "numeric",
} as const;

const OPTIONAL = ["shopOrderNumber", "orderedTime", "paymentMethod", "otherPayment", "channelId"] as const;

/** Records many orders at once, in the caller's transaction. The caller refreshes the customers' deal facts. */
export async function takeInOrders(
  context: RequestContext,
  orders: readonly OrderToTakeIn[],
  { importId, operation, at }: Provenance,
): Promise<void> {
  if (orders.length === 0) return;
  const moment = at.toISOString();
  await insertRows(
    context.em,
    "customer_order",
    ORDER,
    orders.map((order) => ({
      id: order.id,
      customer_id: order.customerId,
      shop_order_number: order.shopOrderNumber,
      ordered_on: order.orderedOn,
      ordered_time: order.orderedTime,
      payment_method: order.paymentMethod,
      other_payment: order.otherPayment,
      channel_id: order.channelId,
      amount: order.amount,
      natural_key: order.naturalKey,
      import_id: importId,
      created_at: moment,
      updated_at: moment,
      created_by_id: context.actor?.staffId ?? null,
    })),
  );
  await insertRows(context.em, "order_item", ITEM, orders.flatMap(itemRows));
  await recordManyChanges(
    context,
    orders.map((order) => ({
      record: { type: "Order", id: order.id, version: 1, operation, importId },
      made: [
        "orderedOn",
        "amount",
        ...(order.lines.length > 0 ? ["items"] : []),
        ...OPTIONAL.filter((field) => order[field] !== null),
      ],
    })),
  );
  await appendTimelines(
    context,
    orders.map((order) => ({
      customerId: order.customerId,
      kind: TimelineKind.ORDER_RECORDED,
      happenedAt: momentOfDeal(order.orderedOn, at),
      subjectId: order.id,
    })),
    importId,
  );
}

/** Gives orders that the same import made their further goods; they come from later rows, so nobody's edit is lost. */
export async function growOrders(
  context: RequestContext,
  orders: readonly { readonly id: string; readonly amount: string; readonly lines: readonly CheckedItem[] }[],
): Promise<void> {
  if (orders.length === 0) return;
  const kysely = context.em.getKysely();
  await sql`
    update customer_order set amount = r.amount
    from ${rowsAsTable(
      { id: "uuid", amount: "numeric" },
      orders.map(({ id, amount }) => ({ id, amount })),
      "r",
    )}
    where customer_order.id = r.id`.execute(kysely);
  await sql`delete from order_item where order_id = any(${orders.map(({ id }) => id)}::uuid[])`.execute(
    kysely,
  );
  await insertRows(context.em, "order_item", ITEM, orders.flatMap(itemRows));
}

function itemRows({ id, lines }: { readonly id: string; readonly lines: readonly CheckedItem[] }) {
  return lines.map((line, position) => ({ order_id: id, position, ...line }));
}
