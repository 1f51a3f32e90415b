import { sql } from "kysely";
import { ChangeKind, recordAccess } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { writeSpreadsheet } from "../../../platform/spreadsheets/write-spreadsheet.ts";
import { findImport } from "../import.queries.ts";
import { detailsToTell, showCellToMend } from "../import-samples.queries.ts";
import { ImportRowState, type StoredIssue } from "../import-row.entity.ts";
import { issueMessage } from "../planning/row-issues.ts";
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
  const asCells = (stored: (typeof rows)[number]): string[] => {
    const { row, details } = openRow(context, stored.id, stored.cells);
    const reasons = stored.issues.map((issue) => {
      const { position, code } = issue;
      const column = columns.find(({ index }) => index === position);
      const heading = column?.heading ?? "";
      const told = detailsToTell(context, column?.target ?? null, details[`${position}:${code}`]);
      const message = issueMessage(issue, context.language, told);
      return heading === "" ? message : `${heading}${chinese ? "：" : ": "}${message}`;
    });
    const isWholeRow = stored.issues.some(({ position }) => position === null);
    const cells = columns.map(
      ({ index, target }) =>
        showCellToMend(context, isWholeRow ? null : target, row.cells[index] ?? "").text ?? "",
    );
    return [...cells, reasons.join("\n")];
  };
  const bytes = await writeSpreadsheet({
    sheet: chinese ? "未导入的行" : "Rows not taken in",
    header: [...columns.map(({ heading }) => heading), chinese ? "未导入原因" : "Why it was not taken in"],
    rows: [...rows.map(asCells), [whoTookIt(context)]],
  });

  // Rows with contact data leave the house here.
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

/** A last line that tells a copy's way; a sheet that is mended and uploaded again is read without it. */
function whoTookIt({ actor, language, requestId, timeZone }: RequestContext): string {
  const at = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(
    now(),
  );
  const name = actor?.name ?? "";
  return language === "zh"
    ? `导出人：${name}，导出时间：${at}，编号：${requestId}`
    : `Exported: by ${name}, ${at}, number ${requestId}`;
}
