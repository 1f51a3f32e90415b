import { insertRows } from "../../../platform/bulk.ts";
import { newId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { NewTimelineEntry } from "./append-timeline.ts";

const COLUMNS = {
  id: "uuid",
  customer_id: "uuid",
  kind: "text",
  happened_at: "timestamptz",
  subject_id: "uuid",
  fields: "text[]",
  actor_id: "uuid",
  source: "text",
  import_id: "uuid",
} as const;

/** Adds to the timelines of many customers in one statement. */
export async function appendTimelines(
  context: RequestContext,
  entries: readonly NewTimelineEntry[],
  importId: string | null,
): Promise<void> {
  const rows = entries.map((entry) => ({
    id: newId(),
    customer_id: entry.customerId,
    kind: entry.kind,
    happened_at: entry.happenedAt.toISOString(),
    subject_id: entry.subjectId ?? null,
    fields: entry.fields ?? null,
    actor_id: context.actor?.staffId ?? null,
    source: context.source,
    import_id: importId,
  }));
  await insertRows(context.em, "timeline_entry", COLUMNS, rows);
}
