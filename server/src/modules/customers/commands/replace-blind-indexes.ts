import { BlindIndexKind } from "../../../platform/crypto.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { TableOf } from "../../../platform/tables.ts";
import type { CustomerBlindIndex } from "../customer-blind-index.entity.ts";
import { blindIndexesOf, type CustomerPersonal } from "../customer-personal.ts";

/**
 * Makes a customer findable by its present contact data, and by no former one. What a sheet called a customer without
 * contact data stays: it is how the next copy of the sheet finds the row again.
 */
export async function replaceBlindIndexes(
  context: RequestContext,
  customerId: string,
  personal: CustomerPersonal,
): Promise<void> {
  const kysely = context.em.getKysely<{ customer_blind_index: TableOf<CustomerBlindIndex> }>();
  await kysely
    .deleteFrom("customer_blind_index")
    .where("customer_id", "=", customerId)
    .where("kind", "!=", BlindIndexKind.NAME_AND_ADDRESS)
    .execute();
  const rows = blindIndexesOf(context.cipher, personal).map((row) => ({
    ...row,
    customer_id: customerId,
    key_version: 1,
  }));
  if (rows.length > 0) await kysely.insertInto("customer_blind_index").values(rows).execute();
}
