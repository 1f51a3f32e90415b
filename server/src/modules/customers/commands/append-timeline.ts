import { newId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { TableOf } from "../../../platform/tables.ts";
import type { TimelineEntry, TimelineKind } from "../timeline-entry.entity.ts";

export interface NewTimelineEntry {
  readonly customerId: string;
  readonly kind: TimelineKind;
  readonly happenedAt: Date;
  readonly subjectId?: string;
  readonly fields?: readonly string[];
}

/** Adds to a customer's timeline in the caller's transaction. */
export async function appendTimeline(context: RequestContext, entry: NewTimelineEntry): Promise<void> {
  await context.em
    .getKysely<{ timeline_entry: TableOf<TimelineEntry> }>()
    .insertInto("timeline_entry")
    .values({
      id: newId(),
      customer_id: entry.customerId,
      kind: entry.kind,
      happened_at: entry.happenedAt,
      subject_id: entry.subjectId ?? null,
      fields: entry.fields ? [...entry.fields] : null,
      actor_id: context.actor?.staffId ?? null,
      source: context.source,
      import_id: null,
    })
    .execute();
}
