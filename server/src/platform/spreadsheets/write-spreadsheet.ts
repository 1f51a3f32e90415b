import { PassThrough, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import { serialDay, type CellToWrite } from "./cells.ts";
import { columnLetter } from "./column-letter.ts";

export interface SpreadsheetToWrite {
  sheet: string;
  /** A title above the header, over its whole width, as the customer archive sheet has. */
  title?: string;
  header: readonly string[];
  rows: Iterable<readonly CellToWrite[]> | AsyncIterable<readonly CellToWrite[]>;
  /** In characters, by column; Chinese ones count twice. What is not said fits the heading. */
  columnWidths?: readonly (number | undefined)[];
  /** Who made it and when, in the properties of the file. */
  made?: { readonly by: string; readonly at: Date };
}

/** Rows written at one go; between two of them other requests get their turn. */
const ROWS_PER_PIECE = 500;
/** What a cell can hold in Excel. */
const LONGEST_CELL = 32_767;
const LONGEST_SHEET_NAME = 31;
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const CORE_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml";
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Styles by their place in `cellXfs` below. */
const TEXT = 0;
const HEADING = 1;
const TITLE = 2;
const DAY = 3;
const MONEY = 4;
const COUNT = 5;
/** The same rows give the same bytes: 1 January 1980 is the first day a zip file knows. */
const ENTRY = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100_644 };

/**
 * A workbook as it is made, so that it never lies in memory whole: its rows are read as fast as the reader of the stream
 * takes them. A text stays a text: `=1+1` these four characters, and 110101199001011234 keeps its digits. The sheet is
 * written by hand because the libraries at hand hold an object for every cell: 100,000 rows took write-excel-file 700 MB.
 */
export function streamSpreadsheet(spreadsheet: SpreadsheetToWrite): Readable {
  const zip = new ZipFile();
  for (const [name, xml] of Object.entries(partsAround(spreadsheet)))
    zip.addBuffer(Buffer.from(xml), name, ENTRY);
  const sheet = Readable.from(sheetXml(spreadsheet), { objectMode: false });
  zip.addReadStream(sheet, "xl/worksheets/sheet1.xml", ENTRY);
  zip.end();
  const workbook = new PassThrough();
  const fail = (error: Error): void => void workbook.destroy(error);
  sheet.on("error", fail);
  zip.on("error", fail);
  zip.outputStream.on("error", fail).pipe(workbook);
  workbook.once("close", () => sheet.destroy());
  return workbook;
}

/** The same whole, for few rows. */
export function writeSpreadsheet(spreadsheet: SpreadsheetToWrite): Promise<Buffer> {
  return buffer(streamSpreadsheet(spreadsheet));
}

function partsAround({ sheet, made }: SpreadsheetToWrite): Record<string, string> {
  const name = escapeXml(sheet.replaceAll(/[\\/?*[\]:]/g, " ").slice(0, LONGEST_SHEET_NAME));
  const fonts = ['<sz val="11"/>', '<b/><sz val="11"/>', '<b/><sz val="14"/>'];
  const style = (format: number, font: number, more = ""): string =>
    `<xf numFmtId="${format}" fontId="${font}" xfId="0" applyNumberFormat="1" applyFont="1"${more}`;
  // In the order of the constants above: texts, a day as 2026-03-08, two decimals, whole numbers.
  const styles = [
    style(49, 0, "/>"),
    style(49, 1, "/>"),
    style(49, 2, ' applyAlignment="1"><alignment horizontal="center"/></xf>'),
    style(164, 0, "/>"),
    style(2, 0, "/>"),
    style(1, 0, "/>"),
  ];
  const override = (part: string, type: string): string =>
    `<Override PartName="/${part}" ContentType="${type}"/>`;
  return {
    "[Content_Types].xml": `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override("xl/workbook.xml", `${TYPES}.sheet.main+xml`)}${override("xl/worksheets/sheet1.xml", `${TYPES}.worksheet+xml`)}${override("xl/styles.xml", `${TYPES}.styles+xml`)}${made ? override("docProps/core.xml", CORE_PROPERTIES) : ""}</Types>`,
    "_rels/.rels": relations(
      [`${RELATIONS}/officeDocument`, "xl/workbook.xml"],
      ...(made ? [[`${PACKAGE}/relationships/metadata/core-properties`, "docProps/core.xml"] as const] : []),
    ),
    ...(made ? { "docProps/core.xml": corePropertiesXml(made) } : {}),
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations(
      [`${RELATIONS}/worksheet`, "worksheets/sheet1.xml"],
      [`${RELATIONS}/styles`, "styles.xml"],
    ),
    "xl/styles.xml": `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="3">${fonts.map((font) => `<font>${font}</font>`).join("")}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${styles.length}">${styles.join("")}</cellXfs></styleSheet>`,
  };
}

