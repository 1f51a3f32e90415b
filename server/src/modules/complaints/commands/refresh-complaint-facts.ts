import type { EntityManager } from "@mikro-orm/postgresql";
import { sql } from "kysely";

/**
 * Counts the complaints of customers anew, in the transaction that changed them. The facts are locked first and counted
 * in a statement of its own after that: of two filings at once the later one sees the earlier.
 */
export async function refreshComplaintFacts(
  em: EntityManager,
  customerIds: readonly string[],
): Promise<void> {
  if (customerIds.length === 0) return;
  const kysely = em.getKysely();
  await sql`
    select from customer_facts where customer_id = any(${customerIds}::uuid[])
    order by customer_id for no key update`.execute(kysely);
  await sql`
    update customer_facts facts
    set open_complaint_count = counted.open_complaint_count, last_complaint_at = counted.last_complaint_at
    from unnest(${customerIds}::uuid[]) as wanted (customer_id)
    cross join lateral (
      select count(*) filter (where complaint.open)::integer as open_complaint_count,
        max(complaint.filed_at) as last_complaint_at
      from complaint where complaint.customer_id = wanted.customer_id
    ) counted
    where facts.customer_id = wanted.customer_id`.execute(kysely);
}
