import { Readable } from "node:stream";
import { businessDay, now } from "../../platform/clock.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { CellToWrite } from "../../platform/spreadsheets/cells.ts";
import { streamSpreadsheet } from "../../platform/spreadsheets/write-spreadsheet.ts";
import type { BegunExport } from "./commands/begin-export.ts";
import { columnsNamed, labelOf, PROFILES } from "./export-columns.ts";

export interface ExportFile {
  readonly body: Readable;
  /** Null for what is no file to keep. */
  readonly fileName: string | null;
  readonly mediaType: string;
}

type Rows = AsyncIterable<CellToWrite[]>;

/** The rows as a workbook: title, header, rows; who made it and when stands in its properties. */
export async function workbookOf(
  context: RequestContext,
  { profile, columns }: BegunExport,
  rows: Rows,
): Promise<ExportFile> {
  const { actor, language, timeZone } = context;
  const found = await columnsNamed(context, columns);
  const title = PROFILES[profile].title[language];
  return {
    body: streamSpreadsheet({
      sheet: title,
      title,
      header: found.map((column) => labelOf(column, profile, context)),
      columnWidths: found.map(({ width }) => width),
      rows,
      made: { by: actor?.name ?? "", at: now() },
    }),
    fileName: `${title} ${businessDay(now(), timeZone)}.xlsx`,
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  };
}

/** The same rows for a page that lays them out on paper: each value as it is kept, for the page to write in its language. */
export async function printedList(
  context: RequestContext,
  { profile, columns }: BegunExport,
  rows: Rows,
): Promise<ExportFile> {
  const { actor, language } = context;
  const head = {
    title: PROFILES[profile].title[language],
    by: actor?.name ?? "",
    at: now().toISOString(),
    columns: (await columnsNamed(context, columns)).map((column) => ({
      name: column.name,
      label: labelOf(column, profile, context),
      kind: column.kind,
    })),
  };
  return {
    body: Readable.from(listJson(head, rows), { objectMode: false }),
    fileName: null,
    mediaType: "application/json; charset=utf-8",
  };
}

async function* listJson(head: object, rows: Rows): AsyncGenerator<string, void> {
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  let before = "";
  for await (const row of rows) {
    yield before + JSON.stringify(row.map(plainly));
    before = ",\n";
  }
  yield "]}";
}

function plainly(cell: CellToWrite): string | number | null {
  if (cell === null || typeof cell === "string") return cell;
  if ("day" in cell) return cell.day;
  return "money" in cell ? cell.money : cell.count;
}
