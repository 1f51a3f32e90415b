import { escapeXml, letters, MAIN, sharedStrings, STRICT_MAIN, styles, workbook } from "./workbook-parts.ts";

/** A cell as a person typed it; a day is written in each program's own way. */
export type TypedCell = string | number | { day: string } | null;
export type TypedTable = readonly (readonly TypedCell[])[];

const DAY_STYLE = 1;

/** The same table as different programs save it. Each imitates what files of that program look like inside. */
export const DIALECTS: Readonly<Record<string, (table: TypedTable) => Buffer>> = {
  "LibreOffice Calc": (table) =>
    shared(table, {
      row: (number) =>
        `<row r="${number}" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false">`,
      number: (reference, style, value) => `<c r="${reference}" s="${style}" t="n"><v>${value}</v></c>`,
      item: (text) => {
        const half = Math.ceil(text.length / 2);
        const run = (piece: string) =>
          `<r><rPr><sz val="10"/></rPr><t xml:space="preserve">${escapeXml(piece)}</t></r>`;
        return text.length > 3
          ? run(text.slice(0, half)) + run(text.slice(half))
          : `<t xml:space="preserve">${escapeXml(text)}</t>`;
      },
      dayFormat: "yyyy\\-mm\\-dd",
    }),
  Excel: (table) =>
    shared(table, {
      row: (number) => `<row r="${number}" spans="1:9" x14ac:dyDescent="0.3">`,
      // Excel writes 17 digits, also where 15 would say the same.
      number: (reference, style, value) =>
        `<c r="${reference}" s="${style}"><v>${Number.isInteger(value) ? value : value.toPrecision(17)}</v></c>`,
      item: (text) => `<t>${escapeXml(text)}</t><rPh sb="0" eb="1"><t>ﾖﾐｶﾞﾅ</t></rPh><phoneticPr fontId="1"/>`,
      dayFormat: 14,
    }),
  WPS: (table) =>
    shared(table, {
      row: (number) => `<row r="${number}" ht="14.4" customHeight="1">`,
      number: (reference, style, value) => `<c r="${reference}" s="${style}"><v>${value}</v></c>`,
      item: (text) => `<t>${escapeXml(text)}</t>`,
      dayFormat: 'yyyy"年"m"月"d"日";@',
      plainFormat: "G/通用格式",
    }),
  "Google Sheets": (table) =>
    shared(table, {
      row: (number) => `<row r="${number}">`,
      number: (reference, style, value) =>
        `<c r="${reference}" s="${style}"><v>${value.toFixed(value % 1 === 0 ? 1 : 2)}</v></c>`,
      item: (text) => `<t>${escapeXml(text)}</t>`,
      dayFormat: "yyyy/m/d",
    }),
  openpyxl: (table) =>
    shared(table, {
      row: (number) => `<row r="${number}">`,
      number: (reference, style, value) => `<c r="${reference}" s="${style}" t="n"><v>${value}</v></c>`,
      item: (text) => `<t>${escapeXml(text)}</t>`,
      dayFormat: "yyyy-mm-dd",
      absoluteTargets: true,
    }),
  "Apache POI, streaming": (table) => {
    const rows = table.map((cells, index) => {
      const xml = cells.map((cell, column) => {
        const reference = `${letters(column)}${index + 1}`;
        if (cell === null) return "";
        if (typeof cell === "string")
          return `<c r="${reference}" t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`;
        if (typeof cell === "number") return `<c r="${reference}" t="n"><v>${cell}</v></c>`;
        return `<c r="${reference}" s="${DAY_STYLE}" t="n"><v>${serial(cell.day)}.0</v></c>`;
      });
      return `<row r="${index + 1}">\n${xml.join("")}</row>\n`;
    });
    return workbook({ sheets: [{ name: "客户档案表", xml: rows.join("") }], styles: styles([0, 27]) });
  },
  "Open XML SDK, prefixed and without references": (table) => {
    const rows = table.map((cells) => {
      const xml = cells.map((cell) => {
        if (cell === null) return "<x:c/>";
        if (typeof cell === "string")
          return `<x:c t="str"><x:f>T("")</x:f><x:v>${escapeXml(cell)}</x:v></x:c>`;
        return typeof cell === "number"
          ? `<x:c><x:v>${cell}</x:v></x:c>`
          : `<x:c s="${DAY_STYLE}"><x:v>${serial(cell.day)}</x:v></x:c>`;
      });
      return `<x:row>${xml.join("")}</x:row>`;
    });
    const xml = `<?xml version="1.0"?><x:worksheet xmlns:x="${MAIN}"><x:sheetData>${rows.join("")}</x:sheetData></x:worksheet>`;
    return workbook({ sheets: [{ name: "客户档案表", xml }], styles: styles([0, 22]) });
  },
  "strict Open XML with ISO dates": (table) => {
    const rows = table.map((cells, index) => {
      const xml = cells.map((cell, column) => {
        const reference = `${letters(column)}${index + 1}`;
        if (cell === null) return "";
        if (typeof cell === "number") return `<c r="${reference}"><v>${cell}</v></c>`;
        if (typeof cell === "string")
          return `<c r="${reference}" t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`;
        return `<c r="${reference}" t="d"><v>${cell.day}T00:00:00</v></c>`;
      });
      return `<row r="${index + 1}">${xml.join("")}</row>`;
    });
    const xml = `<?xml version="1.0"?><worksheet xmlns="${STRICT_MAIN}"><sheetData>${rows.join("")}</sheetData></worksheet>`;
    return workbook({ sheets: [{ name: "客户档案表", xml }] });
  },
};

interface SharedDialect {
  row(number: number): string;
  number(reference: string, style: number, value: number): string;
  item(text: string): string;
  dayFormat: number | string;
  plainFormat?: string;
  absoluteTargets?: boolean;
}

/** Texts in the workbook's own table, as all programs do that are meant for people. */
function shared(table: TypedTable, dialect: SharedDialect): Buffer {
  const texts = new Map<string, number>();
  const rows = table.map((cells, index) => {
    const xml = cells.map((cell, column) => {
      const reference = `${letters(column)}${index + 1}`;
      if (cell === null) return `<c r="${reference}" s="0"/>`;
      if (typeof cell === "number") return dialect.number(reference, 0, cell);
      if (typeof cell === "object") return dialect.number(reference, DAY_STYLE, serial(cell.day));
      if (!texts.has(cell)) texts.set(cell, texts.size);
      return `<c r="${reference}" s="0" t="s"><v>${texts.get(cell)}</v></c>`;
    });
    return `${dialect.row(index + 1)}${xml.join("")}</row>`;
  });
  const xml = `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}" xmlns:x14ac="urn:x14ac"><sheetData>${rows.join("")}</sheetData></worksheet>`;
  return workbook({
    sheets: [{ name: "客户档案表", xml }],
    styles: styles([dialect.plainFormat ?? 0, dialect.dayFormat]),
    sharedStrings: sharedStrings([...texts.keys()].map((text) => dialect.item(text))),
    absoluteTargets: dialect.absoluteTargets ?? false,
  });
}

export function serial(day: string): number {
  return (Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000;
}
