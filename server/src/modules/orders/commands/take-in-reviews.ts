import { sql } from "kysely";
import { insertRows } from "../../../platform/bulk.ts";
import { recordManyChanges } from "../../../platform/bulk-changes.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { appendTimelines } from "../../customers/commands/append-timelines.ts";
import type { Provenance } from "../../customers/commands/take-in-customers.ts";
import { TimelineKind } from "../../customers/timeline-entry.entity.ts";
import type { ReviewDetails } from "../review.entity.ts";

/** A review as an import makes one; its values are checked already. */
export interface ReviewToTakeIn extends Omit<ReviewDetails, "orderId" | "channelId"> {
  readonly id: string;
  readonly customerId: string;
  readonly orderId: string | null;
}

const REVIEW = {
  id: "uuid",
  customer_id: "uuid",
  order_id: "uuid",
  source: "text",
  happened_at: "timestamptz",
  satisfaction: "smallint",
  opinions: "text",
  promotion_interest: "text",
  purchase_inclination: "text",
  needs: "text",
  recorded_by_id: "uuid",
  created_at: "timestamptz",
  updated_at: "timestamptz",
} as const;

/** Records many reviews at once, in the caller's transaction. */
export async function takeInReviews(
  context: RequestContext,
  reviews: readonly ReviewToTakeIn[],
  { importId, operation, at }: Provenance,
): Promise<void> {
  const moment = at.toISOString();
  await insertRows(
    context.em,
    "review",
    REVIEW,
    reviews.map((review) => ({
      id: review.id,
      customer_id: review.customerId,
      order_id: review.orderId,
      source: review.source,
      happened_at: review.happenedAt.toISOString(),
      satisfaction: review.satisfaction,
      opinions: review.opinions,
      promotion_interest: review.promotionInterest,
      purchase_inclination: review.purchaseInclination,
      needs: review.needs,
      recorded_by_id: context.actor?.staffId ?? null,
      created_at: moment,
      updated_at: moment,
    })),
  );
  await sql`
    update customer_facts set satisfaction = newest.satisfaction
    from (
      select distinct on (customer_id) customer_id, satisfaction from review
      where customer_id = any(${[...new Set(reviews.map(({ customerId }) => customerId))]}::uuid[])
        and satisfaction is not null and withdrawn_at is null
      order by customer_id, happened_at desc, id desc
    ) as newest
    where customer_facts.customer_id = newest.customer_id`.execute(context.em.getKysely());
  await recordManyChanges(
    context,
    reviews.map((review) => ({
      record: { type: "Review", id: review.id, version: 1, operation, importId },
      made: ["happenedAt", ...SAID.filter((field) => review[field] !== null)],
    })),
  );
  await appendTimelines(
    context,
    reviews.map((review) => ({
      customerId: review.customerId,
      kind: TimelineKind.REVIEW_RECORDED,
      happenedAt: review.happenedAt,
      subjectId: review.id,
    })),
    importId,
  );
}

const SAID = [
  "satisfaction",
  "opinions",
  "promotionInterest",
  "purchaseInclination",
  "needs",
  "orderId",
] as const;
