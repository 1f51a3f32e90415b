import { recordCreation } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { newId } from "../../../platform/ids.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { appendTimeline } from "../../customers/commands/append-timeline.ts";
import { TimelineKind } from "../../customers/timeline-entry.entity.ts";
import { Review, ReviewSource } from "../review.entity.ts";
import { customerOfBuyer, type NamedCustomer } from "./customer-of-buyer.ts";
import { proposeBuyer } from "./propose-buyer.ts";
import { refreshSatisfaction } from "./refresh-satisfaction.ts";
import { checkReview, checkWholeReview, orderOfCustomer, type TypedReview } from "./review-input.ts";

/** Records what a customer said, or whom the buyer's data means. Answers with the new record's id. */
export async function recordReview(
  context: RequestContext,
  input: TypedReview & NamedCustomer,
): Promise<string> {
  const details = await checkReview(context, input);
  const said = {
    source: details.source ?? ReviewSource.SHOP_REVIEW,
    satisfaction: details.satisfaction ?? null,
    opinions: details.opinions ?? null,
    promotionInterest: details.promotionInterest ?? null,
    purchaseInclination: details.purchaseInclination ?? null,
    needs: details.needs ?? null,
  };
  const { customer, said: saidOfBuyer } = await customerOfBuyer(context, input, "review:record");
  checkWholeReview(said);
  const at = now();
  const review = context.em.create(Review, {
    id: newId(),
    ...said,
    customerId: customer.id,
    orderId: (await orderOfCustomer(context, input.orderId, customer.id)) ?? null,
    channelId: details.channelId ?? null,
    happenedAt: details.happenedAt ?? at,
    recordedById: context.actor?.staffId ?? null,
    createdAt: at,
    updatedAt: at,
  });
  await context.em.flush();
  await refreshSatisfaction(context, customer.id);
  await proposeBuyer(context, customer, saidOfBuyer, { reviewId: review.id });
  const fields = ["happenedAt", ...SAID.filter((field) => review[field] !== null)];
  await recordCreation(
    context,
    { type: "Review", id: review.id, version: 1, operation: "recordReview" },
    fields,
  );
  await appendTimeline(context, {
    customerId: customer.id,
    kind: TimelineKind.REVIEW_RECORDED,
    happenedAt: review.happenedAt,
    subjectId: review.id,
  });
  await emit(context, {
    name: ArchiveEventName.REVIEW_RECORDED,
    recordType: "Review",
    recordId: review.id,
    customerId: customer.id,
  });
  return review.id;
}

const SAID = [
  "satisfaction",
  "opinions",
  "promotionInterest",
  "purchaseInclination",
  "needs",
  "orderId",
  "channelId",
] as const;
