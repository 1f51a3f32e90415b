import { now } from "../../../platform/clock.ts";
import { notFound } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { TableOf } from "../../../platform/tables.ts";
import type { ComplaintPhotograph } from "../complaint-photograph.entity.ts";
import { ComplaintEventKind } from "../complaint-words.types.ts";
import { appendComplaintEvent } from "./append-complaint-event.ts";
import { lockOpenComplaint } from "./lock-open-complaint.ts";

type Tables = { complaint_photograph: TableOf<ComplaintPhotograph> };

/** Hides a photograph of an open complaint from everybody. It is kept, and what happened says who removed it. */
export async function removeComplaintPhotograph(
  context: RequestContext,
  input: { readonly complaintId: string; readonly photographId: string },
): Promise<string> {
  const complaint = await lockOpenComplaint(context, input.complaintId, "complaint:removePhotograph");
  const id = recordId("ComplaintPhotograph", input.photographId);
  const kysely = context.em.getKysely<Tables>();
  const photograph = id
    ? await kysely
        .selectFrom("complaint_photograph")
        .select(["file_name", "removed_at"])
        .where("id", "=", id)
        .where("complaint_id", "=", complaint.id)
        .executeTakeFirst()
    : undefined;
  if (!id || !photograph) throw notFound(["photographId"]);
  if (photograph.removed_at !== null) return complaint.id;
  const at = now();
  await kysely
    .updateTable("complaint_photograph")
    .set({ removed_at: at, removed_by_id: context.actor?.staffId ?? null })
    .where("id", "=", id)
    .execute();
  await appendComplaintEvent(context, {
    complaintId: complaint.id,
    kind: ComplaintEventKind.PHOTOGRAPH_REMOVED,
    at,
    text: photograph.file_name,
  });
  await emit(context, {
    name: ArchiveEventName.COMPLAINT_PHOTOGRAPHS_CHANGED,
    recordType: "Complaint",
    recordId: complaint.id,
    customerId: complaint.customerId,
  });
  return complaint.id;
}
