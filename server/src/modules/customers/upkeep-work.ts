import { sql } from "kysely";
import { rowsAsTable } from "../../platform/bulk.ts";
import { businessDay, now } from "../../platform/clock.ts";
import type { RequestContext } from "../../platform/request.ts";
import { readArchiveSettings } from "./archive-settings.queries.ts";
import { namesOf } from "./commands/keep-up.ts";
import { computeUpkeep } from "./commands/refresh-upkeep.ts";
import { openPersonal } from "./customer-personal.ts";

const QUEUE = "archive-upkeep";
const LOOK_EVERY_MILLISECONDS = 10 * 60_000;
/** So many customers a transaction: nobody who works with one of them waits long. */
const BATCH = 1000;

/** Asks for completeness and due days of all archives to be computed anew soon. */
export async function askForUpkeep(context: RequestContext): Promise<void> {
  await context.jobs.send(QUEUE, businessDay(now(), context.timeZone));
}

/** Takes part in keeping archives up, and looks whether today's turn is still due. */
export async function workOnUpkeep(newContext: () => RequestContext): Promise<() => void> {
  await newContext().jobs.work(QUEUE, async (_key, signal) => {
    while (!signal.aborted && (await workOnBatch(newContext())));
  });
  const look = (): void => {
    lookForDueTurn(newContext()).catch((error: unknown) =>
      newContext().logger.debug({ error }, "could not look whether the archives' upkeep is due"),
    );
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MILLISECONDS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Settings that change in between begin the turn again. Answers whether there is more to do. */
function workOnBatch(context: RequestContext): Promise<boolean> {
  return context.em.transactional(async (em) => {
    const scope = { ...context, em };
    const kysely = em.getKysely();
    const { rows: turns } = await sql<{ settings_version: number; after: string | null }>`
      select settings_version, after from archive_upkeep for update`.execute(kysely);
    const settings = await readArchiveSettings(em);
    const [turn] = turns;
    if (!turn || !settings) return false;
    const after = turn.settings_version === settings.version ? turn.after : null;
    const { rows } = await sql<{ id: string; unknown: boolean }>`
      select customer_id as id, personal_fields is null as unknown from customer_facts
      where ${after}::uuid is null or customer_id > ${after}
      order by customer_id limit ${BATCH} for no key update`.execute(kysely);
    await fillPersonalFields(
      scope,
      rows.flatMap(({ id, unknown }) => (unknown ? [id] : [])),
    );
    await computeUpkeep(
      scope,
      rows.map(({ id }) => id),
      settings,
    );
    const more = rows.length === BATCH;
    await sql`
      update archive_upkeep set settings_version = ${settings.version},
        after = ${more ? (rows.at(-1)?.id ?? null) : null},
        done_on = ${more ? null : businessDay(now(), context.timeZone)}`.execute(kysely);
    return more;
  });
}

/** Of archives that are older than this, or that were written by others. */
async function fillPersonalFields(context: RequestContext, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const kysely = context.em.getKysely();
  const { rows } = await sql<{ id: string; personal: Buffer | null }>`
    select id, personal from customer where id = any(${ids}::uuid[])`.execute(kysely);
  const told = rows.map(({ id, personal }) => ({
    customer_id: id,
    fields: namesOf(openPersonal(context.cipher, id, personal)),
  }));
  await sql`
    update customer_facts set personal_fields = coalesce(told.fields, '{}')
    from ${rowsAsTable({ customer_id: "uuid", fields: "text[]" }, told, "told")}
    where customer_facts.customer_id = told.customer_id`.execute(kysely);
}

async function lookForDueTurn(context: RequestContext): Promise<void> {
  const { rows } = await sql`
    select from archive_upkeep cross join archive_settings settings
    where archive_upkeep.done_on is distinct from ${businessDay(now(), context.timeZone)}::date
      or archive_upkeep.settings_version <> settings.version`.execute(context.em.getKysely());
  if (rows.length > 0) await askForUpkeep(context);
}
