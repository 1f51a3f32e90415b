/** What kind of word a customer has for us (CMP-20). */
export enum ComplaintKind {
  COMPLAINT = "COMPLAINT",
  FEEDBACK = "FEEDBACK",
  SUGGESTION = "SUGGESTION",
}

/** What a customer may be dissatisfied with (CMP-01). */
export enum ComplaintSubject {
  PRODUCT = "PRODUCT",
  SERVICE = "SERVICE",
}

export enum ComplaintCategory {
  PRODUCT_QUALITY = "PRODUCT_QUALITY",
  PRODUCT_DESCRIPTION = "PRODUCT_DESCRIPTION",
  WRONG_GOODS = "WRONG_GOODS",
  PRODUCT_OTHER = "PRODUCT_OTHER",
  DELIVERY = "DELIVERY",
  SERVICE_QUALITY = "SERVICE_QUALITY",
  STAFF_ATTITUDE = "STAFF_ATTITUDE",
  AFTER_SALES = "AFTER_SALES",
  PRICE = "PRICE",
  SERVICE_OTHER = "SERVICE_OTHER",
}

export enum ComplaintSeverity {
  LOW = "LOW",
  NORMAL = "NORMAL",
  HIGH = "HIGH",
  CRITICAL = "CRITICAL",
}

/** How words between the customer and us travelled (CMP-17, INT-02, INT-03). */
export enum ComplaintMedium {
  PHONE = "PHONE",
  ON_SITE = "ON_SITE",
  WECHAT = "WECHAT",
  WANGWANG = "WANGWANG",
  QQ = "QQ",
  EMAIL = "EMAIL",
  WEB_FORM = "WEB_FORM",
  PLATFORM = "PLATFORM",
  OTHER = "OTHER",
}

export enum HandlingSatisfaction {
  SATISFIED = "SATISFIED",
  PARTLY_SATISFIED = "PARTLY_SATISFIED",
  DISSATISFIED = "DISSATISFIED",
}

export enum ComplaintEventKind {
  FILED = "FILED",
  EDITED = "EDITED",
  STATUS_CHANGED = "STATUS_CHANGED",
  ASSIGNED = "ASSIGNED",
  NOTE_WRITTEN = "NOTE_WRITTEN",
  PHOTOGRAPHS_ADDED = "PHOTOGRAPHS_ADDED",
  PHOTOGRAPH_REMOVED = "PHOTOGRAPH_REMOVED",
}

const ABOUT_PRODUCTS: ReadonlySet<ComplaintCategory> = new Set([
  ComplaintCategory.PRODUCT_QUALITY,
  ComplaintCategory.PRODUCT_DESCRIPTION,
  ComplaintCategory.WRONG_GOODS,
  ComplaintCategory.PRODUCT_OTHER,
]);

/** Every category is about goods or about service, so no complaint is without its subject. */
export function subjectOf(category: ComplaintCategory): ComplaintSubject {
  return ABOUT_PRODUCTS.has(category) ? ComplaintSubject.PRODUCT : ComplaintSubject.SERVICE;
}

/** Whose complaints. */
export enum ComplaintScope {
  MINE = "MINE",
  MY_TEAM = "MY_TEAM",
  UNASSIGNED = "UNASSIGNED",
  ALL = "ALL",
}

export enum ComplaintOrdering {
  URGENCY = "URGENCY",
  NEWEST = "NEWEST",
}
