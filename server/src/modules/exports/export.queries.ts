import { may } from "../../platform/authz.ts";
import { FieldRight } from "../../platform/field-rights.ts";
import { globalId } from "../../platform/ids.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { TableOf } from "../../platform/tables.ts";
import { countExportedCustomers, type CustomerQuestion } from "../customers/exported-customers.queries.ts";
import { mayOnField } from "../customers/personal.queries.ts";
import { MOST_ROWS_TO_PRINT } from "./commands/prepare-export.ts";
import { columnsToOffer, labelOf, PROFILES } from "./export-columns.ts";
import { ExportState, type Export, type ExportProfile } from "./export.entity.ts";
import type { ExportColumnKind, ExportOffer, ExportType } from "./export.types.ts";

type Tables = { export: TableOf<Export> };

/** What an export would hold if it were made now. */
export async function offerExport(
  context: RequestContext,
  profile: ExportProfile,
  question: CustomerQuestion,
): Promise<ExportOffer> {
  const { customers, deals } = await countExportedCustomers(context, question);
  const mayClear = may(context, "customer:revealMany");
  const offered = await columnsToOffer(context, profile);
  return {
    columns: offered.map((column) => ({
      name: column.name,
      label: labelOf(column, profile, context),
      kind: column.kind as ExportColumnKind,
      personal: column.personal !== null,
      viewerCanClear:
        column.personal !== null && mayClear && mayOnField(context, column.personal, FieldRight.VIEW),
    })),
    customers,
    rows: PROFILES[profile].perDeal ? deals : customers,
    mostRowsToPrint: MOST_ROWS_TO_PRINT,
  };
}

/** An export of the caller's own; nobody else's. */
export async function findExport(context: RequestContext, id: string | null): Promise<ExportType | null> {
  const { actor, em } = context;
  if (!id || !actor) return null;
  const row = await em
    .getKysely<Tables>()
    .selectFrom("export")
    .selectAll()
    .where("id", "=", id)
    .where("actor_id", "=", actor.staffId)
    .executeTakeFirst();
  return row ? showExport(row) : null;
}

function showExport(row: TableOf<Export>): ExportType {
  const { rows_done: done, rows_total: total, started_at: started, seen_at: seen } = row;
  const seconds = started && seen ? (new Date(seen).getTime() - new Date(started).getTime()) / 1000 : 0;
  const rate = row.state === ExportState.RUNNING && seconds > 0.2 && done > 0 ? done / seconds : null;
  return {
    id: globalId("Export", row.id),
    profile: row.profile,
    format: row.format,
    state: row.state,
    failure: row.failure,
    rowsTotal: total,
    rowsDone: done,
    rowsPerSecond: rate === null ? null : Math.round(rate),
    secondsLeft: rate === null ? null : Math.max(0, Math.ceil((total - done) / rate)),
    openUntil: row.open_until,
  };
}
