import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import {
  inlineRows,
  workbook,
  workbookEntries,
} from "../../../../../test/support/spreadsheets/workbook-parts.ts";
import { packRepeated, writeZip } from "../../../../../test/support/spreadsheets/zip-writer.ts";
import { checkRow } from "./check-row.ts";
import { openSpreadsheet } from "./open-spreadsheet.ts";
import { readSpreadsheet } from "./read-spreadsheet.ts";
import type { ReadingOptions, SpreadsheetReading } from "./read-spreadsheet.ts";
import { REFUSALS, SpreadsheetRefusal } from "./refusals.ts";
import { findLayout } from "./spreadsheet-layout.ts";
import type { SpreadsheetRow } from "./spreadsheet-row.ts";

const ARCHIVE_SHEET = new URL("../../../../../test/support/spreadsheets/客户档案表.xlsx", import.meta.url);
const DATES = { today: "2026-11-22", timeZone: "Asia/Shanghai" };
const HEADER = ["客户ID", "真实姓名", "联系方式", "成交金额"];

async function allRows(reading: SpreadsheetReading, afterRow?: number): Promise<SpreadsheetRow[]> {
  const rows: SpreadsheetRow[] = [];
  for await (const batch of reading.rows(afterRow === undefined ? {} : { afterRow }))
    rows.push(...batch.rows);
  return rows;
}

async function refusalOf(bytes: Uint8Array, options?: ReadingOptions): Promise<string> {
  try {
    await using reading = await readSpreadsheet(bytes, options);
    return `taken in: ${reading.layout.sheet ?? "csv"}`;
  } catch (error) {
    if (error instanceof SpreadsheetRefusal) return error.code;
    throw error;
  }
}

/** As in the thread, without the thread. */
async function outcomeOf(bytes: Uint8Array): Promise<string> {
  try {
    const { source, layout } = await findLayout(await openSpreadsheet(bytes));
    for await (const rows of source.rows()) for (const row of rows) checkRow(row, layout.columns, DATES);
    return "read";
  } catch (error) {
    return error instanceof SpreadsheetRefusal ? error.code : String(error);
  }
}

const sheet = (name: string, rows: (string | number)[][], state?: "hidden") => ({
  name,
  xml: inlineRows(rows),
  ...(state === undefined ? {} : { state }),
});

function manyRows(count: number): Uint8Array {
  const rows = Array.from({ length: count }, (_, index) => `tb_${index},王小明,13800138000,${index}.5`);
  return Buffer.from([HEADER.join(","), ...rows].join("\n"));
}

describe("ARC-06 ARC-07 the customer archive sheet", () => {
  test("is understood: title, header in row 2, nine columns, 64 rows", async () => {
    await using reading = await readSpreadsheet(await readFile(ARCHIVE_SHEET));
    expect(reading.layout).toMatchObject({
      format: "xlsx",
      encoding: null,
      sheet: "客户档案表",
      title: "客户档案表",
      headerRow: 2,
    });
    expect(reading.layout.columns.map(({ letter, heading, target }) => [letter, heading, target])).toEqual([
      ["A", "客户ID", "customerId"],
      ["B", "会员级别", "memberLevel"],
      ["C", "真实姓名", "name"],
      ["D", "电子邮箱", "email"],
      ["E", "联系方式", "phone"],
      ["F", "收货地址", "address"],
      ["G", "交易日期", "orderedOn"],
      ["H", "购买商品", "goods"],
      ["I", "成交金额", "amount"],
    ]);
    const rows = await allRows(reading);
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 64 }, (_, index) => index + 3));
  });

  test("gives 63 right rows and one with four wrong values, each with its own reason", async () => {
    await using reading = await readSpreadsheet(await readFile(ARCHIVE_SHEET));
    const rows = await allRows(reading);
    const checked = rows.map((row) => ({ row: row.row, ...checkRow(row, reading.layout.columns, DATES) }));
    const wrong = checked.filter(({ issues }) => issues.length > 0);
    expect(wrong.map(({ row, issues }) => [row, issues.map(({ target, code }) => [target, code])])).toEqual([
      [
        43,
        [
          ["email", "EMAIL_NOT_VALID"],
          ["phone", "PHONE_NOT_VALID"],
          ["orderedOn", "DATE_DOES_NOT_EXIST"],
          ["amount", "AMOUNT_NOT_VALID"],
        ],
      ],
    ]);
    const rowOf = (row: number) => checked.find((candidate) => candidate.row === row)?.values;
    expect(rowOf(10)).toEqual({ customerId: "咦咦咦是你" });
    expect(rowOf(23)).toEqual({
      customerId: "tb_700001",
      memberLevel: "金卡会员",
      name: "单雄信",
      email: "shan@example.cn",
      phone: "+8613800138000",
      address: "上海市浦东新区世纪大道100号",
      orderedOn: { date: "2026-03-08", time: null },
      goods: "碧螺春茶叶礼盒",
      amount: "1280.00",
    });
  });

  test("can be read twice, and from behind a row", async () => {
    await using reading = await readSpreadsheet(await readFile(ARCHIVE_SHEET));
    expect(await allRows(reading)).toHaveLength(64);
    expect((await allRows(reading, 60)).map(({ row }) => row)).toEqual([61, 62, 63, 64, 65, 66]);
  });
});

