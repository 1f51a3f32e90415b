import { sql } from "kysely";
import { recordCreation } from "../../../platform/changes.ts";
import { businessDay, now } from "../../../platform/clock.ts";
import { DomainErrors, type DomainError } from "../../../platform/errors.ts";
import { newId } from "../../../platform/ids.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { appendTimeline } from "../../customers/commands/append-timeline.ts";
import { holdCustomer } from "../../customers/commands/hold-customer.ts";
import { TimelineKind } from "../../customers/timeline-entry.entity.ts";
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
import { appendComplaintEvent } from "./append-complaint-event.ts";
import { attachPhotographs } from "./attach-photographs.ts";
import { checkDescription } from "./complaint-words.ts";
import { filerAsOwner, findOwner } from "./find-owner.ts";
import { findOrderOfCustomer } from "./find-order-of-customer.ts";
import { refreshComplaintFacts } from "./refresh-complaint-facts.ts";

export interface NewComplaint {
  readonly customerId: string;
  readonly category: ComplaintCategory;
  readonly severity: ComplaintSeverity;
  readonly kind: ComplaintKind;
  readonly medium: ComplaintMedium;
  readonly description: string;
  readonly orderId?: string | null | undefined;
  readonly photographIds?: readonly string[] | null | undefined;
  /** Omitted: the filer, when a person; null: nobody yet. */
  readonly assigneeId?: string | null | undefined;
}

/** Files a complaint of a customer. Answers with the new record's id. */
export async function fileComplaint(context: RequestContext, input: NewComplaint): Promise<string> {
  const errors: DomainError[] = [];
  const description = checkDescription(input.description, errors);
  if (errors.length > 0) throw new DomainErrors(errors);
  const customerId = await holdCustomer(context, input.customerId, "complaint:file");
  const orderId = input.orderId ? await findOrderOfCustomer(context, input.orderId, customerId) : null;
  const owner =
    input.assigneeId === undefined
      ? await filerAsOwner(context)
      : await findOwner(context, input, customerId);
  const at = now();
  const complaint = context.em.create(Complaint, {
    id: newId(),
    number: await nextComplaintNumber(context, at),
    kind: input.kind,
    category: input.category,
    severity: input.severity,
    urgency: urgencyOf(input.severity, at),
    medium: input.medium,
    description,
    status: ComplaintStatus.RECEIVED,
    customerId,
    orderId,
    ...owner,
    filedById: context.actor?.staffId ?? null,
    filedAt: at,
  });
  await context.em.flush();
  await attachPhotographs(context, complaint.id, input.photographIds ?? []);
  await tellOfFiling(context, complaint);
  return complaint.id;
}

/** TS-2026-000045: the business's year, and one number that goes on through the years. Nobody waits for it, so it may have gaps. */
async function nextComplaintNumber(context: RequestContext, at: Date): Promise<string> {
  const year = businessDay(at, context.timeZone).slice(0, 4);
  const { rows } = await sql<{ number: string }>`
    select next_number(${`TS-${year}-`}, 'complaint_number') as number`.execute(context.em.getKysely());
  const [next] = rows;
  if (!next) throw new Error("the database gave no complaint number");
  return next.number;
}

async function tellOfFiling(context: RequestContext, complaint: Complaint): Promise<void> {
  const { id, customerId, filedAt, assigneeId, teamId } = complaint;
  await recordCreation(context, { type: "Complaint", id, version: 1, operation: "fileComplaint" }, [
    "kind",
    "category",
    "severity",
    "medium",
    "description",
    ...(complaint.orderId ? ["orderId"] : []),
    ...(assigneeId ? ["assigneeId"] : []),
  ]);
  await appendComplaintEvent(context, {
    complaintId: id,
    kind: ComplaintEventKind.FILED,
    at: filedAt,
    toStatus: complaint.status,
    text: complaint.description,
    assigneeId,
    teamId,
  });
  await appendTimeline(context, {
    customerId,
    kind: TimelineKind.COMPLAINT_FILED,
    happenedAt: filedAt,
    subjectId: id,
  });
  await refreshComplaintFacts(context.em, [customerId]);
  const told = { recordType: "Complaint", recordId: id, customerId } as const;
  await emit(context, { name: ArchiveEventName.COMPLAINT_FILED, ...told });
  if (assigneeId && assigneeId !== context.actor?.staffId) {
    await emit(context, { name: ArchiveEventName.COMPLAINT_ASSIGNED, ...told, assigneeId });
  }
}
