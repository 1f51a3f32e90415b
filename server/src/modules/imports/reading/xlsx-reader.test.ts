import { describe, expect, test } from "vitest";
import { DIALECTS } from "../../../../../test/support/spreadsheets/dialects.ts";
import type { TypedTable } from "../../../../../test/support/spreadsheets/dialects.ts";
import {
  inlineRow,
  inlineRows,
  letters,
  sharedStrings,
  styles,
  workbook,
  worksheet,
} from "../../../../../test/support/spreadsheets/workbook-parts.ts";
import type { WorkbookXml } from "../../../../../test/support/spreadsheets/workbook-parts.ts";
import { openSpreadsheet } from "./open-spreadsheet.ts";
import type { SpreadsheetRow } from "./spreadsheet-row.ts";

async function rowsOf(bytes: Uint8Array): Promise<SpreadsheetRow[]> {
  const { sheets } = await openSpreadsheet(bytes);
  const rows: SpreadsheetRow[] = [];
  for await (const bunch of sheets[0]?.rows() ?? []) rows.push(...bunch);
  return rows;
}

/** The texts of a sheet given as its rows' XML. */
async function textsOf(xml: string, more: Omit<WorkbookXml, "sheets"> = {}): Promise<string[][]> {
  const rows = await rowsOf(workbook({ ...more, sheets: [{ name: "表", xml }] }));
  return rows.map(({ cells }) => cells);
}

async function textOf(cell: string, more: Omit<WorkbookXml, "sheets"> = {}): Promise<string | undefined> {
  const rows = await textsOf(`<row r="1">${cell}</row>`, more);
  return rows[0]?.[0];
}

const TABLE: TypedTable = [
  ["客户档案表"],
  ["客户ID", "会员级别", "真实姓名", "电子邮箱", "联系方式", "收货地址", "交易日期", "购买商品", "成交金额"],
  [
    "tb_1",
    "金卡会员",
    "单雄信",
    "shan@example.cn",
    13800138000,
    '文一西路 <8> & "9" 号',
    { day: "2026-03-08" },
    "真丝围巾",
    2710.37,
  ],
  ["咦咦咦是你", null, null, null, null, null, null, null, null],
  ["tb_2", "银卡会员", "仇英", null, 13900139000, "建国路88号", { day: "2026-12-31" }, "手工皂", 0.1],
];

const TEXTS = [
  ["客户档案表"],
  TABLE[1],
  [
    "tb_1",
    "金卡会员",
    "单雄信",
    "shan@example.cn",
    "13800138000",
    '文一西路 <8> & "9" 号',
    "2026-03-08",
    "真丝围巾",
    "2710.37",
  ],
  ["咦咦咦是你"],
  ["tb_2", "银卡会员", "仇英", "", "13900139000", "建国路88号", "2026-12-31", "手工皂", "0.1"],
];

