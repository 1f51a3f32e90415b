import { now } from "../../../platform/clock.ts";
import { DomainErrors, type DomainError } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { ComplaintEventKind } from "../complaint-words.types.ts";
import { appendComplaintEvent } from "./append-complaint-event.ts";
import { checkWords, required } from "./complaint-words.ts";
import { holdComplaint } from "./load-complaint.ts";

/** Writes a note on a complaint, closed or not. It only adds, so it conflicts with nobody. */
export async function writeComplaintNote(
  context: RequestContext,
  input: { readonly complaintId: string; readonly text: string },
): Promise<string> {
  const errors: DomainError[] = [];
  const words = checkWords(input.text, "text", errors);
  if (words === null) errors.push(required("text", text("请填写备注内容。", "Write something.")));
  if (errors.length > 0) throw new DomainErrors(errors);
  const complaint = await holdComplaint(context, input.complaintId, "complaint:writeNote");
  await appendComplaintEvent(context, {
    complaintId: complaint.id,
    kind: ComplaintEventKind.NOTE_WRITTEN,
    at: now(),
    text: words,
  });
  await emit(context, {
    name: ArchiveEventName.COMPLAINT_NOTE_WRITTEN,
    recordType: "Complaint",
    recordId: complaint.id,
    customerId: complaint.customerId,
  });
  return complaint.id;
}
