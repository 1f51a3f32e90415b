import type { EditOrderInput, OrderItemInput, PaymentMethod, RecordOrderInput } from "../../gql/graphql.ts";
import { readAmount, readQuantity, sameAmount, shortQuantity } from "./amounts.ts";

type ItemValues = { goods?: string; quantity?: string; amount?: string };
export type OrderFormValues = {
  orderedOn?: string;
  amount?: string;
  shopOrderNumber?: string;
  orderedTime?: string;
  paymentMethod?: PaymentMethod | null;
  otherPayment?: string;
  channelId?: string | null;
  items?: (ItemValues | undefined)[];
};

/** The order as it stood when the form was opened. */
export type OrderOnFile = {
  id: string;
  version: number;
  number: string;
  orderedOn: string;
  shopOrderNumber?: string | null;
  orderedTime?: string | null;
  paymentMethod?: PaymentMethod | null;
  otherPayment?: string | null;
  channel?: { id: string; name: string } | null;
  amount: { amount: string; currency: string };
  items: readonly {
    goods: string;
    quantity?: string | null;
    amount?: { amount: string; currency: string } | null;
  }[];
};

export type OrderChanges = Omit<EditOrderInput, "orderId" | "expectedVersion">;
export type OrderDetails = Omit<RecordOrderInput, "customerId" | "buyer" | "idempotencyKey">;

export function valuesOfOrder(order: OrderOnFile): OrderFormValues {
  return {
    orderedOn: order.orderedOn,
    amount: order.amount.amount,
    shopOrderNumber: order.shopOrderNumber ?? "",
    orderedTime: order.orderedTime ?? "",
    paymentMethod: order.paymentMethod ?? null,
    otherPayment: order.otherPayment ?? "",
    channelId: order.channel?.id ?? null,
    items: order.items.map((item) => ({
      goods: item.goods,
      quantity: item.quantity ? shortQuantity(item.quantity) : "",
      amount: item.amount?.amount ?? "",
    })),
  };
}

/** What the form says, as the contract wants it. Lines that were left empty are none. */
export function orderDetails(values: OrderFormValues): OrderDetails {
  const items = (values.items ?? []).flatMap((item): OrderItemInput[] => {
    const goods = item?.goods?.trim() ?? "";
    if (goods === "") return [];
    const amount = readAmount(item?.amount ?? "");
    return [
      {
        goods,
        quantity: readQuantity(item?.quantity ?? "") ?? null,
        amount: amount === undefined ? null : { amount, currency: "CNY" },
      },
    ];
  });
  return {
    orderedOn: values.orderedOn ?? "",
    amount: { amount: readAmount(values.amount ?? "") ?? "", currency: "CNY" },
    shopOrderNumber: textOrNull(values.shopOrderNumber),
    orderedTime: textOrNull(values.orderedTime)?.slice(0, 5) ?? null,
    paymentMethod: values.paymentMethod ?? null,
    otherPayment: values.paymentMethod === "OTHER" ? textOrNull(values.otherPayment) : null,
    channelId: values.channelId ?? null,
    items,
  };
}

export function changedOrder(onFile: OrderOnFile, values: OrderFormValues): OrderChanges {
  const before = orderDetails(valuesOfOrder(onFile));
  const now = orderDetails(values);
  return {
    ...(now.orderedOn === before.orderedOn ? {} : { orderedOn: now.orderedOn }),
    ...(sameAmount(now.amount.amount, before.amount.amount) ? {} : { amount: now.amount }),
    ...(now.shopOrderNumber === before.shopOrderNumber ? {} : { shopOrderNumber: now.shopOrderNumber }),
    ...changedOf("orderedTime", before, now),
    ...changedOf("channelId", before, now),
    // The words belong to the method: they are sent together.
    ...(now.paymentMethod === before.paymentMethod && now.otherPayment === before.otherPayment
      ? {}
      : { paymentMethod: now.paymentMethod, otherPayment: now.otherPayment }),
    ...(sameItems(now.items, before.items) ? {} : { items: now.items }),
  };
}

/** What puts the changed fields back as they were. */
export function orderBefore(onFile: OrderOnFile, changes: OrderChanges): OrderChanges {
  const before: Record<string, unknown> = orderDetails(valuesOfOrder(onFile));
  return Object.fromEntries(Object.keys(changes).map((field) => [field, before[field]]));
}

function changedOf(
  field: "orderedTime" | "channelId",
  before: OrderDetails,
  now: OrderDetails,
): OrderChanges {
  return now[field] === before[field] ? {} : { [field]: now[field] ?? null };
}

function textOrNull(typed: string | undefined): string | null {
  const text = typed?.trim() ?? "";
  return text === "" ? null : text;
}

function sameItems(some: readonly OrderItemInput[], others: readonly OrderItemInput[]): boolean {
  const normal = (items: readonly OrderItemInput[]): string =>
    JSON.stringify(
      items.map((item) => [
        item.goods,
        item.quantity ? shortQuantity(item.quantity) : null,
        item.amount ? Number(item.amount.amount).toFixed(2) : null,
      ]),
    );
  return normal(some) === normal(others);
}
