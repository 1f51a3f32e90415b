import { sql } from "kysely";
import type { RequestContext } from "../../../platform/request.ts";

/** A customer is as satisfied as the newest review says that says so. In the transaction that changed the reviews. */
export async function refreshSatisfaction({ em }: RequestContext, customerId: string): Promise<void> {
  await sql`
    update customer_facts
    set satisfaction = (
      select satisfaction from review
      where customer_id = ${customerId} and satisfaction is not null and withdrawn_at is null
      order by happened_at desc, id desc limit 1
    )
    where customer_id = ${customerId}`.execute(em.getKysely());
}
