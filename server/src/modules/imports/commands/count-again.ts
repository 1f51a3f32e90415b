import { sql } from "kysely";
import type { RequestContext } from "../../../platform/request.ts";
import type { CustomerKind } from "../../customers/customer.entity.ts";
import { ImportState } from "../import-state.ts";
import type { SpreadsheetColumn } from "../reading/columns.ts";
import { foresee } from "../taking-in/check-import.ts";

/** Up to here a dry run is so short that whoever mends a row can wait for its new numbers. */
const MOST_ROWS = 3000;

interface ReadyImport {
  id: string;
  version: number;
  header_row: number | null;
  columns: SpreadsheetColumn[];
  channel_id: string | null;
  customer_kind: CustomerKind;
  skipped_rows: number;
}

/** A mended row changes what the run will come to: the numbers of a small import are made anew. */
export async function countAgain(context: RequestContext, importId: string): Promise<void> {
  const kysely = context.em.getKysely();
  const { rows } = await sql<ReadyImport>`
    select id, version, header_row, columns, channel_id, customer_kind, skipped_rows from import
    where id = ${importId} and state = ${ImportState.READY} and rows_total <= ${MOST_ROWS}`.execute(kysely);
  const [ready] = rows;
  if (!ready) return;
  const one = {
    id: ready.id,
    headerRow: ready.header_row,
    columns: ready.columns,
    channelId: ready.channel_id,
    customerKind: ready.customer_kind,
    skippedRows: ready.skipped_rows,
  };
  const numbers = await foresee(context, one, async () => undefined);
  await sql`
    update import set counts = ${JSON.stringify(numbers)}::jsonb
    where id = ${importId} and version = ${ready.version} and state = ${ImportState.READY}`.execute(kysely);
  context.loaders.clear();
}
