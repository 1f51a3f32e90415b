import { sql } from "kysely";
import { now } from "../../../platform/clock.ts";
import { badUserInput } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";

const MOST_IDS = 100;

/** Notes that the caller has read these alerts, or all of them. Those of others stay as they are. */
export async function markAlertsRead(
  context: RequestContext,
  { alertIds }: { readonly alertIds?: readonly string[] | null | undefined },
): Promise<string> {
  if (alertIds && alertIds.length > MOST_IDS)
    throw badUserInput(text(`一次最多处理 ${MOST_IDS} 项。`, `At most ${MOST_IDS} at a time.`));
  const ids = alertIds?.flatMap((id) => recordId("CustomerAlert", id) ?? []);
  await sql`
    update customer_alert set read_at = ${now().toISOString()}
    where staff_id = ${context.actor?.staffId ?? null}::uuid and read_at is null
      and ${ids ? sql`id = any(${ids}::uuid[])` : sql`true`}`.execute(context.em.getKysely());
  return "";
}
