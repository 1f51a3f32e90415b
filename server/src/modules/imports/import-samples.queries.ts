import { sql } from "kysely";
import { isGuardedField, type SealedFieldName } from "../../platform/custom-fields.ts";
import { FieldRight } from "../../platform/field-rights.ts";
import type { RequestContext } from "../../platform/request.ts";
import { clearValue, MaskState, type MaskedValue } from "../../platform/scalars.ts";
import { isPersonalField } from "../../platform/personal-fields.ts";
import { mayKnow, mayOnEveryField, mayOnField, showPersonal } from "../customers/personal.queries.ts";
import { labelsOfColumns } from "./import-fields.queries.ts";
import { shownTargetOf } from "./import-target.ts";
import type { ImportColumnType, ImportType } from "./import.types.ts";
import { fieldOfTarget, isFieldTarget, type ColumnTarget } from "./reading/import-targets.ts";
import type { IssueDetails } from "./reading/issue-texts.ts";
import { openBatch, type SealedBatch } from "./taking-in/batch-rows.ts";

const SAMPLES = 3;
const ROWS_LOOKED_AT = 50;

/** The columns of a file with their first values; of all imports of a level the first batches are read at once. */
export async function listColumns(context: RequestContext, one: ImportType): Promise<ImportColumnType[]> {
  const batch = await context.loaders.one("importSamples", one.recordId, async (ids) => {
    const { rows } = await sql<SealedBatch & { import_id: string }>`
      select import_id, id, first_row, last_row, row_count, rows from import_batch
      where import_id = any(${[...ids]}::uuid[]) and batch_number = 1`.execute(context.em.getKysely());
    return new Map(rows.map((row) => [row.import_id, row]));
  });
  const rows = batch ? openBatch(context, batch).slice(0, ROWS_LOOKED_AT) : [];
  const labels = await labelsOfColumns(context, {
    columns: one.fileColumns,
    customerKind: one.customerKind,
  });
  return one.fileColumns.map(({ index, heading, target }) => ({
    position: index,
    header: heading,
    target: shownTargetOf(target),
    field: fieldOfTarget(target),
    fieldLabel: (isFieldTarget(target) ? labels.get(target) : undefined) ?? null,
    samples: [...new Set(rows.map(({ cells }) => cells[index]?.trim() ?? "").filter((cell) => cell !== ""))]
      .slice(0, SAMPLES)
      .flatMap((cell) => showCell(context, target, cell).text ?? []),
  }));
}

const LOOKS_PERSONAL = /\d{7,}|@/;

/** A cell as the caller may see it in passing: contact data masked, also in columns that nobody has named yet. */
export function showCell(context: RequestContext, target: ColumnTarget | null, cell: string): MaskedValue {
  if (target !== null) {
    const name = guarded(target);
    if (name === null) return clearValue(cell);
    return isSealed(context, name)
      ? showPersonal(context, name, cell)
      : mayKnow(context, name)
        ? clearValue(cell)
        : { state: MaskState.HIDDEN, text: null };
  }
  // It may hold any field.
  if (!mayOnEveryField(context, FieldRight.MASKED)) return { state: MaskState.HIDDEN, text: null };
  if (LOOKS_PERSONAL.test(cell)) return showPersonal(context, cell.includes("@") ? "email" : "phone", cell);
  return mayOnEveryField(context, FieldRight.VIEW)
    ? clearValue(cell)
    : showPersonal(context, "address", cell);
}

/** A cell for whoever is to put it right: whole, where the caller may see such a value whole. */
export function showCellToMend(
  context: RequestContext,
  target: ColumnTarget | null,
  cell: string,
): MaskedValue {
  return maySeeWhole(context, target) ? clearValue(cell) : showCell(context, target, cell);
}

/** What an issue quotes of a cell, for those who may see the cell whole. */
export function detailsToTell(
  context: RequestContext,
  target: ColumnTarget | null,
  details: IssueDetails | undefined,
): IssueDetails | undefined {
  if (!details || maySeeWhole(context, target)) return details;
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [name, typeof value === "string" ? "****" : value]),
  );
}

function maySeeWhole(context: RequestContext, target: ColumnTarget | null): boolean {
  if (target === null) return mayOnEveryField(context, FieldRight.VIEW);
  const name = guarded(target);
  return name === null || mayOnField(context, name, FieldRight.VIEW);
}

/** The field that a target is, where rights decide who sees its values. */
function guarded(target: ColumnTarget): SealedFieldName | null {
  const name = fieldOfTarget(target) ?? target;
  return isGuardedField(name) ? name : null;
}

/** Whether its values are masked in passing; of a custom field nobody knows any more, they are. */
function isSealed({ actor }: RequestContext, name: SealedFieldName): boolean {
  return isPersonalField(name) || actor?.customFields.get(name)?.sensitivity !== "PLAIN";
}
