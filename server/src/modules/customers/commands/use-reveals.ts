import { sql } from "kysely";
import { businessDay, now } from "../../../platform/clock.ts";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { countReveals } from "../reveal.queries.ts";

/**
 * Counts these customers against the caller's day; refuses when they are more than the role allows. A customer counts
 * once a day, whatever is revealed of them: an archive that somebody works on costs nothing more.
 */
export async function useReveals(context: RequestContext, customerIds: readonly string[]): Promise<void> {
  const { actor } = context;
  if (!actor) return;
  const kysely = context.em.getKysely();
  // Two at once by the same person are counted one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reveal:${actor.quotaOwnerId}`}, 0))`.execute(
    kysely,
  );
  const today = businessDay(now(), context.timeZone);
  const { rows } = await sql<{ customer_id: string }>`
    with over as (delete from reveal_use where actor_id = ${actor.quotaOwnerId} and on_date < ${today})
    insert into reveal_use (actor_id, on_date, customer_id)
    select ${actor.quotaOwnerId}::uuid, ${today}::date, customer_id
    from unnest(${customerIds}::uuid[]) as wanted (customer_id)
    on conflict do nothing
    returning customer_id`.execute(kysely);
  if (rows.length === 0) return;
  const { used, quota } = await countReveals(context);
  if (used > quota) throw quotaExceeded(quota);
}

function quotaExceeded(quota: number): DomainError {
  const customers = quota === 1 ? "customer" : "customers";
  return new DomainError(
    UserErrorCode.QUOTA_EXCEEDED,
    text(
      `你的角色每天最多查看 ${quota} 位客户的完整信息，剩余额度不够。额度次日恢复；急需时请联系管理员。`,
      `Your role may reveal values of ${quota} ${customers} a day, and too few are left. The count starts again tomorrow; ask an administrator if you cannot wait.`,
    ),
  );
}
