import { LockMode } from "@mikro-orm/core";
import { recordChanges } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { notFound, StaleVersion } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { appendTimeline } from "../../customers/commands/append-timeline.ts";
import { holdCustomerOf } from "../../customers/commands/hold-customer.ts";
import { TimelineKind } from "../../customers/timeline-entry.entity.ts";
import { Order } from "../order.entity.ts";
import { checkOrder, type TypedOrder } from "./order-input.ts";
import { flushUniqueOrder } from "./record-order.ts";
import { refreshDealFacts } from "./refresh-deal-facts.ts";
import { describeItems, readOrderItems, writeOrderItems } from "./write-order-items.ts";

/** Changes the given details of an order. */
export async function editOrder(
  context: RequestContext,
  input: TypedOrder & { readonly orderId: string; readonly expectedVersion: number },
): Promise<string> {
  const id = recordId("Order", input.orderId);
  const order = id ? await context.em.findOne(Order, id, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  if (!order) throw notFound(["orderId"]);
  await holdCustomerOf(context, order.customerId, "order:edit", ["orderId"]);
  if (order.version !== input.expectedVersion) throw new StaleVersion(order.id, input.expectedVersion);
  const { details, items } = await checkOrder(context, input);
  const at = now();
  const changes = order.edit(details, at);
  if (items) {
    const old = describeItems(await readOrderItems(context, order.id));
    const changed = describeItems(items);
    if (old !== changed) {
      await writeOrderItems(context, order.id, items);
      order.updatedAt = at;
      changes.push({ field: "items", old, new: changed, personal: false });
    }
  }
  if (changes.length === 0) return order.id;
  await flushUniqueOrder(context);
  await refreshDealFacts(context.em, [order.customerId]);
  await recordChanges(
    context,
    { type: "Order", id: order.id, version: order.version, operation: "editOrder" },
    changes,
  );
  await appendTimeline(context, {
    customerId: order.customerId,
    kind: TimelineKind.ORDER_CHANGED,
    happenedAt: at,
    subjectId: order.id,
    fields: changes.map((change) => change.field),
  });
  await emit(context, {
    name: ArchiveEventName.ORDER_EDITED,
    recordType: "Order",
    recordId: order.id,
    customerId: order.customerId,
  });
  return order.id;
}
