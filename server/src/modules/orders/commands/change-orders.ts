import { sql } from "kysely";
import { insertRows, rowsAsTable } from "../../../platform/bulk.ts";
import { recordManyChanges } from "../../../platform/bulk-changes.ts";
import type { FieldChange } from "../../../platform/changes.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { appendTimelines } from "../../customers/commands/append-timelines.ts";
import type { Provenance } from "../../customers/commands/take-in-customers.ts";
import { TimelineKind } from "../../customers/timeline-entry.entity.ts";
import type { CheckedItem } from "./order-input.ts";
import { refreshDealFacts } from "./refresh-deal-facts.ts";
import { describeItems } from "./write-order-items.ts";

export interface OrderToChange {
  readonly id: string;
  readonly orderedOn?: string;
  readonly amount?: string;
  readonly items?: readonly CheckedItem[];
  /** Fields are changed only while they hold this, goods as the change log tells them. */
  readonly onlyIf?: Readonly<Record<string, string | null>>;
}

interface OrderRow {
  id: string;
  version: number;
  customer_id: string;
  ordered_on: string;
  amount: string;
}

interface Edit {
  readonly row: OrderRow;
  readonly wanted: OrderToChange;
  readonly changes: FieldChange[];
}

/** Changes many orders as one edit each: version, history, timeline, the customers' deal facts. Answers the fields that changed. */
export async function changeOrders(
  context: RequestContext,
  wanted: readonly OrderToChange[],
  { importId, operation, at }: Provenance,
): Promise<Map<string, string[]>> {
  if (wanted.length === 0) return new Map();
  const kysely = context.em.getKysely();
  const ids = wanted.map(({ id }) => id);
  const { rows } = await sql<OrderRow>`
    select id, version, customer_id, ordered_on, amount from customer_order
    where id = any(${ids}::uuid[]) order by id for no key update`.execute(kysely);
  const items = await readItems(context, ids);
  const onFile = new Map(rows.map((row) => [row.id, row]));
  const edits = wanted.flatMap((one): Edit[] => {
    const row = onFile.get(one.id);
    const changes = row ? changesOf(row, one, items.get(one.id) ?? []) : [];
    return row && changes.length > 0 ? [{ row, wanted: one, changes }] : [];
  });
  if (edits.length === 0) return new Map();
  await writeEdits(context, edits, at);
  await refreshDealFacts(context.em, [...new Set(edits.map(({ row }) => row.customer_id))]);
  await recordManyChanges(
    context,
    edits.map(({ row, changes }) => ({
      record: { type: "Order", id: row.id, version: row.version + 1, operation, importId },
      changes,
    })),
  );
  await appendTimelines(
    context,
    edits.map(({ row, changes }) => ({
      customerId: row.customer_id,
      kind: TimelineKind.ORDER_CHANGED,
      happenedAt: at,
      subjectId: row.id,
      fields: changes.map(({ field }) => field),
    })),
    importId,
  );
  return new Map(edits.map(({ row, changes }) => [row.id, changes.map(({ field }) => field)]));
}

function changesOf(row: OrderRow, wanted: OrderToChange, items: readonly CheckedItem[]): FieldChange[] {
  const held: Record<string, string> = {
    orderedOn: row.ordered_on,
    amount: row.amount,
    items: describeItems(items),
  };
  const asked: Record<string, string | undefined> = {
    orderedOn: wanted.orderedOn,
    amount: wanted.amount,
    items: wanted.items && describeItems(wanted.items),
  };
  return Object.entries(asked).flatMap(([field, value]) => {
    const old = held[field] ?? null;
    const expected = wanted.onlyIf?.[field];
    if (value === undefined || value === old || (expected !== undefined && expected !== old)) return [];
    return [{ field, old, new: value, personal: false }];
  });
}

async function writeEdits(context: RequestContext, edits: readonly Edit[], at: Date): Promise<void> {
  const rows = edits.map(({ row, wanted, changes }) => {
    const changed = new Set(changes.map(({ field }) => field));
    return {
      id: row.id,
      ordered_on: changed.has("orderedOn") ? wanted.orderedOn : row.ordered_on,
      amount: changed.has("amount") ? wanted.amount : row.amount,
    };
  });
  await sql`
    update customer_order
    set ordered_on = r.ordered_on, amount = r.amount, version = customer_order.version + 1, updated_at = ${at.toISOString()}
    from ${rowsAsTable({ id: "uuid", ordered_on: "date", amount: "numeric" }, rows, "r")}
    where customer_order.id = r.id`.execute(context.em.getKysely());
  const regrouped = edits.filter(({ changes }) => changes.some(({ field }) => field === "items"));
  if (regrouped.length === 0) return;
  await sql`delete from order_item where order_id = any(${regrouped.map(({ row }) => row.id)}::uuid[])`.execute(
    context.em.getKysely(),
  );
  await insertRows(
    context.em,
    "order_item",
    { order_id: "uuid", position: "smallint", goods: "text", quantity: "numeric", amount: "numeric" },
    regrouped.flatMap(({ row, wanted }) =>
      (wanted.items ?? []).map((item, position) => ({ order_id: row.id, position, ...item })),
    ),
  );
}

async function readItems(
  context: RequestContext,
  orderIds: readonly string[],
): Promise<Map<string, CheckedItem[]>> {
  const { rows } = await sql<CheckedItem & { order_id: string }>`
    select order_id, goods, quantity, amount from order_item
    where order_id = any(${orderIds}::uuid[]) order by order_id, position`.execute(context.em.getKysely());
  return Map.groupBy(rows, (row) => row.order_id);
}