function relations(...targets: (readonly [type: string, target: string])[]): string {
  const all = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all.join("")}</Relationships>`;
}

function corePropertiesXml({ by, at }: NonNullable<SpreadsheetToWrite["made"]>): string {
  return `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>${escapeXml(by)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${at.toISOString().slice(0, 19)}Z</dcterms:created></cp:coreProperties>`;
}

async function* sheetXml({
  title,
  header,
  rows,
  columnWidths = [],
}: SpreadsheetToWrite): AsyncGenerator<string, void> {
  const above = title === undefined ? [] : [rowXml(1, [title], TITLE)];
  const headerRow = above.length + 1;
  const columns = header.map((heading, index) => {
    const width = columnWidths[index] ?? Math.max(10, [...heading].length * 2 + 2);
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${TEXT}" customWidth="1"/>`;
  });
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="${headerRow}" topLeftCell="A${headerRow + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${columns.length > 0 ? `<cols>${columns.join("")}</cols>` : ""}<sheetData>`;
  yield above.join("") + rowXml(headerRow, header, HEADING);
  let piece: string[] = [];
  let number = headerRow;
  for await (const cells of rows) {
    number += 1;
    piece.push(rowXml(number, cells, TEXT));
    if (piece.length === ROWS_PER_PIECE) {
      yield piece.join("");
      piece = [];
    }
  }
  const merged =
    title !== undefined && header.length > 1
      ? `<mergeCells count="1"><mergeCell ref="A1:${columnLetter(header.length - 1)}1"/></mergeCells>`
      : "";
  yield `${piece.join("")}</sheetData>${merged}</worksheet>`;
}

const LETTERS: string[] = [];

function rowXml(number: number, cells: readonly CellToWrite[], textStyle: number): string {
  let xml = `<row r="${number}">`;
  for (const [column, cell] of cells.entries()) {
    if (cell === null || cell === "") continue;
    xml += cellXml(`${(LETTERS[column] ??= columnLetter(column))}${number}`, cell, textStyle);
  }
  return `${xml}</row>`;
}

function cellXml(reference: string, cell: NonNullable<CellToWrite>, textStyle: number): string {
  if (typeof cell === "string")
    return `<c r="${reference}" s="${textStyle}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.slice(0, LONGEST_CELL))}</t></is></c>`;
  if ("money" in cell) return `<c r="${reference}" s="${MONEY}"><v>${Number(cell.money)}</v></c>`;
  if ("count" in cell) return `<c r="${reference}" s="${COUNT}"><v>${cell.count}</v></c>`;
  const serial = serialDay(cell.day);
  return serial === null
    ? cellXml(reference, cell.day, textStyle)
    : `<c r="${reference}" s="${DAY}"><v>${serial}</v></c>`;
}

/** What XML cannot hold, or would change, is written as Excel writes it: `_x000D_`. */
// eslint-disable-next-line no-control-regex
const NEEDS_ESCAPE = /[&<>"\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)|\p{Surrogate}/gu;

// eslint-disable-next-line no-control-regex
const MAY_NEED_ESCAPE = /[&<>"_\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]/;

function escapeXml(text: string): string {
  // Nearly no text does, and this look is several times cheaper than the exact one.
  if (!MAY_NEED_ESCAPE.test(text)) return text;
  return text.replaceAll(NEEDS_ESCAPE, (char) => NAMED[char] ?? `_x${hex(char)}_`);
}

const NAMED: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function hex(char: string): string {
  return char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
}
