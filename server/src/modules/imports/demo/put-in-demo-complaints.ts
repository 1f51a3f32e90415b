import { sql } from "kysely";
import { now } from "../../../platform/clock.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { takeInComplaints } from "../../complaints/commands/take-in-complaints.ts";
import { inventDemoComplaints, type DemoPurchase } from "./demo-complaints.ts";

/** About as far back as the complaints are to go. */
const DAYS = 92;

/** Gives the invented customers some complaints, so that the desk is not empty. They go when their customers go. */
export async function putInDemoComplaints(context: RequestContext, importId: string): Promise<void> {
  const kysely = context.em.getKysely();
  const purchases = await sql<DemoPurchase>`
    select customer_order.customer_id as "customerId", customer_order.id as "orderId",
      customer_order.ordered_on as day, order_item.goods
    from customer_order
    join customer on customer.id = customer_order.customer_id and customer.demo
    join order_item on order_item.order_id = customer_order.id and order_item.position = 0
    where customer_order.import_id = ${importId} and customer_order.ordered_on > current_date - ${DAYS}::integer
      and not exists (select from complaint where complaint.customer_id = customer.id)
    order by customer_order.ordered_on, customer.number, customer_order.number`.execute(kysely);
  const staff = await sql<{ id: string; teamId: string | null }>`
    select id, team_id as "teamId" from staff_member
    where active and not program and exists (
      select from role_permission
      where role_permission.role_id = staff_member.role_id and permission = 'complaint:changeStatus'
    ) order by created_at, id limit 1`.execute(kysely);
  const at = now();
  const complaints = inventDemoComplaints(purchases.rows, at, staff.rows[0] ?? null);
  await takeInComplaints(context, complaints, { importId, operation: "startImport", at, demo: true });
}
