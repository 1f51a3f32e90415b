import { sql } from "kysely";
import type { RequestContext } from "../../../platform/request.ts";
import { globalId } from "../../../platform/ids.ts";
import type { TableOf } from "../../../platform/tables.ts";
import type { ExternalRef } from "../external-ref.entity.ts";
import { checkExternalRef, type TypedExternalRef } from "./add-external-refs.ts";
import { createCustomer } from "./create-customer.ts";
import { archiveOf, type TypedArchives, type TypedDetails } from "./customer-input.ts";
import { changeDetails } from "./edit-customer.ts";
import { loadCustomer } from "./load-customer.ts";

/** Changes the customer that another system calls by this id, or makes it. Two at once with a new id make one customer. */
export async function upsertCustomer(
  context: RequestContext,
  input: TypedDetails & TypedArchives & { readonly externalRef: TypedExternalRef },
): Promise<{ id: string; created: boolean }> {
  const ref = checkExternalRef(input.externalRef, ["externalRef"]);
  const kysely = context.em.getKysely<{ external_ref: TableOf<ExternalRef> }>();
  await sql`select pg_advisory_xact_lock(hashtextextended(${`external-ref:${ref.system}:${ref.id}`}, 0))`.execute(
    kysely,
  );
  const known = await kysely
    .selectFrom("external_ref")
    .select("customer_id")
    .where("system", "=", ref.system)
    .where("external_id", "=", ref.id)
    .executeTakeFirst();
  if (!known) return { id: await createCustomer(context, { ...input, externalRefs: [ref] }), created: true };
  const id = globalId("Customer", known.customer_id);
  const customer = await loadCustomer(context, id, "customer:upsert", null, ["externalRef"]);
  const { archive, path } = archiveOf(input, input.kind ?? customer.kind);
  await changeDetails(context, customer, { ...input, archive }, "upsertCustomer", path);
  return { id: customer.id, created: false };
}
