import { sql } from "kysely";
import type { Permission } from "../../../platform/actor.ts";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { holdComplaint, type HeldComplaint } from "./load-complaint.ts";

/**
 * Locks a complaint so that nobody else changes its photographs or closes it meanwhile; refuses one that is closed or
 * withdrawn. Notes go on beside it.
 */
export async function lockOpenComplaint(
  context: RequestContext,
  complaintId: string,
  permission: Permission,
): Promise<HeldComplaint> {
  const complaint = await holdComplaint(context, complaintId, permission);
  const { rows } = await sql<{ open: boolean }>`
    select open from complaint where id = ${complaint.id} for no key update`.execute(context.em.getKysely());
  if (rows[0]?.open) return complaint;
  throw new DomainError(
    UserErrorCode.WRONG_STATE,
    text(
      "这条投诉已经结案或撤诉，照片不能再增减。需要时请先重新处理这条投诉。",
      "This complaint is closed or withdrawn, so its photographs stay as they are. Reopen it first if you need to.",
    ),
    ["complaintId"],
  );
}
