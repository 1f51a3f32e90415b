import { sql } from "kysely";
import { insertRows } from "../../../platform/bulk.ts";
import { recordManyChanges } from "../../../platform/bulk-changes.ts";
import { businessDay } from "../../../platform/clock.ts";
import { newId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { appendTimelines } from "../../customers/commands/append-timelines.ts";
import type { Provenance } from "../../customers/commands/take-in-customers.ts";
import { TimelineKind } from "../../customers/timeline-entry.entity.ts";
import type { StepEvidence } from "../complaint-evidence.ts";
import { ComplaintStatus } from "../complaint-status.ts";
import { urgencyOf } from "../complaint-urgency.ts";
import {
  ComplaintEventKind,
  type ComplaintCategory,
  type ComplaintKind,
  type ComplaintMedium,
  type ComplaintSeverity,
} from "../complaint-words.types.ts";
import { Complaint } from "../complaint.entity.ts";
import { refreshComplaintFacts } from "./refresh-complaint-facts.ts";

/** A step that was taken, or a note that was written, in the order in which it happened. */
export type PastEvent =
  | ({
      readonly at: Date;
      readonly status: `${ComplaintStatus}`;
      readonly note?: undefined;
    } & Partial<StepEvidence>)
  | { readonly at: Date; readonly note: string };

/** A complaint with its past; its words are checked already, its steps are those of the table. */
export interface ComplaintToTakeIn {
  readonly customerId: string;
  readonly orderId: string | null;
  readonly assigneeId: string | null;
  readonly teamId: string | null;
  readonly kind: ComplaintKind;
  readonly category: ComplaintCategory;
  readonly severity: ComplaintSeverity;
  readonly medium: ComplaintMedium;
  readonly description: string;
  readonly filedAt: Date;
  readonly past: readonly PastEvent[];
}

const COMPLAINT = {
  id: "uuid",
  number: "text",
  version: "integer",
  kind: "text",
  category: "text",
  severity: "text",
  urgency: "bigint",
  medium: "text",
  description: "text",
  status: "text",
  customer_id: "uuid",
  order_id: "uuid",
  team_id: "uuid",
  assignee_id: "uuid",
  filed_by_id: "uuid",
  filed_at: "timestamptz",
  acknowledged_through: "text",
  cause: "text",
  solution: "text",
  reaction: "text",
  satisfaction: "text",
} as const;

const EVENT = {
  id: "uuid",
  complaint_id: "uuid",
  kind: "text",
  at: "timestamptz",
  actor_id: "uuid",
  source: "text",
  from_status: "text",
  to_status: "text",
  acknowledged_through: "text",
  satisfaction: "text",
  text: "text",
  assignee_id: "uuid",
  team_id: "uuid",
} as const;

type EventRow = Partial<Record<keyof typeof EVENT, string | null>>;

/** Takes in many complaints with what happened with each, in the caller's transaction. */
export async function takeInComplaints(
  context: RequestContext,
  complaints: readonly ComplaintToTakeIn[],
  { importId, operation }: Provenance,
): Promise<void> {
  const numbers = await complaintNumbers(context, complaints);
  const made = complaints.map((given, index) => relive(context, given, numbers[index] ?? ""));
  await insertRows(
    context.em,
    "complaint",
    COMPLAINT,
    made.map(({ row }) => row),
  );
  await insertRows(
    context.em,
    "complaint_event",
    EVENT,
    made.flatMap(({ events }) => events),
  );
  await recordManyChanges(
    context,
    made.map(({ row, version }) => ({
      record: { type: "Complaint", id: row.id, version, operation, importId },
      made: ["kind", "category", "severity", "medium", "description", "status"],
    })),
  );
  await appendTimelines(
    context,
    made.flatMap(({ row, events }) =>
      events.flatMap((event) => {
        if (event.kind === ComplaintEventKind.NOTE_WRITTEN) return [];
        const filed = event.kind === ComplaintEventKind.FILED;
        return [
          {
            customerId: row.customer_id,
            kind: filed ? TimelineKind.COMPLAINT_FILED : TimelineKind.COMPLAINT_STATUS_CHANGED,
            happenedAt: new Date(event.at ?? 0),
            subjectId: row.id,
            ...(event.to_status && !filed ? { fields: [event.to_status] } : {}),
          },
        ];
      }),
    ),
    importId,
  );
  await refreshComplaintFacts(context.em, [...new Set(complaints.map(({ customerId }) => customerId))]);
}

/** Lets a complaint go through its past by the same rules as any other; a step that is not in the table throws. */
function relive(context: RequestContext, given: ComplaintToTakeIn, number: string) {
  const complaint = Object.assign(new Complaint(), { id: newId(), status: ComplaintStatus.RECEIVED });
  const eventOf = (kind: ComplaintEventKind, at: Date, details: EventRow): EventRow => ({
    id: newId(),
    complaint_id: complaint.id,
    kind,
    at: at.toISOString(),
    actor_id: context.actor?.staffId ?? null,
    source: context.source,
    ...details,
  });
  const filed = eventOf(ComplaintEventKind.FILED, given.filedAt, {
    to_status: complaint.status,
    text: given.description,
    assignee_id: given.assigneeId,
    team_id: given.teamId,
  });
  const later = given.past.map((past) => {
    if (past.note !== undefined)
      return eventOf(ComplaintEventKind.NOTE_WRITTEN, past.at, { text: past.note });
    const from = complaint.status;
    const evidence = evidenceOf(past);
    complaint.changeStatus(ComplaintStatus[past.status], evidence);
    return eventOf(ComplaintEventKind.STATUS_CHANGED, past.at, {
      from_status: from,
      to_status: complaint.status,
      acknowledged_through: evidence.acknowledgedThrough,
      satisfaction: evidence.satisfaction,
      text: evidence.cause ?? evidence.solution ?? evidence.reaction ?? evidence.reason,
    });
  });
  const version = 1 + given.past.filter(({ note }) => note === undefined).length;
  return {
    version,
    events: [filed, ...later],
    row: {
      id: complaint.id,
      number,
      version,
      kind: given.kind,
      category: given.category,
      severity: given.severity,
      urgency: urgencyOf(given.severity, given.filedAt),
      medium: given.medium,
      description: given.description,
      status: complaint.status,
      customer_id: given.customerId,
      order_id: given.orderId,
      team_id: given.teamId,
      assignee_id: given.assigneeId,
      filed_by_id: context.actor?.staffId ?? null,
      filed_at: given.filedAt.toISOString(),
      acknowledged_through: complaint.acknowledgedThrough,
      cause: complaint.cause,
      solution: complaint.solution,
      reaction: complaint.reaction,
      satisfaction: complaint.satisfaction,
    },
  };
}

function evidenceOf(given: Partial<StepEvidence>): StepEvidence {
  return {
    acknowledgedThrough: given.acknowledgedThrough ?? null,
    cause: given.cause ?? null,
    solution: given.solution ?? null,
    reaction: given.reaction ?? null,
    satisfaction: given.satisfaction ?? null,
    reason: given.reason ?? null,
  };
}

/** In the order in which they were filed, each of the year it was filed in. */
async function complaintNumbers(
  context: RequestContext,
  complaints: readonly ComplaintToTakeIn[],
): Promise<string[]> {
  const prefixes = complaints.map(
    ({ filedAt }) => `TS-${businessDay(filedAt, context.timeZone).slice(0, 4)}-`,
  );
  const { rows } = await sql<{ number: string }>`
    select next_number(prefix, 'complaint_number') as number
    from unnest(${prefixes}::text[]) with ordinality as given (prefix, place) order by place`.execute(
    context.em.getKysely(),
  );
  return rows.map(({ number }) => number);
}
