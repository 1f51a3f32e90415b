import { sql } from "kysely";
import type { Permission } from "../../../platform/actor.ts";
import { notAllowed, notFound } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { isWithin, type Ownership } from "../../../platform/scope.ts";
import { visibleTo } from "../customer.policy.ts";

/**
 * Holds a customer so that the archive stays while something is added to it; nobody else who adds has to wait. Refuses
 * one the actor may not see, or do this with. Answers with the id in the database.
 */
export async function holdCustomer(
  context: RequestContext,
  customerId: string,
  permission: Permission,
): Promise<string> {
  const id = recordId("Customer", customerId);
  if (!id) throw notFound(["customerId"]);
  await holdCustomerOf(context, id, permission, ["customerId"]);
  return id;
}

/** The same of the customer to whom something belongs that the caller named by the path. */
export async function holdCustomerOf(
  context: RequestContext,
  id: string,
  permission: Permission,
  path: string[],
): Promise<void> {
  const { rows } = await sql<Ownership>`
    select owner_id as "ownerId", team_id as "teamId" from customer
    where id = ${id} and ${visibleTo(context.actor, "customer:list", "customer")} for key share`.execute(
    context.em.getKysely(),
  );
  const [customer] = rows;
  if (!customer) throw notFound(path);
  if (!isWithin(context.actor, permission, customer)) throw notAllowed(path);
}
