import { Entity, Index, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { Customer } from "./customer.entity.ts";

export enum TimelineKind {
  CUSTOMER_CREATED = "CUSTOMER_CREATED",
  CUSTOMER_CHANGED = "CUSTOMER_CHANGED",
  ORDER_RECORDED = "ORDER_RECORDED",
  ORDER_CHANGED = "ORDER_CHANGED",
  NOTE_WRITTEN = "NOTE_WRITTEN",
  COMPLAINT_FILED = "COMPLAINT_FILED",
  COMPLAINT_STATUS_CHANGED = "COMPLAINT_STATUS_CHANGED",
  OWNER_CHANGED = "OWNER_CHANGED",
  REVIEW_RECORDED = "REVIEW_RECORDED",
  REVIEW_CHANGED = "REVIEW_CHANGED",
  REVIEW_WITHDRAWN = "REVIEW_WITHDRAWN",
  REVIEW_RESTORED = "REVIEW_RESTORED",
}

/** One thing that happened with a customer. Every command that touches a customer adds one; nothing is ever rewritten. */
@Entity({ tableName: "timeline_entry" })
@Index({
  name: "timeline_entry_customer_index",
  expression:
    "create index timeline_entry_customer_index on timeline_entry (customer_id, happened_at desc, id desc)",
})
@Index({
  name: "timeline_entry_import_index",
  expression:
    "create index timeline_entry_import_index on timeline_entry (import_id) where import_id is not null",
})
export class TimelineEntry {
  @PrimaryKey({ type: "uuid" })
  id!: string;

  @ManyToOne(() => Customer, { mapToPk: true, fieldName: "customer_id", deleteRule: "cascade" })
  customerId!: string;

  @Property({ type: "text" })
  kind!: TimelineKind;

  /** When it happened in the customer's life: an order's day, not the day it was typed in. */
  @Property({ type: "timestamptz" })
  happenedAt!: Date;

  /** The order, review, note or complaint it is about. */
  @Property({ type: "uuid", nullable: true })
  subjectId!: string | null;

  /** The fields that changed. */
  @Property({ type: "text[]", nullable: true })
  fields!: string[] | null;

  @Property({ type: "uuid", nullable: true })
  actorId!: string | null;

  @Property({ type: "text" })
  source!: string;

  @Property({ type: "uuid", nullable: true })
  importId!: string | null;
}
