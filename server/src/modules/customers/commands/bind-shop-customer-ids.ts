import { sql } from "kysely";
import { insertRows } from "../../../platform/bulk.ts";
import { recordManyChanges } from "../../../platform/bulk-changes.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { SHOP_CUSTOMER_ID } from "../external-ref.entity.ts";

/** The name under which the change log tells of a bound ID. */
export const SHOP_ID_FIELD = "externalRefs";

interface BoundId {
  readonly id: string;
  readonly externalId: string | null;
}

/** Binds the shop's own IDs to customers; one that is bound stays where it is. */
export async function bindShopCustomerIds(
  context: RequestContext,
  customers: readonly BoundId[],
): Promise<void> {
  await insertRows(
    context.em,
    "external_ref",
    { system: "text", external_id: "text", customer_id: "uuid" },
    customers.flatMap(({ id, externalId }) =>
      externalId === null ? [] : [{ system: SHOP_CUSTOMER_ID, external_id: externalId, customer_id: id }],
    ),
    "on conflict do nothing",
  );
}

/** The same for customers who were on file without an ID: the change log keeps it, so that it can be released again. */
export async function bindToCustomersOnFile(
  context: RequestContext,
  customers: readonly BoundId[],
  provenance: { readonly operation: string; readonly importId: string },
): Promise<void> {
  const bound = customers.filter(({ externalId }) => externalId !== null);
  if (bound.length === 0) return;
  await bindShopCustomerIds(context, bound);
  const { rows } = await sql<{ id: string; version: number }>`
    select id, version from customer where id = any(${bound.map(({ id }) => id)}::uuid[])`.execute(
    context.em.getKysely(),
  );
  const versions = new Map(rows.map(({ id, version }) => [id, version]));
  await recordManyChanges(
    context,
    bound.map(({ id, externalId }) => ({
      record: { type: "Customer", id, version: versions.get(id) ?? 1, ...provenance },
      changes: [{ field: SHOP_ID_FIELD, old: null, new: externalId, personal: false }],
    })),
  );
}

export async function releaseShopCustomerIds(
  context: RequestContext,
  customerId: string,
  externalIds: readonly string[],
): Promise<void> {
  if (externalIds.length === 0) return;
  await sql`
    delete from external_ref
    where system = ${SHOP_CUSTOMER_ID} and external_id = any(${externalIds}::text[]) and customer_id = ${customerId}`.execute(
    context.em.getKysely(),
  );
}
