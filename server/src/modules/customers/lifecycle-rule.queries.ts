import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { RequestContext } from "../../platform/request.ts";
import type { CappedCount } from "../../platform/scalars.ts";
import { monthsAfter } from "./customer-lifecycle.ts";
import type { LifecycleForecast } from "./archive-settings.types.ts";

const COUNTED = 10_000;
/** No two months differ by more: the index finds the neighbourhood, the exact day decides. */
const DAYS_OF_GRACE = 3;

/** Customers that the rule moves, as conditions on `customer` and `facts`. */
export function movedByRule(
  to: "LOST" | "EXISTING",
  lostAfterMonths: number | null,
  today: string,
): RawBuilder<SqlBool> {
  const from = to === "LOST" ? "EXISTING" : "LOST";
  const ruled = sql`facts.lifecycle = ${from}::text and facts.deal_count > 0 and not customer.lifecycle_by_hand`;
  if (lostAfterMonths === null) return to === "LOST" ? sql<SqlBool>`false` : sql<SqlBool>`${ruled}`;
  const about = sql`${monthsAfter(today, -lostAfterMonths)}::date`;
  const isLost = sql`facts.last_deal_on + make_interval(months => ${lostAfterMonths}) <= ${today}::date`;
  return to === "LOST"
    ? sql<SqlBool>`${ruled} and facts.last_deal_on <= ${about} + ${DAYS_OF_GRACE}::integer
        and facts.last_deal_on > '-infinity' and ${isLost}`
    : sql<SqlBool>`${ruled} and facts.last_deal_on >= ${about} - ${DAYS_OF_GRACE}::integer and not (${isLost})`;
}

/** How many customers a rule would move, up to ten thousand. */
export async function forecastLifecycles(
  context: RequestContext,
  lostAfterMonths: number | null,
  today: string,
): Promise<LifecycleForecast> {
  const count = (to: "LOST" | "EXISTING") => sql`(
    select count(*)::integer from (
      select from customer_facts as facts join customer on customer.id = facts.customer_id
      where ${movedByRule(to, lostAfterMonths, today)} limit ${COUNTED + 1}
    ) moved)`;
  const { rows } = await sql<{ lost: number; existing: number }>`
    select ${count("LOST")} as lost, ${count("EXISTING")} as existing`.execute(context.em.getKysely());
  const [row = { lost: 0, existing: 0 }] = rows;
  return { becomeLost: capped(row.lost), becomeExisting: capped(row.existing) };
}

function capped(counted: number): CappedCount {
  return { value: Math.min(counted, COUNTED), capped: counted > COUNTED };
}
