import { sql } from "kysely";
import { now } from "../../../platform/clock.ts";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { ComplaintEventKind } from "../complaint-words.types.ts";
import { appendComplaintEvent } from "./append-complaint-event.ts";
import { attachPhotographs } from "./attach-photographs.ts";
import { lockOpenComplaint } from "./lock-open-complaint.ts";

/** Adds photographs to an open complaint. Sent again it finds them there, and nothing happens twice. */
export async function addComplaintPhotographs(
  context: RequestContext,
  input: { readonly complaintId: string; readonly photographIds: readonly string[] },
): Promise<string> {
  if (input.photographIds.length === 0) {
    throw new DomainError(
      UserErrorCode.REQUIRED,
      text("请至少选一张照片。", "Choose at least one photograph."),
      ["photographIds"],
    );
  }
  const complaint = await lockOpenComplaint(context, input.complaintId, "complaint:addPhotographs");
  const added = await attachPhotographs(context, complaint.id, input.photographIds);
  if (added === 0) return complaint.id;
  if (!(await addedJustNow(context, complaint.id))) {
    await appendComplaintEvent(context, {
      complaintId: complaint.id,
      kind: ComplaintEventKind.PHOTOGRAPHS_ADDED,
      at: now(),
    });
  }
  await emit(context, {
    name: ArchiveEventName.COMPLAINT_PHOTOGRAPHS_CHANGED,
    recordType: "Complaint",
    recordId: complaint.id,
    customerId: complaint.customerId,
  });
  return complaint.id;
}

/** Nine photographs that somebody adds one after another are one line of what happened, not nine. */
async function addedJustNow(context: RequestContext, complaintId: string): Promise<boolean> {
  const { rows } = await sql<{ same: boolean }>`
    select kind = ${ComplaintEventKind.PHOTOGRAPHS_ADDED} and at > now() - interval '2 minutes'
      and actor_id is not distinct from ${context.actor?.staffId ?? null}::uuid as same
    from complaint_event where complaint_id = ${complaintId}
    order by at desc, id desc limit 1`.execute(context.em.getKysely());
  return rows[0]?.same ?? false;
}
