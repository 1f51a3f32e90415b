import { sql } from "kysely";
import { newId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { SpreadsheetRow } from "../reading/spreadsheet-row.ts";
import { placeOfBatch } from "./batch-rows.ts";

/** Puts rows of a file away, sealed as one. Tells at the same time that the reading goes on. */
export async function storeBatch(
  context: RequestContext,
  importId: string,
  batchNumber: number,
  rows: readonly SpreadsheetRow[],
): Promise<void> {
  const id = newId();
  const sealed = context.cipher.seal(placeOfBatch(id), rows);
  await sql`
    with seen as (
      update import set worker_seen_at = now(), rows_done = rows_done + ${rows.length} where id = ${importId}
    )
    insert into import_batch (id, import_id, batch_number, first_row, last_row, row_count, rows)
    values (${id}, ${importId}, ${batchNumber}, ${rows[0]?.row ?? 0}, ${rows.at(-1)?.row ?? 0}, ${rows.length}, ${sealed})`.execute(
    context.em.getKysely(),
  );
}
