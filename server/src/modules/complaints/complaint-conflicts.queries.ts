import type { RequestContext } from "../../platform/request.ts";
import { clearValue } from "../../platform/scalars.ts";
import { findStaff } from "../access/staff.queries.ts";
import { findTeam } from "../access/team.queries.ts";
import type { FieldConflict } from "../customers/customer-change.types.ts";
import { listConflicts } from "../customers/customer-history.queries.ts";
import { findOrder } from "../orders/order.queries.ts";
import { textOfValue } from "./complaint-texts.ts";

/** What others changed of a complaint since a version was read, each value in the words people have for it. */
export async function listComplaintConflicts(
  context: RequestContext,
  complaintId: string,
  expectedVersion: number,
): Promise<FieldConflict[]> {
  const conflicts = await listConflicts(context, complaintId, expectedVersion);
  return Promise.all(
    conflicts.map(async (conflict) => ({
      ...conflict,
      current: clearValue(await wordsFor(context, conflict.field, conflict.current.text)),
    })),
  );
}

async function wordsFor(
  context: RequestContext,
  field: string,
  value: string | null,
): Promise<string | null> {
  if (value === null) return null;
  switch (field) {
    case "assigneeId":
      return (await findStaff(context, value))?.name ?? null;
    case "teamId":
      return (await findTeam(context, value))?.name ?? null;
    case "orderId":
      return (await findOrder(context, value))?.number ?? null;
    default:
      return textOfValue(field, value)?.[context.language] ?? value;
  }
}
