import { LockMode } from "@mikro-orm/core";
import { notFound, StaleVersion } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { Customer } from "../customer.entity.ts";

/** Locks a customer's row for a change; refuses one the actor may not see, or with another version than the caller read. */
export async function loadCustomer(
  context: RequestContext,
  customerId: string,
  expectedVersion: number | null = null,
): Promise<Customer> {
  const id = recordId("Customer", customerId);
  const mayList = context.actor?.permissions.has("customer:list") ?? false;
  const customer =
    id && mayList ? await context.em.findOne(Customer, id, { lockMode: LockMode.PESSIMISTIC_WRITE }) : null;
  if (!customer) throw notFound(["customerId"]);
  if (expectedVersion !== null && customer.version !== expectedVersion)
    throw new StaleVersion(customer.id, expectedVersion);
  return customer;
}
