import { sql } from "kysely";
import { may } from "../../platform/authz.ts";
import { businessDay, now } from "../../platform/clock.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { RevealCount } from "./reveal.types.ts";

/** Of how many customers the caller revealed something today, and of how many the role allows it. */
export async function countReveals(context: RequestContext): Promise<RevealCount> {
  const { actor } = context;
  if (!actor || !may(context, "customer:reveal")) return { used: 0, quota: 0 };
  const { rows } = await sql<{ used: number }>`
    select count(*)::integer as used from reveal_use
    where actor_id = ${actor.quotaOwnerId} and on_date = ${businessDay(now(), context.timeZone)}`.execute(
    context.em.getKysely(),
  );
  return { used: rows[0]?.used ?? 0, quota: actor.revealQuota };
}
