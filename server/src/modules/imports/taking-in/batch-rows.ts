import { sql } from "kysely";
import { businessDay, now } from "../../../platform/clock.ts";
import type { SealedPlace } from "../../../platform/crypto.ts";
import { newId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { insertRows } from "../../../platform/bulk.ts";
import { ImportRowState, type StoredIssue } from "../import-row.entity.ts";
import type { ProblemRow } from "../planning/plan.ts";
import { prepareRow, type PreparedRow, type RowSurroundings } from "../planning/prepare-row.ts";
import type { PlanIssue } from "../planning/row-issues.ts";
import type { FieldsOfColumns } from "../reading/check-row.ts";
import type { SpreadsheetColumn } from "../reading/columns.ts";
import type { IssueDetails } from "../reading/issue-texts.ts";
import type { SpreadsheetRow } from "../reading/spreadsheet-row.ts";
import type { Words } from "./words.ts";
import type { CustomerKind } from "../../customers/customer.entity.ts";

/** What the rows of one import are read by. */
export interface ImportOfRows {
  readonly id: string;
  readonly headerRow: number | null;
  readonly columns: readonly SpreadsheetColumn[];
  readonly channelId: string | null;
  readonly customerKind: CustomerKind;
}

export interface SealedBatch {
  readonly id: string;
  readonly first_row: number;
  readonly last_row: number;
  readonly row_count: number;
  readonly rows: Buffer;
}

/** A row's cells after mending, and what its issues quote: as they lie sealed in `import_row`. */
export interface SealedRow {
  readonly row: SpreadsheetRow;
  readonly details: Readonly<Record<string, IssueDetails>>;
}

export interface MarkedRow {
  readonly id: string;
  readonly state: ImportRowState;
}

export interface BatchRows {
  readonly prepared: PreparedRow[];
  /** Rows that somebody has looked at, or should, by row number. */
  readonly marked: Map<number, MarkedRow>;
  readonly dismissed: number;
}

/** Rows checked between two looks at whoever else wants the processor. */
const ROWS_AT_A_TIME = 100;

export function surroundingsOf(
  context: RequestContext,
  one: ImportOfRows,
  words: Words,
  fields: FieldsOfColumns,
): RowSurroundings {
  return {
    columns: one.columns,
    fields,
    dates: { today: businessDay(now(), context.timeZone), timeZone: context.timeZone },
    channel: one.channelId === null ? null : words.channels.nameById(one.channelId),
    canonical: (field, word) =>
      (field === "memberLevelId" ? words.memberLevels : words.channels).nameOf(word),
  };
}

export function placeOfBatch(id: string): SealedPlace {
  return { table: "import_batch", column: "rows", rowId: id };
}

function placeOfRow(id: string): SealedPlace {
  return { table: "import_row", column: "cells", rowId: id };
}

export function openBatch(context: RequestContext, batch: SealedBatch): SpreadsheetRow[] {
  return context.cipher.open(placeOfBatch(batch.id), batch.rows) as SpreadsheetRow[];
}

/** Opens the rows of a batch, with what people mended put in their place, and checks every cell. */
export async function prepareBatch(
  context: RequestContext,
  one: ImportOfRows,
  batch: SealedBatch,
  words: Words,
  fields: FieldsOfColumns,
): Promise<BatchRows> {
  const { marked, mended } = await readMarkedRows(context, one.id, batch);
  const surroundings = surroundingsOf(context, one, words, fields);
  const prepared: PreparedRow[] = [];
  let dismissed = 0;
  for (const [place, row] of openBatch(context, batch).entries()) {
    if (row.row <= (one.headerRow ?? 0)) continue;
    if (marked.get(row.row)?.state === ImportRowState.DISMISSED) dismissed += 1;
    else prepared.push(prepareRow(mended.get(row.row) ?? row, surroundings));
    if (place % ROWS_AT_A_TIME === ROWS_AT_A_TIME - 1) await letOthersRun();
  }
  return { prepared, marked, dismissed };
}

async function letOthersRun(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}

async function readMarkedRows(context: RequestContext, importId: string, batch: SealedBatch) {
  const { rows } = await sql<MarkedRow & { row_number: number; cells: Buffer }>`
    select id, state, row_number, cells from import_row
    where import_id = ${importId} and row_number between ${batch.first_row} and ${batch.last_row}`.execute(
    context.em.getKysely(),
  );
  const marked = new Map<number, MarkedRow>();
  const mended = new Map<number, SpreadsheetRow>();
  for (const { row_number, cells, id, state } of rows) {
    marked.set(row_number, { id, state });
    mended.set(row_number, openRow(context, id, cells).row);
  }
  return { marked, mended };
}

export function openRow(context: RequestContext, id: string, cells: Buffer): SealedRow {
  return context.cipher.open(placeOfRow(id), cells) as SealedRow;
}

/** Writes down the rows that cannot be taken in; forgets those that were wrong before and are right now. */
export async function writeProblems(
  context: RequestContext,
  one: ImportOfRows,
  problems: readonly ProblemRow[],
  marked: ReadonlyMap<number, MarkedRow>,
): Promise<void> {
  const wrong = new Set(problems.map(({ row }) => row.source.row));
  const right = [...marked].filter(([row, { state }]) => state === ImportRowState.PROBLEM && !wrong.has(row));
  if (right.length > 0) {
    await sql`delete from import_row where id = any(${right.map(([, { id }]) => id)}::uuid[])`.execute(
      context.em.getKysely(),
    );
  }
  await insertRows(
    context.em,
    "import_row",
    {
      id: "uuid",
      import_id: "uuid",
      row_number: "integer",
      state: "text",
      cells: "bytea",
      issues: "jsonb",
    },
    problems.map(({ row, issues }) => {
      const id = marked.get(row.source.row)?.id ?? newId();
      return {
        id,
        import_id: one.id,
        row_number: row.source.row,
        state: ImportRowState.PROBLEM,
        ...sealRow(context, id, row.source, issues, one.columns),
      };
    }),
    "on conflict (import_id, row_number) do update set state = excluded.state, cells = excluded.cells, issues = excluded.issues",
  );
}

/** A row's cells and issues as they lie in the table: codes readable, everything that quotes a cell sealed. */
export function sealRow(
  context: RequestContext,
  id: string,
  row: SpreadsheetRow,
  issues: readonly PlanIssue[],
  columns: readonly SpreadsheetColumn[],
): { cells: Buffer; issues: StoredIssue[] } {
  const placed = issues.map((issue) => ({ ...issue, position: positionOf(issue, columns) }));
  const details = Object.fromEntries(
    placed.flatMap((issue) => (issue.details ? [[`${issue.position}:${issue.code}`, issue.details]] : [])),
  );
  const sealed: SealedRow = { row, details };
  return {
    cells: context.cipher.seal(placeOfRow(id), sealed),
    issues: placed.map(({ position, code, words }) => ({ position, code, ...(words ? { words } : {}) })),
  };
}

function positionOf({ column, target }: PlanIssue, columns: readonly SpreadsheetColumn[]): number | null {
  if (column !== null) return column;
  const own = columns.find((candidate) => candidate.target !== null && candidate.target === target);
  return own?.index ?? columns.find((candidate) => candidate.target !== null)?.index ?? null;
}
