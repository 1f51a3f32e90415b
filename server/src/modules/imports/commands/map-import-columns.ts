import { sql } from "kysely";
import { DomainError, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { Channel } from "../../channels/channel.entity.ts";
import type { Import } from "../import.entity.ts";
import { ImportState } from "../import-state.ts";
import { readTargetOf, type ImportTarget } from "../import-target.ts";
import type { SpreadsheetColumn } from "../reading/columns.ts";
import { openBatch, type SealedBatch } from "../taking-in/batch-rows.ts";
import { loadImport, type ImportStepInput } from "./load-import.ts";

export interface ColumnMapping extends ImportStepInput {
  readonly columns: readonly { readonly position: number; readonly target?: ImportTarget | null }[];
  readonly headerRow?: number | null;
  readonly channelId?: string | null;
}

/** Says how a file is to be understood. The dry run begins anew. */
export async function mapImportColumns(context: RequestContext, input: ColumnMapping): Promise<string> {
  const one = await loadImport(context, input.importId, input.expectedVersion);
  one.step("mapColumns", ImportState.CHECKING);
  if (input.headerRow !== undefined && input.headerRow !== null)
    await moveHeader(context, one, input.headerRow);
  one.columns = withTargets(one.columns, input.columns);
  if (input.channelId !== undefined) {
    const channelId = input.channelId === null ? null : recordId("Channel", input.channelId);
    if (
      input.channelId !== null &&
      (!channelId || (await context.em.count(Channel, { id: channelId })) === 0)
    )
      throw notFound(["channelId"]);
    one.channelId = channelId;
  }
  await context.em.flush();
  return one.id;
}

/** Each target has one column, but for an address, which may be made of several. */
function withTargets(
  columns: readonly SpreadsheetColumn[],
  wanted: ColumnMapping["columns"],
): SpreadsheetColumn[] {
  const changes = new Map(wanted.map(({ position, target }) => [position, target ?? null]));
  for (const position of changes.keys()) {
    if (!columns.some(({ index }) => index === position)) throw unknownColumn();
  }
  const changed = columns.map((column) => {
    const target = changes.get(column.index);
    if (target === undefined) return column;
    const { addressPart: _part, wouldBe: _target, ...plain } = column;
    return { ...plain, target: target === null ? null : readTargetOf(target), reason: "CHOSEN" as const };
  });
  const chosen = new Set(
    changed.flatMap(({ index, target }) => (changes.has(index) && target ? [target] : [])),
  );
  // A target that is given to another column is taken from the one that had it.
  const freed = changed.map((column) =>
    !changes.has(column.index) && column.target !== null && chosen.has(column.target)
      ? { ...column, target: null, reason: "ANOTHER_IS_BETTER" as const }
      : column,
  );
  for (const target of chosen) {
    if (freed.filter((column) => column.target === target).length > 1) throw twice();
  }
  return freed;
}

/** The rows above the header were not kept, so a header can only be found further down. */
async function moveHeader(context: RequestContext, one: Import, headerRow: number): Promise<void> {
  if (headerRow === one.headerRow) return;
  const { rows } = await sql<SealedBatch>`
    select id, first_row, last_row, row_count, rows from import_batch
    where import_id = ${one.id} and batch_number = 1`.execute(context.em.getKysely());
  const [batch] = rows;
  const header = batch && openBatch(context, batch).find(({ row }) => row === headerRow);
  if (!header || headerRow < (one.headerRow ?? 0)) {
    throw new DomainError(
      UserErrorCode.INVALID_VALUE,
      text(
        "表头只能改到现在的表头以下、且有内容的一行。要用更靠上的行，请在表格里改好后重新上传。",
        "The header can only move down to a row with content. To use a row further up, change the sheet and upload it again.",
      ),
      ["headerRow"],
    );
  }
  one.headerRow = headerRow;
  one.columns = one.columns.map((column) => ({
    ...column,
    heading: header.cells[column.index]?.trim() ?? "",
  }));
}

function unknownColumn(): DomainError {
  return new DomainError(
    UserErrorCode.INVALID_VALUE,
    text("文件里没有这一列。", "The file has no such column."),
    ["columns"],
  );
}

function twice(): DomainError {
  return new DomainError(
    UserErrorCode.INVALID_VALUE,
    text("两列不能是同一个含义，请只选一列。", "Two columns cannot mean the same. Choose one of them."),
    ["columns"],
  );
}
