import { sql } from "kysely";
import { DomainError, notFound, UserErrorCode } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { Channel } from "../../channels/channel.entity.ts";
import { customFieldId } from "../../customers/custom-fields.queries.ts";
import type { CustomerKind } from "../../customers/customer.entity.ts";
import type { Import } from "../import.entity.ts";
import { ImportState } from "../import-state.ts";
import { fieldRefusal, fieldsOfFile, listFieldHeadings } from "../import-fields.queries.ts";
import { ImportTarget, readTargetOf } from "../import-target.ts";
import { mapColumns, type SpreadsheetColumn } from "../reading/columns.ts";
import { FieldWords } from "../reading/field-words.ts";
import { fieldTarget, isFieldTarget, type ColumnTarget } from "../reading/import-targets.ts";
import { openBatch, type SealedBatch } from "../taking-in/batch-rows.ts";
import { loadImport, type ImportStepInput } from "./load-import.ts";

export interface ColumnMapping extends ImportStepInput {
  readonly columns: readonly WantedColumn[];
  readonly customerKind?: CustomerKind | null;
  readonly headerRow?: number | null;
  readonly channelId?: string | null;
}

interface WantedColumn {
  readonly position: number;
  readonly target?: ImportTarget | null;
  readonly field?: string | null;
}

/** Says how a file is to be understood. The dry run begins anew. */
export async function mapImportColumns(context: RequestContext, input: ColumnMapping): Promise<string> {
  const one = await loadImport(context, input.importId, input.expectedVersion);
  one.step("mapColumns", ImportState.CHECKING);
  if (input.headerRow !== undefined && input.headerRow !== null)
    await moveHeader(context, one, input.headerRow);
  if (input.customerKind && input.customerKind !== one.customerKind)
    await changeKind(context, one, input.customerKind);
  one.columns = withTargets(one.columns, input.columns);
  const refusal = await fieldRefusal(context, one);
  if (refusal) throw refusal;
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
  const changes = new Map(wanted.map((column) => [column.position, targetOf(column)]));
  for (const position of changes.keys()) {
    if (!columns.some(({ index }) => index === position)) throw unknownColumn();
  }
  const changed = columns.map((column) => {
    const target = changes.get(column.index);
    if (target === undefined) return column;
    const { addressPart: _part, wouldBe: _target, ...plain } = column;
    return { ...plain, target, reason: "CHOSEN" as const };
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

function targetOf({ target, field }: WantedColumn): ColumnTarget | null {
  if ((target === ImportTarget.FIELD) !== Boolean(field)) {
    throw new DomainError(
      UserErrorCode.INVALID_VALUE,
      text("含义为 FIELD 时要写明字段，其他含义不写。", "Name a field with `FIELD`, and with nothing else."),
      ["columns"],
    );
  }
  if (target === ImportTarget.FIELD) return fieldTarget(customFieldId(field ?? "") ?? field ?? "");
  return target ? readTargetOf(target) : null;
}

/** Columns of the other kind's fields are left out; the headings that nobody chose are looked at again. */
async function changeKind(context: RequestContext, one: Import, kind: CustomerKind): Promise<void> {
  one.customerKind = kind;
  const fields = FieldWords.of(await listFieldHeadings(context)).ofKind(kind);
  const own = await fieldsOfFile(context, one);
  const chosen = one.columns.flatMap(({ index, target, reason }) =>
    reason !== "CHOSEN" || (isFieldTarget(target) && !own.has(target)) ? [] : [[index, target] as const],
  );
  const width = Math.max(...one.columns.map(({ index }) => index)) + 1;
  const headings = Array.from(
    { length: width },
    (_, index) => one.columns.find((column) => column.index === index)?.heading ?? "",
  );
  const mapped = mapColumns(headings, Object.fromEntries(chosen), fields);
  one.columns = one.columns.flatMap(({ index }) => mapped[index] ?? []);
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