describe("DOS-2.4 which sheet, which header", () => {
  const empty = { name: "空", xml: "" };
  const cover = sheet("封面", [["某某旗舰店"], ["2026 年"]]);
  const data = sheet("数据", [HEADER, ["tb_1", "王小明", 13800138000, 1]]);

  test("the first sheet with a header is taken, a visible one before a hidden one", async () => {
    expect(await refusalOf(workbook({ sheets: [empty, cover, data] }))).toBe("taken in: 数据");
    expect(
      await refusalOf(workbook({ sheets: [{ ...data, name: "旧", state: "hidden" }, cover, data] })),
    ).toBe("taken in: 数据");
    expect(await refusalOf(workbook({ sheets: [cover, { ...data, state: "hidden" }] }))).toBe(
      "taken in: 数据",
    );
  });

  test("a person may choose another sheet, if there is one of that name", async () => {
    const other = { ...data, name: "去年" };
    expect(await refusalOf(workbook({ sheets: [data, other] }), { sheet: "去年" })).toBe("taken in: 去年");
    expect(await refusalOf(workbook({ sheets: [data] }), { sheet: "前年" })).toBe("SHEET_NOT_FOUND");
  });

  test("without a header a file is refused, unless a person says what the columns are", async () => {
    const bytes = () => Buffer.from("tb_1,王小明,13800138000\ntb_2,李明,13900139000\n");
    expect(await refusalOf(bytes())).toBe("NO_HEADER");
    await using reading = await readSpreadsheet(bytes(), {
      headerRow: 0,
      targets: { 0: "customerId", 2: "phone" },
    });
    expect(reading.layout.columns.map(({ letter, target }) => [letter, target])).toEqual([
      ["A", "customerId"],
      ["B", null],
      ["C", "phone"],
    ]);
    expect(await allRows(reading)).toHaveLength(2);
  });

  test("a person may name the header's row", async () => {
    const bytes = Buffer.from("客户ID,姓名\n代码,称呼\ntb_1,王小明\n");
    await using reading = await readSpreadsheet(bytes, { headerRow: 2, targets: { 1: "name" } });
    expect(reading.layout.columns.map(({ heading, target }) => [heading, target])).toEqual([
      ["代码", null],
      ["称呼", "name"],
    ]);
    expect(await allRows(reading)).toHaveLength(1);
  });

  test.each([
    ["a workbook of empty sheets", workbook({ sheets: [empty] })],
    ["a workbook with a header alone", workbook({ sheets: [sheet("表", [HEADER])] })],
    ["a CSV file with a header alone", Buffer.from(HEADER.join(","))],
    ["a CSV file of blank lines", Buffer.from("\n,,\n\n")],
  ])("%s has no rows", async (_, bytes) => {
    expect(await refusalOf(bytes)).toBe("NO_ROWS");
  });

  test("what is no data is skipped, counted and named", async () => {
    const rows = [
      ["客户档案表"],
      HEADER,
      ["tb_1", "王小明", 13800138000, 1],
      ["", "", "", ""],
      HEADER,
      ["合计", "", "", 1],
    ];
    await using reading = await readSpreadsheet(workbook({ sheets: [sheet("表", rows)] }));
    expect((await allRows(reading)).map(({ row }) => row)).toEqual([3]);
    expect(reading.skipped).toMatchObject({
      HEADER_AGAIN: { count: 1, rows: [5] },
      TOTAL: { count: 1, rows: [6] },
    });
  });

  test("one customer merged over three deals is in all three; a merged amount is asked about", async () => {
    const rows = [HEADER, ["tb_1", "王小明", 13800138000, 30], ["", "", "", 20], ["", "", 13900139000, ""]];
    const xml = `<?xml version="1.0"?><worksheet><sheetData>${inlineRows(rows)}</sheetData><mergeCells><mergeCell ref="A2:A4"/><mergeCell ref="D3:D4"/></mergeCells></worksheet>`;
    await using reading = await readSpreadsheet(workbook({ sheets: [{ name: "表", xml }] }));
    const checked = (await allRows(reading)).map((row) => checkRow(row, reading.layout.columns, DATES));
    expect(checked.map(({ values }) => values.customerId)).toEqual(["tb_1", "tb_1", "tb_1"]);
    expect(checked.map(({ issues }) => issues.map(({ code }) => code))).toEqual([
      [],
      ["MERGED_NUMBER"],
      ["MERGED_NUMBER"],
    ]);
  });

  test("an address in several columns is joined, and said once", async () => {
    const csv =
      "姓名,省,市,区,详细地址\n王小明,浙江省,杭州市,余杭区,文一西路９号\n李明,上海市,上海市,,世纪大道1号\n";
    await using reading = await readSpreadsheet(Buffer.from(csv));
    const addresses = (await allRows(reading)).map(
      (row) => checkRow(row, reading.layout.columns, DATES).values.address,
    );
    expect(addresses).toEqual(["浙江省杭州市余杭区文一西路9号", "上海市世纪大道1号"]);
  });

  test("a line that cannot be read is a row with an issue that names the line", async () => {
    await using reading = await readSpreadsheet(Buffer.from('客户ID,姓名\n甲,乙\n"丙,丁\n戊,己\n'));
    const rows = await allRows(reading);
    const issues = rows.flatMap((row) => checkRow(row, reading.layout.columns, DATES).issues);
    expect(rows).toHaveLength(3);
    expect(issues).toEqual([{ code: "LINE_OPEN_QUOTE", details: { line: 3 }, column: null, target: null }]);
  });
});

