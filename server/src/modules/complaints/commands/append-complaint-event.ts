import { newId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { TableOf } from "../../../platform/tables.ts";
import type { ComplaintEvent } from "../complaint-event.entity.ts";

export type NewComplaintEvent = Pick<ComplaintEvent, "complaintId" | "kind" | "at"> &
  Partial<
    Pick<
      ComplaintEvent,
      | "fromStatus"
      | "toStatus"
      | "acknowledgedThrough"
      | "satisfaction"
      | "text"
      | "assigneeId"
      | "teamId"
      | "fields"
    >
  >;

/**
 * Adds to what happened with a complaint, in the caller's transaction. It takes no more than a shared lock on the
 * complaint's row, so nobody waits for anybody who only adds.
 */
export async function appendComplaintEvent(context: RequestContext, event: NewComplaintEvent): Promise<void> {
  await context.em
    .getKysely<{ complaint_event: TableOf<ComplaintEvent> }>()
    .insertInto("complaint_event")
    .values({
      id: newId(),
      complaint_id: event.complaintId,
      kind: event.kind,
      at: event.at,
      actor_id: context.actor?.staffId ?? null,
      source: context.source,
      from_status: event.fromStatus ?? null,
      to_status: event.toStatus ?? null,
      acknowledged_through: event.acknowledgedThrough ?? null,
      satisfaction: event.satisfaction ?? null,
      text: event.text ?? null,
      assignee_id: event.assigneeId ?? null,
      team_id: event.teamId ?? null,
      fields: event.fields ?? null,
    })
    .execute();
}
