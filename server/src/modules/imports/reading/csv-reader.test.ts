import { describe, expect, test } from "vitest";
import { openCsv } from "./csv-reader.ts";
import type { CsvChoices } from "./csv-reader.ts";
import type { SpreadsheetRow } from "./spreadsheet-row.ts";

function rowsOf(file: string | Uint8Array, choices?: CsvChoices): SpreadsheetRow[] {
  const bytes = typeof file === "string" ? Buffer.from(file) : file;
  return [...openCsv(bytes, choices).rows()].flat();
}

const cellsOf = (file: string | Uint8Array) => rowsOf(file).map(({ cells }) => cells);

/** 客户ID,姓名 / 甲,单雄信 in GBK, as Chinese Excel saves it. */
const GBK = Buffer.from("bfcdbba749442cd0d5c3fb0d0abcd72cb5a5d0dbd0c50d0a", "hex");
const SAME = [
  ["客户ID", "姓名"],
  ["甲", "单雄信"],
];
const TEXT = "客户ID,姓名\r\n甲,单雄信\r\n";

function utf16be(text: string): Buffer {
  return Buffer.from(text, "utf16le").swap16();
}

describe("T33 a CSV file", () => {
  test.each<[string, string, Uint8Array]>([
    ["UTF-8", "utf-8", Buffer.from(TEXT)],
    ["UTF-8 with a mark", "utf-8", Buffer.from(`\ufeff${TEXT}`)],
    ["GBK", "gb18030", GBK],
    ["UTF-16, little end first", "utf-16le", Buffer.from(`\ufeff${TEXT}`, "utf16le")],
    ["UTF-16, big end first", "utf-16be", utf16be(`\ufeff${TEXT}`)],
  ])("in %s is read, and the encoding is told", (_, encoding, bytes) => {
    expect(openCsv(bytes).encoding).toBe(encoding);
    expect(cellsOf(bytes)).toEqual(SAME);
  });

  test("with characters that only GB18030 has is read", () => {
    // 𠮷 takes four bytes in GB18030 and is not in GBK.
    const bytes = Buffer.concat([GBK, Buffer.from("9534b2352cbcd70a", "hex")]);
    expect(cellsOf(bytes).at(-1)?.[1]).toBe("甲");
    expect(rowsOf(bytes).every(({ problem }) => problem === undefined)).toBe(true);
  });

  test("is read in the encoding that a person chooses", () => {
    expect(rowsOf(Buffer.from(TEXT), { encoding: "gb18030" })[0]?.cells[0]).not.toBe("客户ID");
  });

  test.each(["\n", "\r\n", "\r"])("with the line end %j is read", (lineEnd) => {
    expect(cellsOf(["客户ID,姓名", "甲,单雄信", ""].join(lineEnd))).toEqual(SAME);
  });

  test.each([",", "\t", ";", "，"])("delimited by %j is read", (delimiter) => {
    expect(cellsOf(["客户ID,姓名", "甲,单雄信"].join("\n").replaceAll(",", delimiter))).toEqual(SAME);
  });

  test("of tabs is not mistaken for its thousands commas", () => {
    expect(cellsOf("客户ID\t金额\t地址\n甲\t1,280.00\t路,8号\n乙\t2,400.00\t街,9号\n")[1]).toEqual([
      "甲",
      "1,280.00",
      "路,8号",
    ]);
  });

  test("tells its delimiter in Excel's first line, which is no row", () => {
    expect(rowsOf("sep=;\r\n客户ID;姓名\r\n甲,乙;单雄信")).toEqual([
      { row: 1, line: 2, cells: ["客户ID", "姓名"] },
      { row: 2, line: 3, cells: ["甲,乙", "单雄信"] },
    ]);
  });

  test("keeps delimiters, quotes and line ends inside quotes, and counts lines on", () => {
    expect(rowsOf('a,b\n"甲,""乙""\r\n丙",2\n\n3,4')).toEqual([
      { row: 1, cells: ["a", "b"] },
      { row: 2, cells: ['甲,"乙"\r\n丙', "2"] },
      { row: 3, line: 4, cells: [""] },
      { row: 4, line: 5, cells: ["3", "4"] },
    ]);
  });

  test("with a lone quote loses that line alone, and says which", () => {
    const rows = rowsOf('a,b\n"甲,1\n乙,2\n丙,"3"\n"丁"x,4\n戊,5\n"己,6');
    expect(rows.map(({ row, problem }) => [row, problem])).toEqual([
      [1, undefined],
      [2, "OPEN_QUOTE"],
      [3, undefined],
      [4, undefined],
      [5, "OPEN_QUOTE"],
      [6, undefined],
      [7, "OPEN_QUOTE"],
    ]);
    expect(rows[3]?.cells).toEqual(["丙", "3"]);
  });

  test('keeps a quote that stands inside a cell, as in 5" 屏', () => {
    expect(cellsOf('a,b\n5" 屏,2')[1]).toEqual(['5" 屏', "2"]);
  });

  test("of UTF-8 with broken bytes in one line reports that line and replaces nothing silently", () => {
    const bytes = Buffer.concat([
      Buffer.from("客户ID,姓名\n甲,乙\n"),
      Buffer.from([0xff, 0xc3, 0x28, 0x0a]),
      Buffer.from("丙,丁\n"),
    ]);
    expect(openCsv(bytes).encoding).toBe("utf-8");
    expect(rowsOf(bytes).map(({ problem }) => problem)).toEqual([
      undefined,
      undefined,
      "BAD_CHARACTERS",
      undefined,
    ]);
  });

  test("with a NUL reports that line", () => {
    expect(rowsOf("客户ID,姓名\n甲,\u0000乙\n丙,丁").map(({ problem }) => problem)).toEqual([
      undefined,
      "NUL_CHARACTER",
      undefined,
    ]);
  });

  test.each<[number, string]>([
    [100, "\n"],
    [3, "\r"],
    [3, "\r\n"],
  ])("with a line of %i MB reports it and reads on behind %j", (megabytes, lineEnd) => {
    const bytes = Buffer.concat([
      Buffer.from(`客户ID,姓名${lineEnd}`),
      Buffer.alloc(megabytes * 1024 * 1024 - 1, "x"),
      Buffer.from(`${lineEnd}丙,丁${lineEnd}`),
    ]);
    const rows = rowsOf(bytes);
    expect(rows.map(({ row, problem }) => [row, problem])).toEqual([
      [1, undefined],
      [2, "LINE_TOO_LONG"],
      [3, undefined],
    ]);
    expect(rows[2]?.cells).toEqual(["丙", "丁"]);
  });

  test("is read alike wherever its pieces are cut", () => {
    const line = '"甲""乙,\r\n丙",单雄信,𠮷\r\n';
    const rows = rowsOf(line.repeat(40_000));
    expect(rows).toHaveLength(40_000);
    expect(new Set(rows.map(({ cells }) => cells.join("|")))).toEqual(new Set(['甲"乙,\r\n丙|单雄信|𠮷']));
    expect(rows.at(-1)?.line).toBe(79_999);
  });

  test("of a shop's back office gives order numbers without their disguise: =\"1\", '1, tab", () => {
    expect(cellsOf('="1234567890","=""0571""",\'00123,\t88\t,8\t')).toEqual([
      ["1234567890", "0571", "00123", "88", "8"],
    ]);
  });
});
