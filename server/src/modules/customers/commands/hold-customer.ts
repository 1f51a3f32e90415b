import { sql } from "kysely";
import { notFound } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";

/**
 * Holds a customer so that the archive stays while something is added to it; nobody else who adds has to wait. Refuses
 * one the actor may not see. Answers with the id in the database.
 */
export async function holdCustomer(context: RequestContext, customerId: string): Promise<string> {
  const id = recordId("Customer", customerId);
  if (!id || !context.actor?.permissions.has("customer:list")) throw notFound(["customerId"]);
  const { rows } = await sql`select from customer where id = ${id} for key share`.execute(
    context.em.getKysely(),
  );
  if (rows.length === 0) throw notFound(["customerId"]);
  return id;
}
