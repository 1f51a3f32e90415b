import { sql } from "kysely";
import { now } from "../../../platform/clock.ts";
import { newId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { putInDemoComplaints } from "../demo/put-in-demo-complaints.ts";
import { putInDemoReviews } from "../demo/put-in-demo-reviews.ts";
import { ImportSource } from "../import.entity.ts";
import { fieldRefusal, fieldsOfFile } from "../import-fields.queries.ts";
import { ImportState } from "../import-state.ts";
import { addNumbers, noNumbers, type ImportNumbers } from "../planning/import-numbers.ts";
import { Known } from "../planning/known.ts";
import { planRows } from "../planning/plan-rows.ts";
import type { FieldsOfColumns } from "../reading/check-row.ts";
import { prepareBatch, writeProblems, type BatchRows, type SealedBatch } from "./batch-rows.ts";
import { batchNumbers, readBatch } from "./check-import.ts";
import { seenAtWork, workPiece, WorkIsGone, type WorkedImport } from "./lease.ts";
import { lookUp } from "./look-up.ts";
import { settlePlan } from "./settle-plan.ts";
import { loadWords, type Words } from "./words.ts";
import { writePlan } from "./write-plan.ts";

/** A column's field was archived or closed, or may not be filled any more by whoever asked for the import. */
export class FieldNotAllowed extends Error {}

/**
 * Takes an import in, batch after batch, each in one transaction that also marks it done: whatever happens in
 * between, a batch is in whole or not at all, and the next worker goes on behind the last one that is.
 */
export async function runImport(
  context: RequestContext,
  one: WorkedImport,
  /** The actor as of now; throws when the import may not go on in that name. */
  inWhoseName: () => Promise<RequestContext["actor"]>,
): Promise<void> {
  // How often a deal was met so far counts over the whole file, so batches that are done are gone through again.
  const times = new Map<number, number>();
  let words = await loadWords(context);
  const fields = await fieldsOfFile(context, one);
  const numbers = await batchNumbers(context, one.id);
  let resumed = false;
  // While the database writes one batch, the next is opened and checked.
  let next = openAhead(context, one, numbers[0], words, fields);
  for (const place of numbers.keys()) {
    const { batch, rows } = await next;
    next = openAhead(context, one, numbers[place + 1], words, fields);
    if (batch.done) {
      await goThroughAgain(context, one, rows, times, words, fields);
      resumed = true;
      continue;
    }
    if (resumed) await beginPace(context, one);
    resumed = false;
    const actor = await inWhoseName();
    const refusal = await fieldRefusal({ ...context, actor }, one);
    if (refusal) throw new FieldNotAllowed();
    words = await workPiece({ ...context, actor }, one, (scope) =>
      takeInBatch(scope, one, batch, rows, times, words, fields),
    );
  }
  await workPiece(context, one, (scope) => finish(scope, one));
}

interface OpenedBatch {
  readonly batch: SealedBatch & { readonly done: boolean };
  readonly rows: BatchRows;
}

async function openAhead(
  context: RequestContext,
  one: WorkedImport,
  batchNumber: number | undefined,
  words: Words,
  fields: FieldsOfColumns,
): Promise<OpenedBatch> {
  if (batchNumber === undefined) return new Promise<never>(() => undefined);
  const opening = (async () => {
    const scope = { ...context, em: context.em.fork() };
    const batch = await readBatch(scope, one.id, batchNumber);
    return { batch, rows: await prepareBatch(scope, one, batch, words, fields) };
  })();
  // It is waited for later; failing earlier must not end the process.
  opening.catch(() => undefined);
  return opening;
}

async function takeInBatch(
  context: RequestContext,
  one: WorkedImport,
  batch: SealedBatch,
  { prepared, marked, dismissed }: BatchRows,
  times: Map<number, number>,
  known: Words,
  fields: FieldsOfColumns,
): Promise<Words> {
  const kysely = context.em.getKysely();
  const memory = new Known(times, { fields: [...fields.keys()], kind: one.customerKind });
  await lookUp(context, one.id, prepared, memory, known, { lock: true, fields });
  const plan = planRows(prepared, { known: memory, newId });
  const settled = await settlePlan(context, plan, { importId: one.id, words: known });
  const words = await writePlan(
    context,
    settled,
    {
      importId: one.id,
      operation: "startImport",
      at: now(),
      demo: one.source === ImportSource.DEMO,
    },
    known,
    fields,
  );
  await writeProblems(context, one, plan.problems, marked);
  const numbers = { ...settled.numbers, rows: prepared.length + dismissed, skippedRows: dismissed };
  await sql`
    update import_batch set done_at = now(), numbers = ${JSON.stringify(numbers)}::jsonb where id = ${batch.id}`.execute(
    kysely,
  );
  await seenAtWork(context, one, batch.row_count);
  return words;
}

async function goThroughAgain(
  context: RequestContext,
  one: WorkedImport,
  { prepared }: BatchRows,
  times: Map<number, number>,
  words: Words,
  fields: FieldsOfColumns,
): Promise<void> {
  await seenAtWork(context, one, 0);
  const memory = new Known(times, { fields: [...fields.keys()], kind: one.customerKind });
  await lookUp(context, one.id, prepared, memory, words, { lock: false, fields });
  planRows(prepared, { known: memory, newId });
}

/** What was gone through again says nothing about how fast the rest will go. */
async function beginPace(context: RequestContext, one: WorkedImport): Promise<void> {
  await sql`
    update import set pace_since = now(), pace_rows = rows_done
    where id = ${one.id} and worker_id = ${one.workerId}`.execute(context.em.getKysely());
}

async function finish(context: RequestContext, one: WorkedImport): Promise<void> {
  const kysely = context.em.getKysely();
  if (one.source === ImportSource.DEMO) {
    await putInDemoComplaints(context, one.id);
    await putInDemoReviews(context, one.id);
  }
  const { rows } = await sql<{ numbers: ImportNumbers | null }>`
    select numbers from import_batch where import_id = ${one.id} order by batch_number`.execute(kysely);
  let sum: ImportNumbers = { ...noNumbers(), skippedRows: one.skippedRows };
  for (const { numbers } of rows) sum = addNumbers(sum, numbers ?? {});
  const potential = await sql<{ count: number }>`
    select count(*)::integer as count
    from customer join customer_facts facts on facts.customer_id = customer.id
    where customer.import_id = ${one.id} and facts.deal_count = 0`.execute(kysely);
  sum.potentialCustomers = potential.rows[0]?.count ?? 0;
  const { numAffectedRows } = await sql`
    update import
    set state = ${ImportState.FINISHED}, version = version + 1, finished_at = now(), worker_id = null,
      counts = ${JSON.stringify(sum)}::jsonb
    where id = ${one.id} and worker_id = ${one.workerId}`.execute(kysely);
  if (numAffectedRows !== 1n) throw new WorkIsGone();
}