describe("T31 in a thread of its own", () => {
  test("a refusal comes out of the thread with its code and details", async () => {
    expect(await refusalOf(Buffer.from("%PDF-1.7"))).toBe("NOT_A_SPREADSHEET");
    const entries = workbookEntries({ sheets: [sheet("表", [HEADER])] });
    const bomb = packRepeated("<sst>", "<si><t>a</t></si>", 20_000_000);
    const strings = {
      name: "xl/sharedStrings.xml",
      data: bomb.data,
      packed: { size: bomb.size, checksum: 0 },
    };
    expect(await refusalOf(writeZip([...entries, { ...strings, claimedSize: 9_000 }]))).toBe(
      "TOO_LARGE_UNPACKED",
    );
  });

  test("the bytes are handed over, not copied; those of a shared block stay the caller's", async () => {
    const own = new Uint8Array(manyRows(10));
    await using _ = await readSpreadsheet(own);
    expect(own.byteLength).toBe(0);
    const part = manyRows(20).subarray(0, -1);
    await using __ = await readSpreadsheet(part);
    expect(part.byteLength).toBeGreaterThan(0);
  });

  test("rows come in batches with the share that has been read, rising to the whole", async () => {
    await using reading = await readSpreadsheet(manyRows(30_000));
    const shares: number[] = [];
    let count = 0;
    for await (const { rows, share } of reading.rows()) {
      shares.push(share);
      count += rows.length;
    }
    expect(count).toBe(30_000);
    expect(shares.length).toBeGreaterThan(2);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    expect(shares.at(-1)).toBe(1);
  });

  test("G6 a file with anything in it changed is read or refused, and nothing else", async () => {
    const original = await readFile(ARCHIVE_SHEET);
    const outcomes = new Set<string>();
    for (let mutant = 0; mutant < 200; mutant += 1) {
      const bytes = Buffer.from(original);
      for (let change = 0; change < 3; change += 1) {
        // A fixed walk through places and values: what once failed fails again.
        bytes[(mutant * 7919 + change * 104_729) % bytes.length] = (mutant * 31 + change * 17) % 256;
      }
      outcomes.add(await outcomeOf(bytes));
    }
    expect([...outcomes].filter((outcome) => outcome !== "read")).not.toEqual([]);
    expect([...outcomes].every((outcome) => outcome === "read" || outcome in REFUSALS)).toBe(true);
  });

  test("who stops taking rows ends the thread", async () => {
    const reading = await readSpreadsheet(manyRows(30_000));
    for await (const _ of reading.rows()) break;
    await expect(allRows(reading)).rejects.toThrow("closed");
  });

  test("an abort ends the reading with its reason, before the layout and among the rows", async () => {
    const early = new AbortController();
    const opening = readSpreadsheet(manyRows(1_000), { signal: early.signal });
    early.abort(new Error("the person left"));
    await expect(opening).rejects.toThrow("the person left");

    const late = new AbortController();
    const reading = await readSpreadsheet(manyRows(30_000), { signal: late.signal });
    const taking = (async () => {
      for await (const _ of reading.rows()) late.abort(new Error("the person left"));
    })();
    await expect(taking).rejects.toThrow("the person left");
  });

  test("a thread that gives no answer in time is ended", async () => {
    expect(await refusalOf(manyRows(1_000), { patienceMilliseconds: 0 })).toBe("TOOK_TOO_LONG");
  });
});
