import { sql } from "kysely";
import type { RequestContext } from "../../../platform/request.ts";
import { ImportState } from "../import-state.ts";
import { seenAtWork, workPiece, WorkIsGone, type WorkedImport } from "./lease.ts";
import { putFieldsBack } from "./put-fields-back.ts";
import { removeCustomers, removeNotes, removeOrders } from "./remove-records.ts";

/** Where a step has come to: the last record it looked at, and what it did with those before. */
export interface StepOutcome {
  /** Null when there are no more. */
  readonly after: string | null;
  readonly looked: number;
  readonly kept: number;
}

export type RevertStep = (
  context: RequestContext,
  one: WorkedImport,
  after: string | null,
) => Promise<StepOutcome>;

/** In this order: a customer can only go when nothing is left that others added. */
const STEPS: readonly RevertStep[] = [putFieldsBack, removeNotes, removeOrders, removeCustomers];

/**
 * Takes an import back, some hundred records in each transaction, which also notes how far it is: after an
 * interruption the next worker goes on from there. What people have changed since stays, and is counted.
 */
export async function revertImport(
  context: RequestContext,
  one: WorkedImport,
  inWhoseName: () => Promise<RequestContext["actor"]>,
): Promise<void> {
  const actor = await inWhoseName();
  let more = true;
  while (more) more = await workPiece({ ...context, actor }, one, (scope) => nextPiece(scope, one));
}

async function nextPiece(context: RequestContext, one: WorkedImport): Promise<boolean> {
  const kysely = context.em.getKysely();
  const { rows } = await sql<{ revert_step: number; revert_after: string | null }>`
    select revert_step, revert_after from import where id = ${one.id}`.execute(kysely);
  const at = rows[0];
  if (!at) throw new WorkIsGone();
  const step = STEPS[at.revert_step];
  if (!step) {
    await finish(context, one);
    return false;
  }
  const { after, looked, kept } = await step(context, one, at.revert_after);
  await sql`
    update import
    set revert_step = ${after === null ? at.revert_step + 1 : at.revert_step}, revert_after = ${after},
      kept_records = kept_records + ${kept},
      rows_done = least(coalesce(rows_total, 0), rows_done + ${looked})
    where id = ${one.id}`.execute(kysely);
  await seenAtWork(context, one, 0);
  return true;
}

async function finish(context: RequestContext, one: WorkedImport): Promise<void> {
  const kysely = context.em.getKysely();
  await sql`update import_batch set done_at = null, numbers = null where import_id = ${one.id}`.execute(
    kysely,
  );
  // What was accepted is undone as well, and stands open again should the file be taken in once more.
  await sql`
    update import_proposal set state = 'OPEN', decided_by_id = null, decided_at = null
    where import_id = ${one.id} and state = 'ACCEPTED'`.execute(kysely);
  const { numAffectedRows } = await sql`
    update import
    set state = ${ImportState.REVERTED}, version = version + 1, reverted_at = now(), worker_id = null,
      revert_step = 0, revert_after = null
    where id = ${one.id} and worker_id = ${one.workerId}`.execute(kysely);
  if (numAffectedRows !== 1n) throw new WorkIsGone();
}
