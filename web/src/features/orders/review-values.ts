import type {
  EditReviewInput,
  PromotionInterest,
  RecordReviewInput,
  ReviewSource,
} from "../../gql/graphql.ts";

export type ReviewFormValues = {
  source?: ReviewSource;
  /** As the browser's field writes it, by the reader's clock. */
  happenedAt?: string;
  satisfaction?: Stars;
  opinions?: string;
  promotionInterest?: PromotionInterest | null;
  purchaseInclination?: string;
  needs?: string;
  orderId?: string | null;
  channelId?: string | null;
};
export const stars = ["5", "4", "3", "2", "1", "none"] as const;
export type Stars = (typeof stars)[number];

/** The review as it stood when the form was opened. */
export type ReviewOnFile = {
  id: string;
  version: number;
  source: ReviewSource;
  happenedAt: string;
  satisfaction?: number | null;
  opinions?: string | null;
  promotionInterest?: PromotionInterest | null;
  purchaseInclination?: string | null;
  needs?: string | null;
  order?: { id: string; number: string } | null;
  channel?: { id: string; name: string } | null;
};

export type ReviewChanges = Omit<EditReviewInput, "reviewId" | "expectedVersion">;
export type ReviewDetails = Omit<RecordReviewInput, "customerId" | "buyer" | "idempotencyKey">;

export function valuesOfReview(review: ReviewOnFile): ReviewFormValues {
  return {
    source: review.source,
    happenedAt: localMoment(new Date(review.happenedAt)),
    satisfaction: stars.find((each) => each === String(review.satisfaction)) ?? "none",
    opinions: review.opinions ?? "",
    promotionInterest: review.promotionInterest ?? null,
    purchaseInclination: review.purchaseInclination ?? "",
    needs: review.needs ?? "",
    orderId: review.order?.id ?? null,
    channelId: review.channel?.id ?? null,
  };
}

/** What the form says, as the contract wants it. Only a return visit has inclination and needs. */
export function reviewDetails(values: ReviewFormValues): ReviewDetails {
  const visit = values.source === "RETURN_VISIT";
  const moment = values.happenedAt ? new Date(values.happenedAt) : undefined;
  return {
    source: values.source ?? "SHOP_REVIEW",
    happenedAt: moment && !Number.isNaN(moment.getTime()) ? moment.toISOString() : null,
    satisfaction: values.satisfaction && values.satisfaction !== "none" ? Number(values.satisfaction) : null,
    opinions: textOrNull(values.opinions),
    promotionInterest: values.promotionInterest ?? null,
    purchaseInclination: visit ? textOrNull(values.purchaseInclination) : null,
    needs: visit ? textOrNull(values.needs) : null,
    orderId: values.orderId ?? null,
    channelId: values.channelId ?? null,
  };
}

export function changedReview(onFile: ReviewOnFile, values: ReviewFormValues): ReviewChanges {
  const before: Record<string, unknown> = reviewDetails(valuesOfReview(onFile));
  const now = reviewDetails(values);
  return Object.fromEntries(Object.entries(now).filter(([field, value]) => value !== before[field]));
}

/** What puts the changed fields back as they were. */
export function reviewBefore(onFile: ReviewOnFile, changes: ReviewChanges): ReviewChanges {
  const before: Record<string, unknown> = {
    ...reviewDetails(valuesOfReview(onFile)),
    happenedAt: onFile.happenedAt,
  };
  return Object.fromEntries(Object.keys(changes).map((field) => [field, before[field]]));
}

/** yyyy-mm-ddThh:mm on the reader's clock. */
export function localMoment(moment: Date): string {
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function textOrNull(typed: string | undefined): string | null {
  const text = typed?.trim() ?? "";
  return text === "" ? null : text;
}
