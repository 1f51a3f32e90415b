import { columnLetter } from "./spreadsheet-row.ts";
import { writeZip } from "./write-zip.ts";

export interface SpreadsheetToWrite {
  sheet: string;
  /** A title above the header, as the customer archive sheet has. */
  title?: string;
  header: readonly string[];
  rows: Iterable<readonly string[]> | AsyncIterable<readonly string[]>;
  /** In characters, by column; Chinese ones count twice. What is not said fits the heading. */
  columnWidths?: readonly number[];
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
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Styles by their place in `cellXfs` below. */
const TEXT = 0;
const HEADING = 1;
const TITLE = 2;

/**
 * A workbook whose cells are all text: `=1+1` stays these four characters and 110101199001011234 keeps its digits.
 * Written by hand because the libraries at hand hold an object for every cell: 100,000 rows took write-excel-file
 * 700 MB and kept the server from everything else meanwhile.
 */
export async function writeSpreadsheet(spreadsheet: SpreadsheetToWrite): Promise<Buffer> {
  const name = escapeXml(spreadsheet.sheet.replaceAll(/[\\/?*[\]:]/g, " ").slice(0, LONGEST_SHEET_NAME));
  return writeZip({
    "[Content_Types].xml": [
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
    ],
    "_rels/.rels": [relations(["officeDocument", "xl/workbook.xml"])],
    "xl/workbook.xml": [
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    "xl/_rels/workbook.xml.rels": [
      relations(["worksheet", "worksheets/sheet1.xml"], ["styles", "styles.xml"]),
    ],
    "xl/styles.xml": [
      `${XML}<styleSheet xmlns="${MAIN}"><fonts count="3"><font><sz val="11"/></font><font><b/><sz val="11"/></font><font><b/><sz val="14"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">${[0, 1, 2].map((font) => `<xf numFmtId="49" fontId="${font}" xfId="0" applyNumberFormat="1" applyFont="1"/>`).join("")}</cellXfs></styleSheet>`,
    ],
    "xl/worksheets/sheet1.xml": sheetXml(spreadsheet),
  });
}

function relations(...targets: [type: string, target: string][]): string {
  const all = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all.join("")}</Relationships>`;
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
  yield `${piece.join("")}</sheetData></worksheet>`;
}

const LETTERS: string[] = [];

function rowXml(number: number, cells: readonly string[], style: number): string {
  const xml = cells.map((cell, column) =>
    cell === ""
      ? ""
      : `<c r="${(LETTERS[column] ??= columnLetter(column))}${number}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell.slice(0, LONGEST_CELL))}</t></is></c>`,
  );
  return `<row r="${number}">${xml.join("")}</row>`;
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
