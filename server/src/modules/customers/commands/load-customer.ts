import { sql } from "kysely";
import type { Permission } from "../../../platform/actor.ts";
import { notAllowed, notFound, StaleVersion } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { isWithin } from "../../../platform/scope.ts";
import { Customer } from "../customer.entity.ts";
import { visibleTo } from "../customer.policy.ts";

/**
 * Locks a customer's row for a change; refuses one the actor may not see, or not do this with, or with another version
 * than the caller read.
 */
export async function loadCustomer(
  context: RequestContext,
  customerId: string,
  permission: Permission,
  expectedVersion: number | null = null,
  path: string[] = ["customerId"],
): Promise<Customer> {
  const id = recordId("Customer", customerId);
  if (!id) throw notFound(path);
  const locked = await sql`
    select from customer where id = ${id} and ${visibleTo(context.actor, "customer:list", "customer")}
    for update`.execute(context.em.getKysely());
  const customer = locked.rows.length > 0 ? await context.em.findOne(Customer, id) : null;
  if (!customer) throw notFound(path);
  if (!isWithin(context.actor, permission, customer)) throw notAllowed(path);
  if (expectedVersion !== null && customer.version !== expectedVersion)
    throw new StaleVersion(customer.id, expectedVersion);
  return customer;
}
