import { LockMode } from "@mikro-orm/core";
import { ChangeKind, recordChanges } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { notFound } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { ApiKey } from "../api-key.entity.ts";
import { StaffMember } from "../staff-member.entity.ts";

/** Ends a key for good: every process reads it anew at each request, so its next one is refused. */
export async function revokeApiKey(
  context: RequestContext,
  input: { readonly apiKeyId: string },
): Promise<string> {
  const id = recordId("ApiKey", input.apiKeyId);
  const key = id ? await context.em.findOne(ApiKey, id, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  if (!key) throw notFound(["apiKeyId"]);
  // Two people who revoke it at once want the same thing.
  if (key.revokedAt) return key.id;
  key.revokedAt = now();
  key.revokedById = context.actor?.staffId ?? null;
  const program = await context.em.findOneOrFail(StaffMember, key.staffId);
  program.active = false;
  await context.em.flush();
  await recordChanges(
    context,
    { kind: ChangeKind.KEY, type: "ApiKey", id: key.id, version: 2, operation: "revokeApiKey" },
    [{ field: "revokedAt", old: null, new: key.revokedAt.toISOString(), personal: false }],
  );
  return key.id;
}
