import { sql } from "kysely";
import type { RequestContext } from "../../../platform/request.ts";
import { ImportState } from "../import-state.ts";
import { addNumbers, noNumbers, type ImportNumbers } from "../planning/import-numbers.ts";
import { fieldsOfFile } from "../import-fields.queries.ts";
import type { FieldsOfColumns } from "../reading/check-row.ts";
import { Known } from "../planning/known.ts";
import { planRows } from "../planning/plan-rows.ts";
import { prepareBatch, writeProblems, type ImportOfRows, type SealedBatch } from "./batch-rows.ts";
import { seenAtWork, WorkIsGone, type WorkedImport } from "./lease.ts";
import { lookUp } from "./look-up.ts";
import { settlePlan } from "./settle-plan.ts";
import { loadWords, type Words } from "./words.ts";

/** The dry run: what taking the file in would come to, by the very planner that takes it in. Writes problems only. */
export async function checkImport(context: RequestContext, one: WorkedImport): Promise<void> {
  const numbers = await foresee(context, one, (scope, rows) => seenAtWork(scope, one, rows));
  const { numAffectedRows } = await sql`
    update import
    set state = ${ImportState.READY}, version = version + 1, counts = ${JSON.stringify(numbers)}::jsonb, worker_id = null
    where id = ${one.id} and worker_id = ${one.workerId} and version = ${one.version}`.execute(
    context.em.getKysely(),
  );
  if (numAffectedRows !== 1n) throw new WorkIsGone();
}

/** Goes through all batches with an ever growing memory of what the rows before would have made. */
export async function foresee(
  context: RequestContext,
  one: ImportOfRows & { readonly skippedRows: number },
  onBatch: (scope: RequestContext, rows: number) => Promise<void>,
): Promise<ImportNumbers> {
  const fields = await fieldsOfFile(context, one);
  const known = new Known(new Map(), { fields: [...fields.keys()], kind: one.customerKind });
  const words = await loadWords(context);
  let sum: ImportNumbers = { ...noNumbers(), skippedRows: one.skippedRows };
  for (const batchNumber of await batchNumbers(context, one.id)) {
    const batch = await readBatch(context, one.id, batchNumber);
    const numbers = await context.em.fork().transactional(async (em) => {
      const scope = { ...context, em };
      await sql`set local statement_timeout = '60s'`.execute(em.getKysely());
      await onBatch(scope, batch.row_count);
      return foreseeBatch(scope, one, batch, known, words, fields);
    });
    sum = addNumbers(sum, numbers);
  }
  return {
    ...sum,
    potentialCustomers: known.madeWithoutOrder,
    newMemberLevels: words.memberLevels.unknown(sum.newMemberLevels),
    newChannels: words.channels.unknown(sum.newChannels),
  };
}

async function foreseeBatch(
  context: RequestContext,
  one: ImportOfRows,
  batch: SealedBatch,
  known: Known,
  words: Words,
  fields: FieldsOfColumns,
): Promise<ImportNumbers> {
  const { prepared, marked, dismissed } = await prepareBatch(context, one, batch, words, fields);
  await lookUp(context, one.id, prepared, known, words, { lock: false, fields });
  const plan = planRows(prepared, { known, newId: () => "" });
  const { numbers } = await settlePlan(context, plan, { importId: one.id, words });
  await writeProblems(context, one, plan.problems, marked);
  return { ...numbers, rows: prepared.length + dismissed, skippedRows: dismissed };
}

export async function batchNumbers(context: RequestContext, importId: string): Promise<number[]> {
  const { rows } = await sql<{ batch_number: number }>`
    select batch_number from import_batch where import_id = ${importId} order by batch_number`.execute(
    context.em.getKysely(),
  );
  return rows.map(({ batch_number }) => batch_number);
}

export async function readBatch(
  context: RequestContext,
  importId: string,
  batchNumber: number,
): Promise<SealedBatch & { readonly done: boolean }> {
  const { rows } = await sql<SealedBatch & { done: boolean }>`
    select id, first_row, last_row, row_count, rows, done_at is not null as done from import_batch
    where import_id = ${importId} and batch_number = ${batchNumber}`.execute(context.em.getKysely());
  const [batch] = rows;
  if (!batch) throw new WorkIsGone();
  return batch;
}
