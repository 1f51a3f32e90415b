import type { MutationOutcome } from "../../platform/mutate.ts";
import type { RequestContext } from "../../platform/request.ts";
import { listComplaintConflicts } from "./complaint-conflicts.queries.ts";
import { findComplaint } from "./complaint.queries.ts";
import type { ComplaintPayload } from "./complaint.types.ts";

/** The complaint as of now, and on a conflict what others changed meanwhile. */
export async function complaintPayload(
  context: RequestContext,
  outcome: MutationOutcome<string>,
): Promise<ComplaintPayload> {
  const id = outcome.done ? outcome.answer : (outcome.stale?.recordId ?? null);
  const conflicts =
    !outcome.done && outcome.stale
      ? await listComplaintConflicts(context, outcome.stale.recordId, outcome.stale.expectedVersion)
      : [];
  return { complaint: await findComplaint(context, id), conflicts, errors: outcome.errors };
}
