import { sql } from "kysely";
import type { RequestContext } from "../../../platform/request.ts";
import { newId } from "../../../platform/ids.ts";
import type { CustomerKind } from "../../customers/customer.entity.ts";
import type { ImportSource } from "../import.entity.ts";
import { ImportState, WORKED_STATES, type WorkedState } from "../import-state.ts";
import type { SpreadsheetColumn } from "../reading/columns.ts";

/** Not seen for so long, a worker is taken for dead and another may go on. */
export const DEAD_AFTER_SECONDS = 6;

/** An import as its worker sees it. */
export interface WorkedImport {
  readonly id: string;
  readonly state: WorkedState;
  readonly source: ImportSource;
  readonly version: number;
  readonly workerId: string;
  readonly attempts: number;
  readonly headerRow: number | null;
  readonly columns: readonly SpreadsheetColumn[];
  readonly channelId: string | null;
  readonly customerKind: CustomerKind;
  readonly askedById: string | null;
  readonly skippedRows: number;
  readonly forced: boolean;
  /** Tells that the server stops. */
  readonly signal: AbortSignal | undefined;
}

/** The work is somebody else's now, or not wanted any more. */
export class WorkIsGone extends Error {
  constructor() {
    super("this import is worked on by another worker, or not at all any more");
  }
}

interface ClaimedRow {
  id: string;
  state: WorkedState;
  source: ImportSource;
  version: number;
  attempts: number;
  header_row: number | null;
  columns: SpreadsheetColumn[];
  channel_id: string | null;
  customer_kind: CustomerKind;
  asked_by_id: string | null;
  skipped_rows: number;
  forced: boolean;
}

/** Makes the import this worker's own, if nobody is at it. One worker at a time, and a dead one is replaced. */
export async function claimImport(
  context: RequestContext,
  importId: string,
  signal?: AbortSignal,
): Promise<WorkedImport | null> {
  const workerId = newId();
  const { rows } = await sql<ClaimedRow>`
    update import
    set worker_id = ${workerId}, worker_seen_at = now(), attempts = attempts + 1, pace_since = now(),
      rows_done = case when state = ${ImportState.CHECKING} then 0 else rows_done end,
      pace_rows = case when state = ${ImportState.CHECKING} then 0 else rows_done end
    where id = ${importId} and state = any(${[...WORKED_STATES]}::text[])
      and (worker_id is null or worker_seen_at < now() - make_interval(secs => ${DEAD_AFTER_SECONDS}))
    returning id, state, source, version, attempts, header_row, columns, channel_id, customer_kind, asked_by_id, skipped_rows, forced`.execute(
    context.em.getKysely(),
  );
  const [row] = rows;
  if (!row) return null;
  return {
    id: row.id,
    state: row.state,
    source: row.source,
    version: row.version,
    workerId,
    attempts: row.attempts,
    headerRow: row.header_row,
    columns: row.columns,
    channelId: row.channel_id,
    customerKind: row.customer_kind,
    askedById: row.asked_by_id,
    skippedRows: row.skipped_rows,
    forced: row.forced,
    signal,
  };
}

/** Lets an import go half-way: the next worker need not wait until this one is taken for dead. */
export async function releaseImport(context: RequestContext, one: WorkedImport): Promise<void> {
  await sql`
    update import set worker_id = null, attempts = 0 where id = ${one.id} and worker_id = ${one.workerId}`.execute(
    context.em.getKysely(),
  );
}

/**
 * Opens a transaction for the next piece of work. Pieces of all imports go one after the other, so two files that
 * overlap cannot both make the same customer; a piece takes a fraction of a second.
 */
export async function workPiece<Answer>(
  context: RequestContext,
  one: WorkedImport,
  piece: (context: RequestContext) => Promise<Answer>,
): Promise<Answer> {
  return context.em.fork().transactional(async (em) => {
    const kysely = em.getKysely();
    await sql`
      select set_config('statement_timeout', '60s', true), set_config('lock_timeout', '60s', true)`.execute(
      kysely,
    );
    await sql`select pg_advisory_xact_lock(hashtext('dossier.import'))`.execute(kysely);
    await seenAtWork({ ...context, em }, one, 0);
    return piece({ ...context, em });
  });
}

/** Tells that the worker lives and how many rows further it is; throws when the work is not its own any more. */
export async function seenAtWork(context: RequestContext, one: WorkedImport, rows: number): Promise<void> {
  one.signal?.throwIfAborted();
  const { numAffectedRows } = await sql`
    update import
    set worker_seen_at = now(), rows_done = rows_done + ${rows}, attempts = case when ${rows} > 0 then 0 else attempts end
    where id = ${one.id} and worker_id = ${one.workerId} and state = ${one.state} and version = ${one.version}`.execute(
    context.em.getKysely(),
  );
  if (numAffectedRows !== 1n) throw new WorkIsGone();
}
