import writeXlsxFile from "write-excel-file/node";
import type { SheetData } from "write-excel-file/node";

export interface SpreadsheetToWrite {
  sheet: string;
  /** A title above the header, as the customer archive sheet has. */
  title?: string;
  header: readonly string[];
  rows: readonly (readonly string[])[];
}

const NARROWEST = 8;
const WIDEST = 50;
const ROWS_MEASURED = 200;
/** What a cell can hold in Excel. */
const LONGEST_CELL = 32_767;

/**
 * A workbook whose cells are all text: `=1+1` stays these four characters and 110101199001011234 keeps its digits.
 */
export async function writeSpreadsheet({ sheet, title, header, rows }: SpreadsheetToWrite): Promise<Buffer> {
  const data: SheetData = [
    ...(title === undefined
      ? []
      : [[{ value: title, type: String, fontWeight: "bold" as const, fontSize: 14 }]]),
    header.map((heading) => ({ value: heading, type: String, fontWeight: "bold" as const })),
    ...rows.map((cells) => cells.map(textCell)),
  ];
  const columns = header.map((heading, index) => ({ width: columnWidth(heading, index, rows) }));
  const stickyRowsCount = title === undefined ? 1 : 2;
  return writeXlsxFile(data, { sheet, columns, stickyRowsCount }).toBuffer();
}

function textCell(text: string) {
  return text === "" ? null : { value: text.slice(0, LONGEST_CELL), type: String, format: "@" };
}

/** Chinese characters are twice as wide as Latin ones. */
function columnWidth(heading: string, index: number, rows: SpreadsheetToWrite["rows"]): number {
  const texts = [heading, ...rows.slice(0, ROWS_MEASURED).map((cells) => cells[index] ?? "")];
  const widest = Math.max(
    ...texts.map((text) => [...text].reduce((sum, char) => sum + (char > "ÿ" ? 2 : 1), 0)),
  );
  return Math.min(WIDEST, Math.max(NARROWEST, widest + 2));
}
