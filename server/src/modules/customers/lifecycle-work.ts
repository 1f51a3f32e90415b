import { sql } from "kysely";
import { businessDay, now } from "../../platform/clock.ts";
import type { RequestContext } from "../../platform/request.ts";
import { ARCHIVE_SETTINGS_ID } from "./archive-settings.entity.ts";
import { applyLifecycleRule } from "./commands/apply-lifecycle-rule.ts";

const QUEUE = "lifecycle-rule";
/** A shop's computer is off at night: the rule is applied once a business day, whenever a server runs. */
const LOOK_EVERY_MILLISECONDS = 10 * 60_000;

/** Asks for the rule to be applied to everybody soon. */
export async function askForLifecycleRule(context: RequestContext): Promise<void> {
  await context.jobs.send(QUEUE, businessDay(now(), context.timeZone));
}

/** Takes part in applying the rule, and looks whether today's turn is still due. */
export async function workOnLifecycles(newContext: () => RequestContext): Promise<() => void> {
  await newContext().jobs.work(QUEUE, async (_key, signal) => {
    while (!signal.aborted && (await workOnBatch(newContext())));
  });
  const look = (): void => {
    lookForDueRule(newContext()).catch((error: unknown) =>
      newContext().logger.debug({ error }, "could not look whether the lifecycle rule is due"),
    );
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MILLISECONDS);
  timer.unref();
  return () => clearInterval(timer);
}

/** The settings are read in the transaction of each batch: a rule that was changed counts from the next one on. */
async function workOnBatch(context: RequestContext): Promise<boolean> {
  return context.em.transactional(async (em) => {
    const today = businessDay(now(), context.timeZone);
    const { rows } = await sql<{ months: number | null; version: number }>`
      select lost_after_months as months, version from archive_settings where id = ${ARCHIVE_SETTINGS_ID}`.execute(
      em.getKysely(),
    );
    const [settings] = rows;
    if (!settings) return false;
    const rule = { lostAfterMonths: settings.months, today };
    if (await applyLifecycleRule({ ...context, em }, rule)) return true;
    await sql`
      update archive_settings set lifecycle_ruled_on = ${today}
      where id = ${ARCHIVE_SETTINGS_ID} and version = ${settings.version}`.execute(em.getKysely());
    return false;
  });
}

async function lookForDueRule(context: RequestContext): Promise<void> {
  const { rows } = await sql`
    select from archive_settings
    where lifecycle_ruled_on is distinct from ${businessDay(now(), context.timeZone)}::date`.execute(
    context.em.getKysely(),
  );
  if (rows.length > 0) await askForLifecycleRule(context);
}
