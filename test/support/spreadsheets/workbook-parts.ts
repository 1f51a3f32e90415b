import { writeZip } from "./zip-writer.ts";
import type { ZipEntry } from "./zip-writer.ts";

const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";
export const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
export const STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main";
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export interface SheetXml {
  name: string;
  /** The whole part, or the rows alone, which are then put into a plain worksheet. */
  xml: string;
  state?: "hidden" | "veryHidden";
}

export interface WorkbookXml {
  sheets: readonly SheetXml[];
  sharedStrings?: string | undefined;
  styles?: string | undefined;
  date1904?: boolean;
  /** Parts named from the root, as openpyxl does. */
  absoluteTargets?: boolean;
  more?: readonly ZipEntry[];
}

/** A workbook from the XML of its parts, with the references between them that every program writes. */
export function workbook({
  sheets,
  sharedStrings,
  styles,
  date1904,
  absoluteTargets,
  more = [],
}: WorkbookXml): Buffer {
  return writeZip([
    ...workbookEntries({
      sheets,
      sharedStrings,
      styles,
      date1904: date1904 ?? false,
      absoluteTargets: absoluteTargets ?? false,
    }),
    ...more,
  ]);
}

export function workbookEntries({
  sheets,
  sharedStrings,
  styles,
  date1904,
  absoluteTargets,
}: WorkbookXml): ZipEntry[] {
  const folder = absoluteTargets === true ? "/xl/" : "";
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const entries: ZipEntry[] = [
    {
      name: "[Content_Types].xml",
      data: `${DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    {
      name: "_rels/.rels",
      data: `${DECLARATION}<Relationships xmlns="${PACKAGE}">${relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    },
    {
      name: "xl/workbook.xml",
      data: `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr date1904="${date1904 === true ? 1 : 0}"/><sheets>${sheets
        .map(
          ({ name, state }, index) =>
            `<sheet name="${name}" sheetId="${index + 1}" state="${state ?? "visible"}" r:id="sheet${index + 1}"/>`,
        )
        .join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      data: `${DECLARATION}<Relationships xmlns="${PACKAGE}">${[
        relation("styles", "styles", `${folder}styles.xml`),
        relation("strings", "sharedStrings", `${folder}sharedStrings.xml`),
        ...sheets.map((_, index) =>
          relation(`sheet${index + 1}`, "worksheet", `${folder}worksheets/sheet${index + 1}.xml`),
        ),
      ].join("")}</Relationships>`,
    },
    ...sheets.map(({ xml }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      data: xml.startsWith("<?xml") ? xml : worksheet(xml),
    })),
  ];
  if (styles !== undefined) entries.push({ name: "xl/styles.xml", data: styles });
  if (sharedStrings !== undefined) entries.push({ name: "xl/sharedStrings.xml", data: sharedStrings });
  return entries;
}

export function worksheet(rows: string, behind = ""): string {
  return `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${behind}</worksheet>`;
}

/** Rows of texts as inline strings: the plainest sheet there is. Numbers stay numbers; undefined leaves a cell out. */
export function inlineRows(
  rows: readonly (readonly (string | number | undefined)[])[],
  firstRow = 1,
): string {
  return rows.map((cells, index) => inlineRow(firstRow + index, cells)).join("");
}

export function inlineRow(number: number, cells: readonly (string | number | undefined)[]): string {
  const xml = cells.map((cell, column) => {
    const reference = `${letters(column)}${number}`;
    if (cell === undefined) return "";
    if (typeof cell === "number") return `<c r="${reference}"><v>${cell}</v></c>`;
    return `<c r="${reference}" t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`;
  });
  return `<row r="${number}">${xml.join("")}</row>`;
}

export function styles(formats: readonly (number | string)[]): string {
  const custom = formats.flatMap((format, index) =>
    typeof format === "string"
      ? [`<numFmt numFmtId="${200 + index}" formatCode="${escapeXml(format)}"/>`]
      : [],
  );
  const cells = formats.map(
    (format, index) => `<xf numFmtId="${typeof format === "string" ? 200 + index : format}"/>`,
  );
  return `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts>${custom.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${cells.join("")}</cellXfs></styleSheet>`;
}

export function sharedStrings(items: readonly string[]): string {
  return `${DECLARATION}<sst xmlns="${MAIN}" count="${items.length}">${items.map((item) => `<si>${item}</si>`).join("")}</sst>`;
}

export function letters(column: number): string {
  return (column >= 26 ? letters(Math.floor(column / 26) - 1) : "") + String.fromCharCode(65 + (column % 26));
}

export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
