import { sql } from "kysely";
import { keysetPage, type Keyset, type PageArguments } from "../../platform/connection.ts";
import { globalId } from "../../platform/ids.ts";
import { may } from "../../platform/authz.ts";
import type { RequestContext } from "../../platform/request.ts";
import { isAnyOf, type TableOf } from "../../platform/tables.ts";
import { ImportSource, type Import } from "./import.entity.ts";
import { ImportState } from "./import-state.ts";
import type { ImportConnection, ImportFormat, ImportProgress, ImportType } from "./import.types.ts";
import { addNumbers } from "./planning/import-numbers.ts";

type Tables = { import: TableOf<Import> };
type ImportTableRow = TableOf<Import> & { pace_seconds: string | null };

const KEYSET: Keyset<ImportTableRow> = {
  name: "import",
  column: sql`import.id`,
  type: "uuid",
  id: sql`import.id`,
  valueIn: (row) => row.id,
};
const WORKING: readonly string[] = [
  ImportState.READING,
  ImportState.CHECKING,
  ImportState.RUNNING,
  ImportState.REVERTING,
];

function imports(context: RequestContext) {
  return context.em
    .getKysely<Tables>()
    .selectFrom("import")
    .selectAll()
    .select(sql<string | null>`extract(epoch from now() - import.pace_since)`.as("pace_seconds"));
}

/** The imports, the newest first. */
export async function listImports(context: RequestContext, page: PageArguments): Promise<ImportConnection> {
  const keyset = keysetPage(KEYSET, page);
  const rows = await imports(context)
    .where(keyset.where)
    .orderBy(keyset.orderBy)
    .limit(keyset.limit)
    .execute();
  return keyset.page(rows, showImport);
}

/** One import by the id in the database or by its number; null when there is none, or none that the actor may see. */
export async function findImport(
  context: RequestContext,
  by: { readonly id: string | null } | { readonly number: string },
): Promise<ImportType | null> {
  if (!may(context, "import:list")) return null;
  if ("number" in by) {
    const row = await imports(context).where("number", "=", by.number).executeTakeFirst();
    return row ? showImport(row) : null;
  }
  if (by.id === null) return null;
  return context.loaders.one("import", by.id, async (ids) => {
    const rows = await imports(context).where(isAnyOf("id", ids)).execute();
    return new Map(rows.map((row) => [row.id, showImport(row)]));
  });
}

/** The demo archive's import while its customers are there. */
export async function findDemoArchive(context: RequestContext): Promise<ImportType | null> {
  const row = await imports(context)
    .where("source", "=", ImportSource.DEMO)
    .where("state", "in", [ImportState.RUNNING, ImportState.FINISHED, ImportState.REVERTING])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? showImport(row) : null;
}

function progressOf(row: ImportTableRow): ImportProgress {
  const seconds = Number(row.pace_seconds ?? 0);
  const rows = row.rows_done - row.pace_rows;
  const working = WORKING.includes(row.state);
  const rate = working && seconds > 0.2 && rows > 0 ? rows / seconds : null;
  const left = rate !== null && row.rows_total !== null ? (row.rows_total - row.rows_done) / rate : null;
  return {
    rowsDone: row.rows_done,
    rowsTotal: row.rows_total,
    rowsPerSecond: rate === null ? null : Math.round(rate),
    secondsLeft: left === null ? null : Math.max(0, Math.ceil(left)),
  };
}

function showImport(row: ImportTableRow): ImportType {
  return {
    __typename: "Import",
    id: globalId("Import", row.id),
    recordId: row.id,
    number: row.number,
    version: row.version,
    source: row.source,
    state: row.state,
    fileName: row.file_name,
    fileSize: row.file_size,
    format: row.format as ImportFormat | null,
    encoding: row.encoding?.toUpperCase() ?? null,
    sheetName: row.sheet_name,
    sheetNames: row.sheet_names,
    title: row.title,
    headerRow: row.header_row,
    fileColumns: row.columns,
    channelId: row.channel_id,
    customerKind: row.customer_kind,
    progress: progressOf(row),
    counts: addNumbers(row.counts, {}),
    failed: row.failure,
    duplicateOfId: row.duplicate_of_id,
    createdById: row.created_by_id,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    revertedAt: row.reverted_at,
    keptRecords: row.kept_records,
  };
}

/** An import as whoever does its work sees it, without a question of rights. */
export async function watchImport(context: RequestContext, id: string) {
  const row = await imports({ ...context, em: context.em.fork() })
    .where("id", "=", id)
    .executeTakeFirst();
  return row
    ? {
        state: row.state,
        version: row.version,
        failed: row.failure,
        progress: progressOf(row),
        counts: addNumbers(row.counts, {}),
      }
    : null;
}
