import { recordChanges } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DomainErrors, type DomainError } from "../../../platform/errors.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { appendTimeline } from "../../customers/commands/append-timeline.ts";
import { TimelineKind } from "../../customers/timeline-entry.entity.ts";
import type { StepEvidence } from "../complaint-evidence.ts";
import { isOpen, type ComplaintStatus } from "../complaint-status.ts";
import {
  ComplaintEventKind,
  type ComplaintMedium,
  type HandlingSatisfaction,
} from "../complaint-words.types.ts";
import { appendComplaintEvent } from "./append-complaint-event.ts";
import { checkWords } from "./complaint-words.ts";
import { loadComplaint } from "./load-complaint.ts";
import { refreshComplaintFacts } from "./refresh-complaint-facts.ts";

export interface ComplaintStep {
  readonly complaintId: string;
  readonly expectedVersion: number;
  readonly status: ComplaintStatus;
  readonly acknowledgedThrough?: ComplaintMedium | null | undefined;
  readonly cause?: string | null | undefined;
  readonly solution?: string | null | undefined;
  readonly reaction?: string | null | undefined;
  readonly satisfaction?: HandlingSatisfaction | null | undefined;
  readonly reason?: string | null | undefined;
}

/** Takes a complaint one step onward, back or out, with exactly what the step asks for. */
export async function changeComplaintStatus(context: RequestContext, input: ComplaintStep): Promise<string> {
  const evidence = checkEvidence(input);
  const complaint = await loadComplaint(
    context,
    input.complaintId,
    "complaint:changeStatus",
    input.expectedVersion,
  );
  const from = complaint.status;
  const changes = complaint.changeStatus(input.status, evidence);
  const at = now();
  await context.em.flush();
  await recordChanges(
    context,
    { type: "Complaint", id: complaint.id, version: complaint.version, operation: "changeComplaintStatus" },
    changes,
    evidence.reason,
  );
  await appendComplaintEvent(context, {
    complaintId: complaint.id,
    kind: ComplaintEventKind.STATUS_CHANGED,
    at,
    fromStatus: from,
    toStatus: complaint.status,
    acknowledgedThrough: evidence.acknowledgedThrough,
    satisfaction: evidence.satisfaction,
    text: evidence.cause ?? evidence.solution ?? evidence.reaction ?? evidence.reason,
  });
  await appendTimeline(context, {
    customerId: complaint.customerId,
    kind: TimelineKind.COMPLAINT_STATUS_CHANGED,
    happenedAt: at,
    subjectId: complaint.id,
    // What it became then: the complaint itself only tells what it is now.
    fields: [complaint.status],
  });
  if (isOpen(from) !== isOpen(complaint.status)) {
    await refreshComplaintFacts(context.em, [complaint.customerId]);
  }
  await emit(context, {
    name: ArchiveEventName.COMPLAINT_STATUS_CHANGED,
    recordType: "Complaint",
    recordId: complaint.id,
    customerId: complaint.customerId,
  });
  return complaint.id;
}

/** What was given, as it is kept. Whether the step asks for it is decided when its complaint is known. */
function checkEvidence(input: ComplaintStep): StepEvidence {
  const errors: DomainError[] = [];
  const evidence: StepEvidence = {
    acknowledgedThrough: input.acknowledgedThrough ?? null,
    cause: checkWords(input.cause, "cause", errors),
    solution: checkWords(input.solution, "solution", errors),
    reaction: checkWords(input.reaction, "reaction", errors),
    satisfaction: input.satisfaction ?? null,
    reason: checkWords(input.reason, "reason", errors),
  };
  if (errors.length > 0) throw new DomainErrors(errors);
  return evidence;
}
