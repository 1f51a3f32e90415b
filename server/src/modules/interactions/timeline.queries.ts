import { sql, type RawBuilder, type SqlBool } from "kysely";
import { pagesOfChildren } from "../../platform/child-pages.ts";
import { keysetPage, type Keyset, type Page, type PageArguments } from "../../platform/connection.ts";
import type { ChangeSource, RequestContext } from "../../platform/request.ts";
import type { TableOf } from "../../platform/tables.ts";
import { seesEveryComplaint, visibleComplaints } from "../customers/complaint-facts.queries.ts";
import { fieldsToTell } from "../customers/personal.queries.ts";
import { TimelineKind, type TimelineEntry } from "../customers/timeline-entry.entity.ts";
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
      where: visibleLines(context),
    }),
  );
  return keyset.page(rows ?? [], (row) => showTimelineEntry(context, row));
}

const OF_COMPLAINTS = [TimelineKind.COMPLAINT_FILED, TimelineKind.COMPLAINT_STATUS_CHANGED];

/** That there was a complaint is for those who may see it. */
function visibleLines(context: RequestContext): RawBuilder<SqlBool> {
  if (seesEveryComplaint(context)) return sql<SqlBool>`true`;
  return sql<SqlBool>`(timeline_entry.kind not in (${sql.join(OF_COMPLAINTS)}) or exists (
    select from complaint where complaint.id = timeline_entry.subject_id and ${visibleComplaints(context)}))`;
}

function showTimelineEntry(context: RequestContext, row: TableOf<TimelineEntry>): TimelineEntryType {
  const fields = row.fields ?? [];
  return {
    id: row.id,
    kind: row.kind,
    happenedAt: row.happened_at,
    source: row.source as ChangeSource,
    // What a customer was made with tells what there is; that something changed does not.
    fields: row.kind === TimelineKind.CUSTOMER_CREATED ? fieldsToTell(context, fields) : fields,
    actorId: row.actor_id,
    subjectId: row.subject_id,
    importId: row.import_id,
  };
}
