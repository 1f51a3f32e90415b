import { sql, type SqlBool } from "kysely";
import { countsOfChildren, NONE, pagesOfChildren } from "../../platform/child-pages.ts";
import { keysetPage, type Keyset } from "../../platform/connection.ts";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { TableOf } from "../../platform/tables.ts";
import type { ImportRow } from "./import-row.entity.ts";
import type { ImportRowArguments, ImportRowConnection, ImportRowType } from "./import-row.types.ts";
import { detailsToTell, showCell, showCellToMend } from "./import-samples.queries.ts";
import { shownTargetOf } from "./import-target.ts";
import type { ImportType } from "./import.types.ts";
import { issueMessage } from "./planning/row-issues.ts";
import { openRow } from "./taking-in/batch-rows.ts";
import { fieldOfTarget } from "./reading/import-targets.ts";
import type { SpreadsheetColumn } from "./reading/columns.ts";

type Tables = { import_row: TableOf<ImportRow> };

/** Lists fall, people read a file from its top: the row number is turned round. */
const KEYSET: Keyset<TableOf<ImportRow>> = {
  name: "importRow",
  column: sql`(2147483647 - import_row.row_number)`,
  type: "integer",
  id: sql`import_row.id`,
  valueIn: (row) => String(2147483647 - row.row_number),
};

/** The rows of an import that were wrong, from the top of the file; the lists of a level are read in one statement. */
export async function listImportRows(
  context: RequestContext,
  one: ImportType,
  list: ImportRowArguments,
): Promise<ImportRowConnection> {
  const keyset = keysetPage(KEYSET, list);
  const inState = list.state ? sql<SqlBool>`import_row.state = ${list.state}` : sql<SqlBool>`true`;
  const children = { table: "import_row", parent: "import_id", where: inState };
  const rows = await context.loaders.one(`importRows ${JSON.stringify(list)}`, one.recordId, (ids) =>
    pagesOfChildren(context.em, ids, { ...children, keyset }),
  );
  return Object.assign(
    keyset.page(rows ?? [], (row) => showImportRow(context, row, one.fileColumns)),
    {
      count: async () =>
        (await context.loaders.one(`importRowCount ${list.state ?? ""}`, one.recordId, (ids) =>
          countsOfChildren(context.em, ids, children),
        )) ?? NONE,
    },
  );
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
  // Of a line that could not be read nobody knows in which column a value stands.
  const isWholeRow = stored.issues.some(({ position }) => position === null);
  return {
    id: globalId("ImportRow", stored.id),
    rowNumber: stored.row_number,
    state: stored.state,
    cells: columns.map(({ index, heading, target }) => {
      // What is wrong with the whole row is told at its first cell.
      const found = stored.issues.find(({ position }) => (position ?? firstColumn) === index);
      const cell = row.cells[index] ?? "";
      const shown =
        found || isWholeRow
          ? showCellToMend(context, isWholeRow ? null : target, cell)
          : showCell(context, target, cell);
      return {
        position: index,
        header: heading,
        target: shownTargetOf(target),
        field: fieldOfTarget(target),
        value: shown.text ?? "",
        state: shown.state,
        issue: found
          ? {
              code: found.code,
              message: issueMessage(
                found,
                context.language,
                detailsToTell(context, target, details[`${found.position}:${found.code}`]),
              ),
            }
          : null,
      };
    }),
  };
}
