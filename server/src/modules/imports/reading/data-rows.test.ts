import { expect, test } from "vitest";
import { mapColumns } from "./columns.ts";
import { DataRows } from "./data-rows.ts";

const columns = mapColumns(["客户ID", "真实姓名", "联系方式", "购买商品", "成交金额"]);
const keep = (...rows: string[][]) => {
  const dataRows = new DataRows(columns);
  const kept = dataRows.keep(rows.map((cells, index) => ({ row: index + 3, cells })));
  const skipped = Object.entries(dataRows.skipped).flatMap(([kind, { rows: numbers }]) =>
    numbers.map((row) => [row, kind]),
  );
  return { kept: kept.map(({ row }) => row), skipped };
};

test("DOS-2.4 blank rows, repeated headers, totals and remarks are no data, and are counted", () => {
  expect(
    keep(
      ["tb_1", "王小明", "13800138000", "围巾", "1"],
      ["", " ", ""],
      ["客户ID", "真实姓名", "联系方式", "购买商品", "成交金额"],
      ["本页小计", "", "", "", "1"],
      ["", "", "", "合计：", "1"],
      ["Total", "", "", "", "1"],
      ["备注：以上数据仅供内部使用"],
      ["咦咦咦是你"],
    ),
  ).toEqual({
    kept: [3, 10],
    skipped: [
      [4, "BLANK"],
      [5, "HEADER_AGAIN"],
      [6, "TOTAL"],
      [7, "TOTAL"],
      [8, "TOTAL"],
      [9, "REMARK"],
    ],
  });
});

test("DOS-2.4 a customer who is called 合计 is a customer", () => {
  expect(keep(["合计", "王小明", "13800138000", "", "1"], ["Total Eclipse", "", "", "", ""]).kept).toContain(
    3,
  );
});

test("DOS-2.4 a row that could not be read is never skipped", () => {
  const dataRows = new DataRows(columns);
  expect(dataRows.keep([{ row: 3, cells: [""], problem: "OPEN_QUOTE" }])).toHaveLength(1);
});
