import { UniqueConstraintViolationException } from "@mikro-orm/core";
import { recordCreation } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { appendTimeline } from "../../customers/commands/append-timeline.ts";
import { TimelineKind } from "../../customers/timeline-entry.entity.ts";
import { Order } from "../order.entity.ts";
import { customerOfBuyer, type NamedCustomer } from "./customer-of-buyer.ts";
import { checkOrder, type TypedItem, type TypedMoney, type TypedOrder } from "./order-input.ts";
import { proposeBuyer } from "./propose-buyer.ts";
import { refreshDealFacts } from "./refresh-deal-facts.ts";
import { writeOrderItems } from "./write-order-items.ts";

export interface NewOrder extends TypedOrder, NamedCustomer {
  readonly orderedOn: string;
  readonly amount: TypedMoney;
  readonly items: readonly TypedItem[];
}

const OPTIONAL = ["shopOrderNumber", "orderedTime", "paymentMethod", "otherPayment", "channelId"] as const;

/** Records an order of a customer, or of whom its buyer's data means. Answers with the new record's id. */
export async function recordOrder(context: RequestContext, input: NewOrder): Promise<string> {
  const { details, items } = await checkOrder(context, input);
  const { customer, said } = await customerOfBuyer(context, input, "order:record");
  const at = now();
  const order = context.em.create(Order, {
    id: newId(),
    customerId: customer.id,
    orderedOn: details.orderedOn ?? input.orderedOn,
    amount: details.amount ?? input.amount.amount,
    shopOrderNumber: details.shopOrderNumber ?? null,
    orderedTime: details.orderedTime ?? null,
    paymentMethod: details.paymentMethod ?? null,
    otherPayment: details.otherPayment ?? null,
    channelId: details.channelId ?? null,
    createdAt: at,
    updatedAt: at,
    createdById: context.actor?.staffId ?? null,
  });
  await flushUniqueOrder(context);
  await writeOrderItems(context, order.id, items ?? []);
  await refreshDealFacts(context.em, [customer.id]);
  await proposeBuyer(context, customer, said, { orderId: order.id });
  const fields = [
    "orderedOn",
    "amount",
    ...(items?.length ? ["items"] : []),
    ...OPTIONAL.filter((field) => order[field] !== null),
  ];
  await recordCreation(
    context,
    { type: "Order", id: order.id, version: 1, operation: "recordOrder" },
    fields,
  );
  await appendTimeline(context, {
    customerId: customer.id,
    kind: TimelineKind.ORDER_RECORDED,
    happenedAt: momentOfDeal(order.orderedOn, at),
    subjectId: order.id,
  });
  await emit(context, {
    name: ArchiveEventName.ORDER_RECORDED,
    recordType: "Order",
    recordId: order.id,
    customerId: customer.id,
  });
  return order.id;
}

/** Writes the order; refuses an order number that another order has. */
export async function flushUniqueOrder(context: RequestContext): Promise<void> {
  try {
    await context.em.flush();
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    throw new DomainError(
      UserErrorCode.ALREADY_TAKEN,
      text("该订单号已经录入过。", "An order with this order number is on file already."),
      ["shopOrderNumber"],
    );
  }
}

/** A deal has a day and no hour: it stands on the timeline at noon in China, but never later than now. */
export function momentOfDeal(day: string, at: Date): Date {
  const noon = new Date(`${day}T04:00:00Z`);
  return noon < at ? noon : at;
}
