import { LockMode } from "@mikro-orm/core";
import type { Permission } from "../../../platform/actor.ts";
import { recordChanges, type FieldChange } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { notFound, StaleVersion } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { appendTimeline } from "../../customers/commands/append-timeline.ts";
import { holdCustomerOf } from "../../customers/commands/hold-customer.ts";
import { TimelineKind } from "../../customers/timeline-entry.entity.ts";
import { Review } from "../review.entity.ts";
import { refreshSatisfaction } from "./refresh-satisfaction.ts";
import { checkReview, checkWholeReview, orderOfCustomer, type TypedReview } from "./review-input.ts";

interface ReadReview {
  readonly reviewId: string;
  readonly expectedVersion: number;
}

/** Changes what a review says. */
export async function editReview(context: RequestContext, input: TypedReview & ReadReview): Promise<string> {
  const review = await loadReview(context, input, "review:edit");
  const details = await checkReview(context, input);
  const orderId = await orderOfCustomer(context, input.orderId, review.customerId);
  const changes = review.edit({ ...details, ...(orderId === undefined ? {} : { orderId }) }, now());
  checkWholeReview(review);
  return keep(context, review, changes, EDITED);
}

/** Takes a review back: it counts no more, and can be restored. */
export async function withdrawReview(context: RequestContext, input: ReadReview): Promise<string> {
  const review = await loadReview(context, input, "review:withdraw");
  return keep(context, review, review.withdraw(context.actor?.staffId ?? null, now()), WITHDRAWN);
}

/** Lets a review count again that was taken back. */
export async function restoreReview(context: RequestContext, input: ReadReview): Promise<string> {
  const review = await loadReview(context, input, "review:restore");
  return keep(context, review, review.restore(), RESTORED);
}

interface Step {
  readonly operation: string;
  readonly kind: TimelineKind;
  readonly event: ArchiveEventName;
}

const EDITED: Step = {
  operation: "editReview",
  kind: TimelineKind.REVIEW_CHANGED,
  event: ArchiveEventName.REVIEW_EDITED,
};
const WITHDRAWN: Step = {
  operation: "withdrawReview",
  kind: TimelineKind.REVIEW_WITHDRAWN,
  event: ArchiveEventName.REVIEW_WITHDRAWN,
};
const RESTORED: Step = {
  operation: "restoreReview",
  kind: TimelineKind.REVIEW_RESTORED,
  event: ArchiveEventName.REVIEW_RESTORED,
};

async function loadReview(
  context: RequestContext,
  { reviewId, expectedVersion }: ReadReview,
  permission: Permission,
): Promise<Review> {
  const id = recordId("Review", reviewId);
  const review = id ? await context.em.findOne(Review, id, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  if (!review) throw notFound(["reviewId"]);
  await holdCustomerOf(context, review.customerId, permission, ["reviewId"]);
  if (review.version !== expectedVersion) throw new StaleVersion(review.id, expectedVersion);
  return review;
}

async function keep(
  context: RequestContext,
  review: Review,
  changes: readonly FieldChange[],
  { operation, kind, event }: Step,
): Promise<string> {
  if (changes.length === 0) return review.id;
  await context.em.flush();
  await refreshSatisfaction(context, review.customerId);
  await recordChanges(context, { type: "Review", id: review.id, version: review.version, operation }, [
    ...changes,
  ]);
  await appendTimeline(context, {
    customerId: review.customerId,
    kind,
    happenedAt: now(),
    subjectId: review.id,
    fields: changes.map(({ field }) => field),
  });
  await emit(context, {
    name: event,
    recordType: "Review",
    recordId: review.id,
    customerId: review.customerId,
  });
  return review.id;
}
