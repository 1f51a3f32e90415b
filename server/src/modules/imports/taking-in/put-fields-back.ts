import { sql } from "kysely";
import { now } from "../../../platform/clock.ts";
import { openChanges, type SealedChange } from "../../../platform/record-keys.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { changeCustomers } from "../../customers/commands/change-customers.ts";
import { releaseShopCustomerIds, SHOP_ID_FIELD } from "../../customers/commands/bind-shop-customer-ids.ts";
import { changeOrders } from "../../orders/commands/change-orders.ts";
import type { WorkedImport } from "./lease.ts";
import type { StepOutcome } from "./revert-import.ts";

const AT_A_TIME = 500;

interface ChangeRow {
  id: string;
  record_type: string;
  record_id: string;
  field: string;
  old_value: string | null;
  new_value: string | null;
  personal: Buffer | null;
}

interface Undoing {
  readonly field: string;
  /** What the field must still hold. */
  readonly now: string | null;
  readonly before: string | null;
}

/** Gives fields that the import filled, or that were taken over from it, their former values, where nobody changed them since. */
export async function putFieldsBack(
  context: RequestContext,
  one: WorkedImport,
  after: string | null,
): Promise<StepOutcome> {
  // The newest first. Records that the import itself made go as a whole later.
  const { rows } = await sql<ChangeRow>`
    select change.id, change.record_type, change.record_id, change.field, change.old_value, change.new_value, change.personal
    from change
    where change.import_id = ${one.id} and change.field is not null and change.operation <> 'revertImport'
      and (${after}::uuid is null or change.id < ${after})
      and not exists (select from customer where customer.id = change.record_id and customer.import_id = ${one.id})
      and not exists (select from customer_order where customer_order.id = change.record_id and customer_order.import_id = ${one.id})
    order by change.id desc limit ${AT_A_TIME}`.execute(context.em.getKysely());
  const provenance = { importId: one.id, operation: "revertImport", at: now() };
  const sealed = await openChanges(context, rows);
  const byRecord = Map.groupBy(rows, ({ record_type, record_id }) => `${record_type} ${record_id}`);
  const customers = [];
  const orders = [];
  for (const [record, changes] of byRecord) {
    const [type, id = ""] = record.split(" ");
    const fields = [...Map.groupBy(changes, ({ field }) => field).values()].map((ofField) =>
      undo(ofField, sealed),
    );
    const values = Object.fromEntries(fields.map(({ field, before }) => [field, before]));
    const onlyIf = Object.fromEntries(fields.map(({ field, now: held }) => [field, held]));
    if (type === "Customer") {
      const bound = fields.filter(({ field }) => field === SHOP_ID_FIELD).flatMap(({ now: id }) => id ?? []);
      await releaseShopCustomerIds(context, id, bound);
      delete values[SHOP_ID_FIELD];
      if (Object.keys(values).length > 0) customers.push({ id, values, onlyIf });
    } else if (type === "Order") {
      // Goods are told apart by their description; taken over, they cannot be put together again from it.
      const { items: _items, ...plain } = values;
      orders.push({ id, ...plain, onlyIf });
    }
  }
  await changeCustomers(context, customers, provenance);
  await changeOrders(context, orders, provenance);
  const last = rows.at(-1);
  return { after: rows.length < AT_A_TIME ? null : (last?.id ?? null), looked: 0, kept: 0 };
}

/** Of one field's changes by the import, the newest first: back over those that follow each other without a gap. */
function undo(changes: readonly ChangeRow[], sealed: ReadonlyMap<string, SealedChange>): Undoing {
  const [newest, ...older] = changes.map(({ id, field, old_value, new_value }) => ({
    field,
    ...(sealed.get(id) ?? { old: old_value, new: new_value }),
  }));
  if (!newest) throw new Error("a field without a change");
  let before = newest.old;
  for (const change of older) {
    if (change.new !== before) break;
    before = change.old;
  }
  return { field: newest.field, now: newest.new, before };
}
