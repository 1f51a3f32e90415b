import { sql } from "kysely";
import { ChangeKind, recordAccess } from "../../../platform/changes.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { findImport } from "../import.queries.ts";
import { ImportRowState, type StoredIssue } from "../import-row.entity.ts";
import { issueMessage } from "../planning/row-issues.ts";
import { writeSpreadsheet } from "../reading/write-spreadsheet.ts";
import { openRow } from "../taking-in/batch-rows.ts";

const MOST_ROWS = 50_000;

/** The rows that were not taken in, as a sheet like the one they came in, with the reason beside each. */
export async function problemsAsSpreadsheet(
  context: RequestContext,
  number: string,
): Promise<{ fileName: string; bytes: Buffer } | null> {
  const one = await findImport(context, { number });
  if (!one) return null;
  const { rows } = await sql<{ id: string; row_number: number; cells: Buffer; issues: StoredIssue[] }>`
    select id, row_number, cells, issues from import_row
    where import_id = ${one.recordId} and state = ${ImportRowState.PROBLEM}
    order by row_number limit ${MOST_ROWS}`.execute(context.em.getKysely());
  const chinese = context.language === "zh";
  const columns = one.fileColumns;
  const bytes = await writeSpreadsheet({
    sheet: chinese ? "未导入的行" : "Rows not taken in",
    header: [...columns.map(({ heading }) => heading), chinese ? "未导入原因" : "Why it was not taken in"],
    rows: rows.map((stored) => {
      const { row, details } = openRow(context, stored.id, stored.cells);
      const reasons = stored.issues.map(({ position, code }) => {
        const heading = columns.find(({ index }) => index === position)?.heading ?? "";
        const message = issueMessage(code, context.language, details[`${position}:${code}`]);
        return heading === "" ? message : `${heading}${chinese ? "：" : ": "}${message}`;
      });
      return [...columns.map(({ index }) => row.cells[index] ?? ""), reasons.join("\n")];
    }),
  });
  // Whole rows with contact data leave the house here.
  await recordAccess(context, {
    kind: ChangeKind.EXPORT,
    operation: "downloadImportProblems",
    recordType: "Import",
    recordId: one.recordId,
    recordVersion: one.version,
    importId: one.recordId,
    fields: columns.map(({ heading }) => heading),
  });
  const base = one.fileName.replace(/\.[A-Za-z]{1,5}$/, "");
  return { fileName: `${base} ${chinese ? "未导入的行" : "rows not taken in"}.xlsx`, bytes };
}
