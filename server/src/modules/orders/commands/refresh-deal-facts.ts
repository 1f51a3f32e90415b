import type { EntityManager } from "@mikro-orm/postgresql";
import { sql } from "kysely";

/** Counts the deals of customers anew, in the transaction that changed them, and makes buyers existing customers. */
export async function refreshDealFacts(em: EntityManager, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return;
  const kysely = em.getKysely();
  // An edit of the lifecycle locks the customer, then the facts (by a trigger): whoever locked them the other way round
  // could wait for it while it waits for them.
  await sql`select from customer where id = any(${customerIds}::uuid[]) order by id for no key update`.execute(
    kysely,
  );
  await sql`
    update customer_facts facts
    set first_deal_on = deals.first_deal_on,
        last_deal_on = coalesce(deals.last_deal_on, '-infinity'::date),
        deal_count = coalesce(deals.deal_count, 0),
        total_spent = coalesce(deals.total_spent, 0)
    from unnest(${customerIds}::uuid[]) as wanted (customer_id)
    left join lateral (
      select min(ordered_on) as first_deal_on, max(ordered_on) as last_deal_on, count(*)::integer as deal_count, sum(amount) as total_spent
      from customer_order
      where customer_order.customer_id = wanted.customer_id
    ) deals on true
    where facts.customer_id = wanted.customer_id`.execute(kysely);
  // The step to existing follows from the deal itself; it is no edit, so nobody's version goes stale. A lost customer
  // comes back by a deal that the rule does not find too old.
  await sql`
    update customer
    set lifecycle = 'EXISTING', lifecycle_by_hand = false
    from customer_facts facts, archive_settings settings
    where facts.customer_id = customer.id and customer.id = any(${customerIds}::uuid[]) and facts.deal_count > 0
      and (customer.lifecycle = 'POTENTIAL' or customer.lifecycle = 'LOST' and facts.last_deal_on
        > now() - make_interval(months => coalesce(settings.lost_after_months, 1200)))`.execute(kysely);
}
