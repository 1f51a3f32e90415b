import { insertRows } from "../../../platform/bulk.ts";
import { now } from "../../../platform/clock.ts";
import { newId } from "../../../platform/ids.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";

/** A customer that was changed, and who looks after it. */
export interface ChangedCustomer {
  readonly customerId: string;
  readonly ownerId: string | null;
  readonly fields: readonly string[];
}

interface How {
  readonly operation: string;
  readonly importId?: string | null;
}

const COLUMNS = {
  id: "uuid",
  staff_id: "uuid",
  customer_id: "uuid",
  customer_count: "integer",
  fields: "text[]",
  operation: "text",
  source: "text",
  import_id: "uuid",
  actor_id: "uuid",
  at: "timestamptz",
} as const;

/**
 * Tells owners in the caller's transaction that somebody else changed their customers: what, by name, and never a value.
 * However many customers of theirs an import changes, it is one alert that grows.
 */
export async function alertOwners(
  context: RequestContext,
  changed: readonly ChangedCustomer[],
  { operation, importId = null }: How,
): Promise<void> {
  const { actor, source, em } = context;
  const others = changed.flatMap(({ ownerId, ...customer }) =>
    ownerId === null || (ownerId === actor?.staffId && actor.keyId === null)
      ? []
      : [{ ...customer, staffId: ownerId, count: 1 }],
  );
  if (others.length === 0) return;
  const byOwner = Map.groupBy(others, ({ staffId }) => staffId);
  const alerts = importId === null ? others : [...byOwner.values()].flatMap(together);
  const at = now().toISOString();
  await insertRows(
    em,
    "customer_alert",
    COLUMNS,
    alerts.map((alert) => ({
      id: newId(),
      staff_id: alert.staffId,
      customer_id: alert.customerId,
      customer_count: alert.count,
      fields: alert.fields,
      operation,
      source,
      import_id: importId,
      actor_id: actor?.staffId ?? null,
      at,
    })),
    `on conflict (staff_id, import_id) where import_id is not null do update set
      customer_count = customer_alert.customer_count + excluded.customer_count,
      fields = (select array_agg(distinct field) from unnest(customer_alert.fields || excluded.fields) as field),
      operation = excluded.operation, at = excluded.at, read_at = null`,
  );
  for (const [ownerId, [first]] of byOwner) {
    if (!first) continue;
    await emit(context, {
      name: ArchiveEventName.OWNER_ALERTED,
      recordType: "Customer",
      recordId: first.customerId,
      customerId: first.customerId,
      assigneeId: ownerId,
    });
  }
}

type Alert = { readonly customerId: string; readonly staffId: string; readonly count: number } & Pick<
  ChangedCustomer,
  "fields"
>;

/** The changes of one owner's customers as one. */
function together(changed: readonly Alert[]): Alert[] {
  const [first] = changed;
  if (!first) return [];
  const fields = [...new Set(changed.flatMap((one) => one.fields))];
  return [{ ...first, fields, count: changed.length }];
}
