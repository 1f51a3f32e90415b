import { sql, type SqlBool } from "kysely";
import { COUNT_LIMIT, keysetPage } from "../../platform/connection.ts";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { CappedCount } from "../../platform/scalars.ts";
import type { TableOf } from "../../platform/tables.ts";
import type { ImportRow, ImportRowState } from "./import-row.entity.ts";
import type { ImportRowArguments, ImportRowConnection, ImportRowType } from "./import-row.types.ts";
import { maskCell } from "./import-samples.queries.ts";
import { shownTargetOf } from "./import-target.ts";
import type { ImportType } from "./import.types.ts";
import { issueMessage } from "./planning/row-issues.ts";
import { openRow } from "./taking-in/batch-rows.ts";
import type { SpreadsheetColumn } from "./reading/columns.ts";

type Tables = { import_row: TableOf<ImportRow> };

/** Lists fall, people read a file from its top: the row number is turned round. */
const KEYSET = {
  name: "importRow",
  column: sql`(2147483647 - import_row.row_number)`,
  type: "integer",
  id: sql`import_row.id`,
} as const;

/** The rows of an import that were wrong, from the top of the file; the lists of a level are read in one statement. */
export async function listImportRows(
  context: RequestContext,
  one: ImportType,
  list: ImportRowArguments,
): Promise<ImportRowConnection> {
  const keyset = keysetPage(KEYSET, list);
  const inState = list.state ? sql<SqlBool>`import_row.state = ${list.state}` : sql<SqlBool>`true`;
  const rows = await context.loaders.one(`importRows ${JSON.stringify(list)}`, one.recordId, async (ids) =>
    Map.groupBy(
      await context.em
        .getKysely<Tables>()
        .selectFrom(
          sql<{ import_id: string }>`unnest(${[...ids]}::uuid[])`.as<"wanted">(sql`wanted (import_id)`),
        )
        .innerJoinLateral(
          (lateral) =>
            lateral
              .selectFrom("import_row")
              .selectAll()
              .select([keyset.cursorValue.as("cursor_value"), keyset.cursorId.as("cursor_id")])
              .whereRef("import_row.import_id", "=", "wanted.import_id")
              .where(sql<SqlBool>`${inState} and ${keyset.where}`)
              .orderBy(keyset.orderBy)
              .limit(keyset.limit)
              .as("found"),
          (join) => join.onTrue(),
        )
        .selectAll("found")
        .execute(),
      (row) => row.import_id,
    ),
  );
  return {
    ...keyset.page(rows ?? [], (row) => showImportRow(context, row, one.fileColumns)),
    count: () => countImportRows(context, one.recordId, list.state ?? null),
  };
}

async function countImportRows(
  context: RequestContext,
  importId: string,
  state: ImportRowState | null,
): Promise<CappedCount> {
  const count = await context.loaders.one(`importRowCount ${state}`, importId, async (ids) => {
    const { rows } = await sql<{ import_id: string; count: number }>`
      select wanted.import_id, counted.count
      from unnest(${[...ids]}::uuid[]) as wanted (import_id), lateral (
        select count(*)::integer as count from (
          select from import_row
          where import_row.import_id = wanted.import_id and (${state}::text is null or import_row.state = ${state})
          limit ${COUNT_LIMIT + 1}
        ) capped
      ) counted`.execute(context.em.getKysely());
    return new Map(rows.map((row) => [row.import_id, row.count]));
  });
  return { value: Math.min(count ?? 0, COUNT_LIMIT), capped: (count ?? 0) > COUNT_LIMIT };
}

export async function findImportRow(
  context: RequestContext,
  id: string,
  columns: readonly SpreadsheetColumn[],
): Promise<ImportRowType | null> {
  const row = await context.em
    .getKysely<Tables>()
    .selectFrom("import_row")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  return row ? showImportRow(context, row, columns) : null;
}

function showImportRow(
  context: RequestContext,
  stored: TableOf<ImportRow>,
  columns: readonly SpreadsheetColumn[],
): ImportRowType {
  const { row, details } = openRow(context, stored.id, stored.cells);
  const firstColumn = columns[0]?.index ?? 0;
  return {
    id: globalId("ImportRow", stored.id),
    rowNumber: stored.row_number,
    state: stored.state,
    cells: columns.map(({ index, heading, target }) => {
      // What is wrong with the whole row is told at its first cell.
      const found = stored.issues.find(({ position }) => (position ?? firstColumn) === index);
      const value = row.cells[index] ?? "";
      const isWholeRow = stored.issues.some(({ position }) => position === null);
      return {
        position: index,
        header: heading,
        target: shownTargetOf(target),
        value: found || isWholeRow ? value : maskCell(target, value),
        issue: found
          ? {
              code: found.code,
              message: issueMessage(found.code, context.language, details[`${found.position}:${found.code}`]),
            }
          : null,
      };
    }),
  };
}
