import { sql } from "kysely";
import { businessDay, now } from "../../../platform/clock.ts";
import { newId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { inventDemoFile } from "../demo/demo-rows.ts";
import { Import, ImportSource } from "../import.entity.ts";
import { ImportState } from "../import-state.ts";
import { askForWorkOf } from "../import-work.ts";
import { storeBatch } from "../taking-in/store-batch.ts";

const ROWS_A_BATCH = 500;

/**
 * Puts invented customers into an archive that has none, through the same door as a shop's own sheet. Answers at once;
 * the rows go in as a job. Of two servers that start together one does it.
 */
export async function makeDemoArchive(context: RequestContext): Promise<void> {
  const id = newId();
  const made = await context.em.fork().transactional(async (em) => {
    const kysely = em.getKysely();
    await sql`select pg_advisory_xact_lock(hashtext('dossier.demo'))`.execute(kysely);
    const { rows } = await sql`
      select 1 where exists (select from customer) or exists (select from import)`.execute(kysely);
    if (rows.length > 0) return false;
    const file = inventDemoFile(businessDay(now(), context.timeZone));
    em.create(Import, {
      id,
      source: ImportSource.DEMO,
      state: ImportState.RUNNING,
      fileName: "演示档案",
      fileSize: 0,
      headerRow: 1,
      title: "演示档案",
      columns: file.columns,
      rowsTotal: file.rows.length,
      createdAt: now(),
      startedAt: now(),
    });
    await em.flush();
    for (let start = 0; start < file.rows.length; start += ROWS_A_BATCH) {
      const rows = file.rows.slice(start, start + ROWS_A_BATCH);
      await storeBatch({ ...context, em }, id, start / ROWS_A_BATCH + 1, rows);
    }
    await sql`update import set rows_done = 0, worker_seen_at = null where id = ${id}`.execute(kysely);
    return true;
  });
  if (made) await askForWorkOf(context, id);
}
