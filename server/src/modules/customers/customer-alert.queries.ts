import { sql } from "kysely";
import { COUNT_LIMIT, keysetPage, type Keyset, type Page } from "../../platform/connection.ts";
import { globalId } from "../../platform/ids.ts";
import type { ChangeSource, RequestContext } from "../../platform/request.ts";
import type { CappedCount } from "../../platform/scalars.ts";
import type { TableOf } from "../../platform/tables.ts";
import type { CustomerAlert } from "./customer-alert.entity.ts";
import type { AlertArguments, CustomerAlertType } from "./customer-alert.types.ts";
import { fieldsToTell } from "./personal.queries.ts";

type AlertRow = TableOf<CustomerAlert>;

const KEYSET: Keyset<AlertRow> = {
  name: "alert",
  column: sql`customer_alert.id`,
  type: "uuid",
  id: sql`customer_alert.id`,
  valueIn: (row) => row.id,
};

/** The caller's own alerts, the newest first. */
export async function listAlerts(
  context: RequestContext,
  list: AlertArguments,
): Promise<Page<CustomerAlertType>> {
  const keyset = keysetPage(KEYSET, list);
  const { rows } = await sql<AlertRow>`
    select * from customer_alert
    where staff_id = ${context.actor?.staffId ?? null}::uuid
      and ${list.unread ? sql`read_at is null` : sql`true`} and ${keyset.where}
    order by ${keyset.orderBy} limit ${keyset.limit}`.execute(context.em.getKysely());
  return keyset.page(rows, (row) => ({
    id: globalId("CustomerAlert", row.id),
    customerId: row.customer_id,
    actorId: row.actor_id,
    importId: row.import_id,
    customerCount: row.customer_count,
    fields: fieldsToTell(context, row.fields),
    source: row.source as ChangeSource,
    operation: row.operation,
    at: row.at,
    readAt: row.read_at,
  }));
}

export async function countUnreadAlerts(context: RequestContext): Promise<CappedCount> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (
      select from customer_alert
      where staff_id = ${context.actor?.staffId ?? null}::uuid and read_at is null limit ${COUNT_LIMIT + 1}
    ) capped`.execute(context.em.getKysely());
  const count = rows[0]?.count ?? 0;
  return { value: Math.min(count, COUNT_LIMIT), capped: count > COUNT_LIMIT };
}
