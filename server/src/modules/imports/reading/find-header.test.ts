import { describe, expect, test } from "vitest";
import { findHeader } from "./find-header.ts";

const headerOf = (...rows: string[][]) => findHeader(rows.map((cells, index) => ({ row: index + 1, cells })));
const NAMES = ["客户ID", "真实姓名", "联系方式"];

describe("ARC-06 a sheet's header", () => {
  test("stands below its title", () => {
    expect(headerOf(["客户档案表"], NAMES, ["tb_1", "王小明", "13800138000"])).toEqual({
      row: 2,
      lastRow: 2,
      headings: NAMES,
      title: "客户档案表",
    });
  });

  test("stands in the first row when there is no title", () => {
    expect(headerOf(NAMES, ["tb_1", "王小明", "13800138000"])).toMatchObject({ row: 1, title: null });
  });

  test("is found below a title, blank rows and notes that use its words", () => {
    const notes = ["说明：请填写客户ID、姓名和联系方式", "", ""];
    expect(
      headerOf(["客户档案表", "", ""], ["", "", ""], notes, ["店铺", "某某旗舰店"], NAMES),
    ).toMatchObject({
      row: 5,
      title: "客户档案表",
    });
  });

  test("is not a row of data with a word in it", () => {
    expect(headerOf(["tb_1", "王小明", "手机"], ["tb_2", "李明", "电话"])).toBeUndefined();
  });

  test("may say one thing only when it is the only column", () => {
    expect(headerOf(["客户昵称"], ["咦咦咦是你"])).toMatchObject({ row: 1 });
  });

  test("may have two rows that fill each other's gaps", () => {
    const upper = ["客户ID", "真实姓名", "联系信息", "", "交易日期"];
    const lower = ["", "", "手机", "收货地址", ""];
    expect(headerOf(["客户档案表"], upper, lower, ["tb_1", "王小明", "1", "路", "2026-01-01"])).toEqual({
      row: 2,
      lastRow: 3,
      headings: ["客户ID", "真实姓名", "手机", "收货地址", "交易日期"],
      title: "客户档案表",
    });
  });

  test("does not take the first row of data for its second row", () => {
    expect(headerOf([...NAMES, "类型"], ["tb_1", "王小明", "x", "备注"])).toMatchObject({
      row: 1,
      lastRow: 1,
    });
  });

  test("is not looked for beyond row 40", () => {
    expect(headerOf(...Array.from({ length: 40 }, () => ["x", "y"]), NAMES)).toBeUndefined();
  });
});
