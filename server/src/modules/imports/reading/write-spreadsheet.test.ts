import { expect, test } from "vitest";
import { writeSpreadsheet } from "../../../platform/spreadsheets/write-spreadsheet.ts";
import { openSpreadsheet } from "./open-spreadsheet.ts";
import type { SpreadsheetRow } from "./spreadsheet-row.ts";
import { readWholeXml } from "./xml-events.ts";
import { openArchive } from "./zip-archive.ts";

async function rowsOf(bytes: Uint8Array): Promise<SpreadsheetRow[]> {
  const { sheets } = await openSpreadsheet(bytes);
  const rows: SpreadsheetRow[] = [];
  for await (const bunch of sheets[0]?.rows() ?? []) rows.push(...bunch);
  return rows;
}

const HOSTILE = [
  "=1+1",
  "+86",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "＝1+1",
  "'1",
  '=HYPERLINK("http://x","y")',
  "<v>&amp;",
];

test("T34 every cell of a written workbook is text, and reads back as it was", async () => {
  const written = await writeSpreadsheet({
    sheet: "未收入的行",
    title: "客户档案表",
    header: ["客户ID", "原因"],
    rows: [...HOSTILE.map((text) => [text, "原因"]), ["110101199001011234", "00571"], ["王 小明 ", ""]],
  });
  const rows = await rowsOf(written);
  expect(rows.slice(0, 2).map(({ cells }) => cells)).toEqual([["客户档案表"], ["客户ID", "原因"]]);
  expect(rows.slice(2, 2 + HOSTILE.length).map(({ cells }) => cells[0])).toEqual(HOSTILE);
  expect(rows.slice(-2).map(({ cells, marks }) => [cells, marks])).toEqual([
    [["110101199001011234", "00571"], undefined],
    [["王 小明 "], undefined],
  ]);
});

test("T34 a written workbook holds no formula and no number", async () => {
  const written = await writeSpreadsheet({
    sheet: "表",
    header: ["a", "b"],
    rows: [HOSTILE.slice(0, 2), ["12", "2026-01-01"]],
  });
  const part = (await openArchive(written)).part("xl/worksheets/sheet1.xml");
  const kinds = new Set<string>();
  let formulas = 0;
  if (part === undefined) throw new Error("The workbook has no sheet.");
  await readWholeXml(part, {
    open(name, attributes) {
      if (name === "c") kinds.add(attributes["t"] ?? "n");
      if (name === "f") formulas += 1;
    },
  });
  expect([...kinds]).toEqual(["inlineStr"]);
  expect(formulas).toBe(0);
});

test("T34 control characters, Excel's own escapes and line ends come back as they were", async () => {
  const texts = [
    "王\u0000\u0007小明",
    "a\r\nb\rc\nd\te",
    "_x0041_",
    "_x005F_x0041_",
    "\uFFFF",
    "𠮷👨‍👩‍👧",
    " 前后 ",
  ];
  const written = await writeSpreadsheet({
    sheet: "a/b:c",
    header: ["a"],
    rows: texts.map((text) => [text]),
  });
  const rows = await rowsOf(written);
  expect(rows.slice(1).map(({ cells }) => cells[0])).toEqual(texts);
});

test("DOS-2.4 a text longer than a cell can be is cut where Excel cuts it", async () => {
  const written = await writeSpreadsheet({ sheet: "表", header: ["a"], rows: [["x".repeat(40_000)]] });
  expect((await rowsOf(written))[1]?.cells[0]).toHaveLength(32_767);
});

test("DOS-2.4 rows are written as they come, from a database or a file", async () => {
  async function* rows() {
    for (let row = 0; row < 2_000; row += 1) yield [String(row)];
  }
  expect(await rowsOf(await writeSpreadsheet({ sheet: "表", header: ["a"], rows: rows() }))).toHaveLength(
    2_001,
  );
});
