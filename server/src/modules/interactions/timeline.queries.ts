import { sql } from "kysely";
import { pagesOfChildren } from "../../platform/child-pages.ts";
import { keysetPage, type Keyset, type Page, type PageArguments } from "../../platform/connection.ts";
import type { ChangeSource, RequestContext } from "../../platform/request.ts";
import type { TableOf } from "../../platform/tables.ts";
import type { TimelineEntry } from "../customers/timeline-entry.entity.ts";
import type { TimelineEntryType } from "./interaction.types.ts";

const KEYSET: Keyset<TableOf<TimelineEntry>> = {
  name: "happened",
  column: sql`timeline_entry.happened_at`,
  type: "timestamptz",
  id: sql`timeline_entry.id`,
  valueIn: (row) => String(row.happened_at),
};

/** A customer's timeline, the newest first; the lists of a level are read in one statement. */
export async function listTimeline(
  context: RequestContext,
  customerId: string,
  page: PageArguments,
): Promise<Page<TimelineEntryType>> {
  const keyset = keysetPage(KEYSET, page);
  const rows = await context.loaders.one(`timeline ${JSON.stringify(page)}`, customerId, (ids) =>
    pagesOfChildren(context.em, ids, {
      table: "timeline_entry",
      parent: "customer_id",
      keyset,
    }),
  );
  return keyset.page(rows ?? [], showTimelineEntry);
}

function showTimelineEntry(row: TableOf<TimelineEntry>): TimelineEntryType {
  return {
    id: row.id,
    kind: row.kind,
    happenedAt: row.happened_at,
    source: row.source as ChangeSource,
    fields: row.fields ?? [],
    actorId: row.actor_id,
    subjectId: row.subject_id,
    importId: row.import_id,
  };
}
