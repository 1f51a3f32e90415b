import { recordChanges } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DomainErrors, type DomainError } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import {
  ComplaintEventKind,
  type ComplaintCategory,
  type ComplaintKind,
  type ComplaintMedium,
  type ComplaintSeverity,
} from "../complaint-words.types.ts";
import type { ComplaintDetails } from "../complaint.entity.ts";
import { appendComplaintEvent } from "./append-complaint-event.ts";
import { checkDescription, required } from "./complaint-words.ts";
import { findOrderOfCustomer } from "./find-order-of-customer.ts";
import { loadComplaint } from "./load-complaint.ts";

export interface TypedComplaint {
  readonly kind?: ComplaintKind | null | undefined;
  readonly category?: ComplaintCategory | null | undefined;
  readonly severity?: ComplaintSeverity | null | undefined;
  readonly medium?: ComplaintMedium | null | undefined;
  readonly description?: string | null | undefined;
  readonly orderId?: string | null | undefined;
}

/** Changes the given details of an open complaint. */
export async function editComplaint(
  context: RequestContext,
  input: TypedComplaint & { readonly complaintId: string; readonly expectedVersion: number },
): Promise<string> {
  const details = checkDetails(input);
  const complaint = await loadComplaint(context, input.complaintId, "complaint:edit", input.expectedVersion);
  if (input.orderId !== undefined) {
    details.orderId =
      input.orderId === null ? null : await findOrderOfCustomer(context, input.orderId, complaint.customerId);
  }
  const changes = complaint.edit(details);
  if (changes.length === 0) return complaint.id;
  await context.em.flush();
  await recordChanges(
    context,
    { type: "Complaint", id: complaint.id, version: complaint.version, operation: "editComplaint" },
    changes,
  );
  await appendComplaintEvent(context, {
    complaintId: complaint.id,
    kind: ComplaintEventKind.EDITED,
    at: now(),
    fields: changes.map((change) => change.field),
  });
  await emit(context, {
    name: ArchiveEventName.COMPLAINT_EDITED,
    recordType: "Complaint",
    recordId: complaint.id,
    customerId: complaint.customerId,
  });
  return complaint.id;
}

/** What is omitted stays; what a complaint cannot be without cannot be emptied. */
function checkDetails(typed: TypedComplaint): Partial<ComplaintDetails> {
  const errors: DomainError[] = [];
  const { kind, category, severity, medium } = typed;
  for (const [field, value] of Object.entries({ kind, category, severity, medium })) {
    if (value === null)
      errors.push(
        required(
          field,
          text("此项不能为空；不想修改就不要提交这一项。", "This cannot be empty. Leave it out to keep it."),
        ),
      );
  }
  const details: Partial<ComplaintDetails> = {
    ...(kind ? { kind } : {}),
    ...(category ? { category } : {}),
    ...(severity ? { severity } : {}),
    ...(medium ? { medium } : {}),
  };
  if (typed.description !== undefined) details.description = checkDescription(typed.description, errors);
  if (errors.length > 0) throw new DomainErrors(errors);
  return details;
}
