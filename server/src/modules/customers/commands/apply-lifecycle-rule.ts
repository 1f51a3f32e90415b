import { sql } from "kysely";
import { recordManyChanges } from "../../../platform/bulk-changes.ts";
import { now } from "../../../platform/clock.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { movedByRule } from "../lifecycle-rule.queries.ts";
import { TimelineKind } from "../timeline-entry.entity.ts";
import { appendTimelines } from "./append-timelines.ts";

/** So many customers a transaction: nobody who works with one of them waits long. */
const BATCH = 500;

/** The rule in force on a day. */
export interface LifecycleRuleInForce {
  readonly lostAfterMonths: number | null;
  readonly today: string;
}

/**
 * Moves the next customers between existing and lost, as the rule says, in the caller's transaction. It is no edit, so
 * nobody's version goes stale. Answers whether there may be more.
 */
export async function applyLifecycleRule(
  context: RequestContext,
  { lostAfterMonths, today }: LifecycleRuleInForce,
): Promise<boolean> {
  const lost = await move(context, "LOST", movedByRule("LOST", lostAfterMonths, today));
  const existing = await move(context, "EXISTING", movedByRule("EXISTING", lostAfterMonths, today));
  return lost === BATCH || existing === BATCH;
}

async function move(
  context: RequestContext,
  to: "LOST" | "EXISTING",
  condition: ReturnType<typeof movedByRule>,
): Promise<number> {
  const kysely = context.em.getKysely();
  // Locked in the order of ids, as orders lock them; what they did meanwhile is seen by the next statement.
  const { rows: found } = await sql<{ id: string }>`
    select id from customer where id in (
      select customer.id from customer_facts as facts join customer on customer.id = facts.customer_id
      where ${condition} limit ${BATCH}
    ) order by id for no key update`.execute(kysely);
  if (found.length === 0) return 0;
  const { rows } = await sql<{ id: string; version: number }>`
    update customer set lifecycle = ${to}
    from customer_facts facts
    where facts.customer_id = customer.id and customer.id = any(${found.map(({ id }) => id)}::uuid[]) and ${condition}
    returning customer.id, customer.version`.execute(kysely);
  const from = to === "LOST" ? "EXISTING" : "LOST";
  await recordManyChanges(
    context,
    rows.map(({ id, version }) => ({
      record: { type: "Customer", id, version, operation: "applyLifecycleRule" },
      changes: [{ field: "lifecycle", old: from, new: to, personal: false }],
    })),
  );
  const at = now();
  await appendTimelines(
    context,
    rows.map(({ id }) => ({
      customerId: id,
      kind: TimelineKind.CUSTOMER_CHANGED,
      happenedAt: at,
      fields: ["lifecycle"],
    })),
    null,
  );
  const [first] = rows;
  if (first)
    await emit(context, {
      name: ArchiveEventName.LIFECYCLES_RULED,
      recordType: "Customer",
      recordId: first.id,
      customerId: first.id,
    });
  return found.length;
}
