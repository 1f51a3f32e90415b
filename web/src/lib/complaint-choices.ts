import type {
  ComplaintCategory,
  ComplaintKind,
  ComplaintMedium,
  ComplaintSeverity,
  ComplaintStatus,
  ComplaintSubject,
  HandlingSatisfaction,
} from "../gql/graphql.ts";

/** The way of a complaint from the first word to the end; WITHDRAWN leaves it. */
export const flow: readonly ComplaintStatus[] = [
  "RECEIVED",
  "ACKNOWLEDGED",
  "ANALYSED",
  "RESOLVED",
  "FOLLOWED_UP",
  "CLOSED",
];
export const statuses: readonly ComplaintStatus[] = [...flow, "WITHDRAWN"];
export const severities: readonly ComplaintSeverity[] = ["CRITICAL", "HIGH", "NORMAL", "LOW"];
export const kinds: readonly ComplaintKind[] = ["COMPLAINT", "FEEDBACK", "SUGGESTION"];
export const mediums: readonly ComplaintMedium[] = [
  "PHONE",
  "WANGWANG",
  "WECHAT",
  "PLATFORM",
  "ON_SITE",
  "QQ",
  "EMAIL",
  "WEB_FORM",
  "OTHER",
];
export const satisfactions: readonly HandlingSatisfaction[] = [
  "SATISFIED",
  "PARTLY_SATISFIED",
  "DISSATISFIED",
];
export const categoriesOf: Record<ComplaintSubject, readonly ComplaintCategory[]> = {
  PRODUCT: ["PRODUCT_QUALITY", "PRODUCT_DESCRIPTION", "WRONG_GOODS", "PRODUCT_OTHER"],
  SERVICE: ["DELIVERY", "SERVICE_QUALITY", "STAFF_ATTITUDE", "AFTER_SALES", "PRICE", "SERVICE_OTHER"],
};
export const categories: readonly ComplaintCategory[] = [...categoriesOf.PRODUCT, ...categoriesOf.SERVICE];
