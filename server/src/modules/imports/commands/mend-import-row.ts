import { sql } from "kysely";
import { now } from "../../../platform/clock.ts";
import { DomainError, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { newId, recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { Import } from "../import.entity.ts";
import { fieldRefusal, fieldsOfFile } from "../import-fields.queries.ts";
import { ImportState } from "../import-state.ts";
import { ImportRow, ImportRowState } from "../import-row.entity.ts";
import { showCell } from "../import-samples.queries.ts";
import { addNumbers, type ImportNumbers } from "../planning/import-numbers.ts";
import { Known } from "../planning/known.ts";
import { planRows } from "../planning/plan-rows.ts";
import type { FieldsOfColumns } from "../reading/check-row.ts";
import { prepareRow, type PreparedRow } from "../planning/prepare-row.ts";
import type { PlanIssue } from "../planning/row-issues.ts";
import type { SpreadsheetRow } from "../reading/spreadsheet-row.ts";
import { openRow, sealRow, surroundingsOf } from "../taking-in/batch-rows.ts";
import { lookUp } from "../taking-in/look-up.ts";
import { settlePlan } from "../taking-in/settle-plan.ts";
import { loadWords } from "../taking-in/words.ts";
import { writePlan } from "../taking-in/write-plan.ts";
import { loadImport } from "./load-import.ts";

export interface MendedCells {
  readonly importId: string;
  readonly rowId: string;
  readonly cells: readonly { readonly position: number; readonly value: string }[];
}

const LONGEST_CELL = 32_767;

/**
 * Puts other values into a row that was wrong, or that was set aside and is wanted after all. A row that is right then goes in with the run, or at once when the run
 * is over; one that is still wrong keeps its place with its new reasons.
 */
export async function mendImportRow(context: RequestContext, input: MendedCells): Promise<string> {
  const one = await loadImport(context, input.importId);
  if (!one.mayStep("mend")) one.step("mend", one.state);
  const stored = await loadRow(context, one, input.rowId, [ImportRowState.PROBLEM, ImportRowState.DISMISSED]);
  const words = await loadWords(context);
  const row = withCells(context, openRow(context, stored.id, stored.cells).row, one, input.cells);
  const fields = await fieldsOfFile(context, one);
  const prepared = prepareRow(row, surroundingsOf(context, one, words, fields));
  const finished = one.state === ImportState.FINISHED;
  let issues: readonly PlanIssue[] = prepared.issues;
  if (issues.length === 0 && finished) {
    issues = await takeInAfterwards(context, one, prepared, fields);
  }
  Object.assign(stored, sealRow(context, stored.id, row, issues, one.columns));
  if (stored.state === ImportRowState.DISMISSED) addToCounts(one, { problemRows: 1, skippedRows: -1 });
  stored.state = issues.length === 0 ? ImportRowState.MENDED : ImportRowState.PROBLEM;
  if (issues.length === 0) addToCounts(one, { problemRows: -1 });
  await context.em.flush();
  return stored.id;
}

/** Sets a row aside: it is not taken in, and nobody is asked about it again, but it can still be mended. */
export async function dismissImportRow(
  context: RequestContext,
  input: { readonly importId: string; readonly rowId: string },
): Promise<string> {
  const one = await loadImport(context, input.importId);
  if (!one.mayStep("mend")) one.step("mend", one.state);
  const stored = await loadRow(context, one, input.rowId, [ImportRowState.PROBLEM]);
  stored.state = ImportRowState.DISMISSED;
  addToCounts(one, { problemRows: -1, skippedRows: 1 });
  await context.em.flush();
  return stored.id;
}

async function loadRow(
  context: RequestContext,
  one: Import,
  rowId: string,
  states: readonly ImportRowState[],
): Promise<ImportRow> {
  const id = recordId("ImportRow", rowId);
  const row = id ? await context.em.findOne(ImportRow, { id, importId: one.id }) : null;
  if (!row) throw notFound(["rowId"]);
  if (!states.includes(row.state)) {
    throw new DomainError(
      UserErrorCode.WRONG_STATE,
      text("这一行已经处理过了。", "This row has been dealt with already."),
      ["rowId"],
    );
  }
  return row;
}

/** A masked value that comes back as it was shown is no change. What was wrong with a cell goes with its old value. */
function withCells(
  context: RequestContext,
  row: SpreadsheetRow,
  one: Import,
  typed: MendedCells["cells"],
): SpreadsheetRow {
  const width = Math.max(...one.columns.map(({ index }) => index), row.cells.length - 1) + 1;
  const cells = Array.from({ length: width }, (_, index) => row.cells[index] ?? "");
  const changed = new Set<number>();
  for (const { position, value } of typed) {
    const column = one.columns.find(({ index }) => index === position);
    if (!column || value.length > LONGEST_CELL) throw notFound(["cells"]);
    const before = cells[position] ?? "";
    const asShown = [column.target, null].map((target) => showCell(context, target, before).text);
    if (value.includes("*") && asShown.includes(value)) continue;
    cells[position] = value;
    changed.add(position);
  }
  const { problem: _problem, marks, ...others } = row;
  const kept = marks?.filter(({ column }) => !changed.has(column)) ?? [];
  // A line that could not be read is typed anew as a whole.
  return {
    ...others,
    cells,
    ...(kept.length > 0 ? { marks: kept } : {}),
    ...(row.problem !== undefined && changed.size === 0 ? { problem: row.problem } : {}),
  };
}

/** The run is over: the row goes in by itself, by the same planner. Answers what is still wrong with it. */
async function takeInAfterwards(
  context: RequestContext,
  one: Import,
  prepared: PreparedRow,
  fields: FieldsOfColumns,
): Promise<readonly PlanIssue[]> {
  const refusal = await fieldRefusal(context, one);
  if (refusal) throw refusal;
  const kysely = context.em.getKysely();
  await sql`select pg_advisory_xact_lock(hashtext('dossier.import'))`.execute(kysely);
  const words = await loadWords(context);
  const known = new Known(new Map(), { fields: [...fields.keys()], kind: one.customerKind });
  await lookUp(context, one.id, [prepared], known, words, { lock: true, fields });
  const plan = planRows([prepared], { known, newId });
  const [problem] = plan.problems;
  if (problem) return problem.issues;
  const settled = await settlePlan(context, plan, { importId: one.id, words, afterTheRun: true });
  await writePlan(
    context,
    settled,
    { importId: one.id, operation: "mendImportRow", at: now(), demo: false },
    words,
    fields,
  );
  const potential = settled.orders.length === 0 ? settled.numbers.newCustomers : 0;
  addToCounts(one, { ...settled.numbers, potentialCustomers: potential });
  return [];
}

function addToCounts(one: Import, numbers: Partial<ImportNumbers>): void {
  one.counts = addNumbers(one.counts, numbers);
}
