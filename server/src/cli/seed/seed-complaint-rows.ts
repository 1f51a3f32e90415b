import { isOpen } from "../../modules/complaints/complaint-status.ts";
import { urgencyOf } from "../../modules/complaints/complaint-urgency.ts";
import { ComplaintEventKind } from "../../modules/complaints/complaint-words.types.ts";
import { TimelineKind } from "../../modules/customers/timeline-entry.entity.ts";
import { humanNumber, type CopyRows } from "./copy-rows.ts";
import type { PlacedComplaint } from "./seed-customer.ts";
import type { SeedId } from "./seed-ids.ts";
import type { Teller } from "./seed-teller.ts";

/** Adds a complaint, its events, and what the change log and the customer's timeline say of it. */
export function addComplaint(
  { ids, customerId, source, made, happened }: Teller,
  rows: CopyRows,
  { complaint, filedAt, events }: PlacedComplaint,
  { number, year, orderId }: { number: number; year: string; orderId: SeedId | null },
): void {
  const id = ids.next(filedAt);
  rows.add(
    "complaint",
    id,
    humanNumber(`TS-${year}-`, number),
    complaint.version,
    complaint.kind,
    complaint.category,
    complaint.severity,
    Number(urgencyOf(complaint.severity, new Date(filedAt))),
    complaint.medium,
    complaint.description,
    complaint.status,
    customerId,
    orderId,
    complaint.teamId,
    complaint.assigneeId,
    filedAt,
    complaint.acknowledgedThrough,
    complaint.cause,
    complaint.solution,
    complaint.reaction,
    complaint.satisfaction,
  );
  for (const event of events) {
    rows.add(
      "complaint_event",
      ids.next(event.at),
      id,
      event.kind,
      event.at,
      source,
      event.fromStatus,
      event.toStatus,
      event.evidence.acknowledgedThrough,
      event.evidence.satisfaction,
      event.text,
      event.assigneeId,
      event.teamId,
    );
    if (event.kind === ComplaintEventKind.FILED) happened(TimelineKind.COMPLAINT_FILED, event.at, id, null);
    else if (event.toStatus) happened(TimelineKind.COMPLAINT_STATUS_CHANGED, event.at, id, [event.toStatus]);
  }
  made("Complaint", id, complaint.version, filedAt, [
    "kind",
    "category",
    "severity",
    "medium",
    "description",
    ...(orderId ? ["orderId"] : []),
    "status",
  ]);
}

/** How many of a customer's complaints somebody still has to do something about. */
export function countOpen(complaints: readonly PlacedComplaint[]): number {
  return complaints.filter(({ complaint }) => isOpen(complaint.status)).length;
}
