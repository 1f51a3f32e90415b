import { Entity, Index, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import type { EntityManager } from "@mikro-orm/postgresql";
import type { RequestContext } from "./request.ts";
import type { TableOf } from "./tables.ts";

/** What happened to a record. Listed in the graph; a new one is added at the end of its record's lines. */
export enum ArchiveEventName {
  CUSTOMER_CREATED = "CUSTOMER_CREATED",
  CUSTOMER_EDITED = "CUSTOMER_EDITED",
  ORDER_RECORDED = "ORDER_RECORDED",
  ORDER_EDITED = "ORDER_EDITED",
  REVIEW_RECORDED = "REVIEW_RECORDED",
  REVIEW_EDITED = "REVIEW_EDITED",
  REVIEW_WITHDRAWN = "REVIEW_WITHDRAWN",
  REVIEW_RESTORED = "REVIEW_RESTORED",
  NOTE_WRITTEN = "NOTE_WRITTEN",
  NOTE_EDITED = "NOTE_EDITED",
  COMPLAINT_FILED = "COMPLAINT_FILED",
  COMPLAINT_EDITED = "COMPLAINT_EDITED",
  COMPLAINT_STATUS_CHANGED = "COMPLAINT_STATUS_CHANGED",
  COMPLAINT_ASSIGNED = "COMPLAINT_ASSIGNED",
  COMPLAINT_NOTE_WRITTEN = "COMPLAINT_NOTE_WRITTEN",
  COMPLAINT_PHOTOGRAPHS_CHANGED = "COMPLAINT_PHOTOGRAPHS_CHANGED",
  RECORDS_HANDED_OVER = "RECORDS_HANDED_OVER",
  LIFECYCLES_RULED = "LIFECYCLES_RULED",
  OWNER_ALERTED = "OWNER_ALERTED",
}

/**
 * What was told in the transaction that did it: ids and a name, never a value. The relay numbers a row once it is
 * committed and tells every server of it; after an hour nobody needs it any more.
 */
@Entity({ tableName: "outbox_event" })
@Index({
  name: "outbox_event_unnumbered_index",
  expression: "create index outbox_event_unnumbered_index on outbox_event (id) where sequence is null",
})
export class OutboxEvent {
  /** In the order of inserting, which need not be that of committing. */
  @PrimaryKey({ type: "bigint", autoincrement: true })
  id!: string;

  /** Place in the one order that all servers see; null until the relay has come by. */
  @Property({ type: "bigint", nullable: true, unique: true })
  sequence!: string | null;

  @Property({ type: "text" })
  name!: string;

  @Property({ type: "text" })
  recordType!: string;

  @Property({ type: "uuid" })
  recordId!: string;

  @Property({ type: "uuid" })
  customerId!: string;

  @Property({ type: "uuid", nullable: true })
  actorId!: string | null;

  @Property({ type: "uuid", nullable: true })
  assigneeId!: string | null;

  @Property({ type: "timestamptz", defaultRaw: "now()" })
  at!: Date;
}

export interface NewArchiveEvent {
  readonly name: ArchiveEventName;
  /** The record's type in the graph. */
  readonly recordType: "Customer" | "Order" | "Review" | "Note" | "Complaint";
  readonly recordId: string;
  /** Whose archive it stands in. */
  readonly customerId: string;
  /** The new owner, when it was given to somebody. */
  readonly assigneeId?: string | null;
}

const emitting = new WeakSet<EntityManager>();

/** Whether something was told in this transaction: then the relay has work as soon as it is committed. */
export function hasEmitted(em: EntityManager): boolean {
  return emitting.has(em);
}

/** Tells in the caller's transaction what happens in it: if it is rolled back, nothing was told. */
export async function emit(context: RequestContext, event: NewArchiveEvent): Promise<void> {
  await context.em
    .getKysely<{ outbox_event: Omit<TableOf<OutboxEvent>, "id" | "sequence" | "at"> }>()
    .insertInto("outbox_event")
    .values({
      name: event.name,
      record_type: event.recordType,
      record_id: event.recordId,
      customer_id: event.customerId,
      actor_id: context.actor?.staffId ?? null,
      assignee_id: event.assigneeId ?? null,
    })
    .execute();
  emitting.add(context.em);
}
