import { recordChanges } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { ComplaintEventKind } from "../complaint-words.types.ts";
import { appendComplaintEvent } from "./append-complaint-event.ts";
import { findOwner } from "./find-owner.ts";
import { loadComplaint } from "./load-complaint.ts";

/** Gives a complaint to a person, to a team's queue, or to nobody. */
export async function assignComplaint(
  context: RequestContext,
  input: {
    readonly complaintId: string;
    readonly expectedVersion: number;
    readonly assigneeId?: string | null | undefined;
    readonly teamId?: string | null | undefined;
  },
): Promise<string> {
  const complaint = await loadComplaint(
    context,
    input.complaintId,
    "complaint:assign",
    input.expectedVersion,
  );
  const changes = complaint.assign(await findOwner(context, input, complaint.customerId));
  if (changes.length === 0) return complaint.id;
  await context.em.flush();
  await recordChanges(
    context,
    { type: "Complaint", id: complaint.id, version: complaint.version, operation: "assignComplaint" },
    changes,
  );
  await appendComplaintEvent(context, {
    complaintId: complaint.id,
    kind: ComplaintEventKind.ASSIGNED,
    at: now(),
    assigneeId: complaint.assigneeId,
    teamId: complaint.teamId,
  });
  await emit(context, {
    name: ArchiveEventName.COMPLAINT_ASSIGNED,
    recordType: "Complaint",
    recordId: complaint.id,
    customerId: complaint.customerId,
    assigneeId: complaint.assigneeId,
  });
  return complaint.id;
}