describe("DOS-2.4 a workbook reads alike, whichever program saved it", () => {
  test.each(Object.keys(DIALECTS))("%s", async (program) => {
    const rows = await rowsOf(DIALECTS[program]?.(TABLE) ?? new Uint8Array());
    expect(rows.map(({ cells }) => cells)).toEqual(TEXTS);
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5]);
  });

  test("its texts are runs joined, without phonetic guides, with Excel's escapes undone", async () => {
    const strings = sharedStrings([
      "<r><t>客户</t></r><r><rPr/><t>ID</t></r><rPh sb='0' eb='1'><t>けいと</t></rPh>",
      "<t>第一行_x000D_\n第二行 _x005F_x0041_</t>",
      "<t/>",
    ]);
    const cells = [0, 1, 2].map((index) => `<c t="s"><v>${index}</v></c>`).join("");
    expect(await textsOf(`<row>${cells}</row>`, { sharedStrings: strings })).toEqual([
      ["客户ID", "第一行\r\n第二行 _x0041_", ""],
    ]);
  });

  test("formulas give their saved results, whatever their kind", async () => {
    expect(await textOf('<c t="str"><f>A1&amp;"x"</f><v>结果</v></c>')).toBe("结果");
    expect(await textOf("<c><f>1+1</f><v>2</v></c>")).toBe("2");
    expect(await textOf('<c t="b"><v>1</v></c>')).toBe("TRUE");
    expect(await textOf('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>')).toBe("#DIV/0!");
  });

  test("a formula without a saved result is marked, not taken for an empty cell", async () => {
    const [row] = await rowsOf(
      workbook({ sheets: [{ name: "表", xml: '<row r="1"><c r="B1"><f>SUM(A1)</f><v/></c></row>' }] }),
    );
    expect(row?.marks).toEqual([{ column: 1, mark: "FORMULA_WITHOUT_VALUE" }]);
  });

  test("empty rows and sparse cells keep the numbers that the program shows", async () => {
    const xml = inlineRow(3, [undefined, "甲"]) + '<row r="4"/>' + inlineRow(1_000_000, ["乙"]);
    expect(await rowsOf(workbook({ sheets: [{ name: "表", xml }] }))).toEqual([
      { row: 3, cells: ["", "甲"] },
      { row: 1_000_000, cells: ["乙"] },
    ]);
  });

  test("T32 values are read to the last one, also behind and before rows that are only formatted", async () => {
    const blank = (from: number) =>
      Array.from(
        { length: 5_000 },
        (_, index) => `<row r="${from + index}"><c r="A${from + index}" s="1"/></row>`,
      ).join("");
    const xml = inlineRow(1, ["甲"]) + blank(2) + inlineRow(5_002, ["乙"]) + blank(5_003);
    expect(await rowsOf(workbook({ sheets: [{ name: "表", xml }] }))).toEqual([
      { row: 1, cells: ["甲"] },
      { row: 5_002, cells: ["乙"] },
    ]);
  });

  test("hidden rows are read like all others", async () => {
    const xml = inlineRows([["甲"]]) + '<row r="2" hidden="1"><c t="inlineStr"><is><t>乙</t></is></c></row>';
    expect(await textsOf(xml)).toEqual([["甲"], ["乙"]]);
  });

  test("T32 of 16,384 columns the first 200 are read", async () => {
    const cells = Array.from(
      { length: 16_384 },
      (_, column) => `<c r="${letters(column)}1"><v>${column}</v></c>`,
    );
    const [row] = await textsOf(`<row r="1">${cells.join("")}</row>`);
    expect(row).toHaveLength(200);
    expect(row?.at(-1)).toBe("199");
  });

  test("a value merged down several rows stands in each of them, and says so", async () => {
    const rows = worksheet(
      inlineRow(1, ["客户ID", "购买商品", "成交金额"]) +
        inlineRow(2, ["tb_1", "围巾", 10]) +
        inlineRow(3, ["", "手工皂", 20]) +
        inlineRow(4, [undefined, "羊毛毯", 30]) +
        inlineRow(6, ["tb_2", "茶", 40]),
      '<mergeCells count="2"><mergeCell ref="A2:A5"/><mergeCell ref="D1:E1"/></mergeCells>',
    );
    const read = await rowsOf(workbook({ sheets: [{ name: "表", xml: rows }] }));
    expect(read.map(({ cells }) => cells[0])).toEqual(["客户ID", "tb_1", "tb_1", "tb_1", "tb_2"]);
    expect(read.map(({ marks }) => marks?.[0]?.mark)).toEqual([
      undefined,
      "MERGED",
      "MERGED",
      "MERGED",
      undefined,
    ]);
  });

  test("in a sheet of double-height rows, where every cell is merged alike, nothing is repeated", async () => {
    const rows = worksheet(
      inlineRow(1, ["tb_1", "围巾"]) + '<row r="2"><c r="A2" s="0"/></row>' + inlineRow(3, ["tb_2", "茶"]),
      '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/></mergeCells>',
    );
    expect(await rowsOf(workbook({ sheets: [{ name: "表", xml: rows }] }))).toEqual([
      { row: 1, cells: ["tb_1", "围巾"] },
      { row: 3, cells: ["tb_2", "茶"] },
    ]);
  });
});

describe("T36 numbers read as a person sees them", () => {
  const inFormat = (format: number | string, value: string, date1904 = false) =>
    textOf(`<c s="0"><v>${value}</v></c>`, { styles: styles([format]), date1904 });

  test.each<[number | string, string, string]>([
    [14, "46089", "2026-03-08"],
    [22, "46089.572916666664", "2026-03-08 13:45:00"],
    [21, "0.572916666666667", "13:45:00"],
    [31, "46089", "2026-03-08"],
    [57, "46089", "2026-03-08"],
    ["yyyy-mm-dd hh:mm:ss", "46089.999999999", "2026-03-09"],
    ["yyyy/m/d", "46089.75", "2026-03-08"],
    ['[$-804]yyyy"年"m"月"d"日";@', "46089", "2026-03-08"],
    ["yyyy年m月d日", "46089", "2026-03-08"],
    ["[h]:mm", "1.5", "1.5"],
    ['"日"0"d"', "5", "5"],
    ['[Red]#,##0.00"元"', "1280.5", "1280.5"],
    ["0.00_);[Red](0.00)", "1", "1"],
    ["G/通用格式", "46089", "46089"],
    [10, "0.125", "12.5%"],
    [14, "13800138000", "13800138000"],
    [0, "1.3800138E+10", "13800138000"],
    [0, "2710.3699999999999", "2710.37"],
    [0, "0.30000000000000004", "0.3"],
    [0, "1E-7", "0.0000001"],
    [0, "-5.10", "-5.1"],
  ])("format %s shows %s as %s", async (format, value, text) => {
    expect(await inFormat(format, value)).toBe(text);
  });

  test("the calendar of 1904 is honoured", async () => {
    expect(await inFormat(14, "44627", true)).toBe("2026-03-08");
  });

  test("a number of more than 15 digits is marked as having lost some", async () => {
    const xml =
      '<row r="1"><c r="A1"><v>110101199001011234</v></c><c r="B1"><v>123456789012345</v></c></row>';
    const [row] = await rowsOf(workbook({ sheets: [{ name: "表", xml }] }));
    expect(row).toEqual({
      row: 1,
      cells: ["1.10101199001011E+17", "123456789012345"],
      marks: [{ column: 0, mark: "DIGITS_LOST" }],
    });
  });
});
