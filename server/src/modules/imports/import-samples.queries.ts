import { sql } from "kysely";
import type { RequestContext } from "../../platform/request.ts";
import { showPersonal } from "../customers/personal.queries.ts";
import { shownTargetOf } from "./import-target.ts";
import type { ImportColumnType, ImportType } from "./import.types.ts";
import type { ImportTarget as ReadTarget } from "./reading/import-targets.ts";
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
  return one.fileColumns.map(({ index, heading, target }) => ({
    position: index,
    header: heading,
    target: shownTargetOf(target),
    samples: [...new Set(rows.map(({ cells }) => cells[index]?.trim() ?? "").filter((cell) => cell !== ""))]
      .slice(0, SAMPLES)
      .map((cell) => maskCell(target, cell)),
  }));
}

const LOOKS_PERSONAL = /\d{7,}|@/;

/** A cell as it may be shown: contact data masked, also in columns that nobody has named yet. */
export function maskCell(target: ReadTarget | null, cell: string): string {
  if (target === "phone" || target === "email" || target === "address")
    return showPersonal(target, cell).text ?? "";
  if (target !== null || !LOOKS_PERSONAL.test(cell)) return cell;
  return showPersonal(cell.includes("@") ? "email" : "phone", cell).text ?? "";
}
