import { describe, expect, test } from "vitest";
import { mapColumns } from "./columns.ts";
import { FieldWords, kindOfHeadings, type FieldHeading, type HeadingKind } from "./field-words.ts";
import { findHeader } from "./find-header.ts";

const field = (name: string, kinds: HeadingKind[], ...headings: string[]): FieldHeading => ({
  target: `field:${name}`,
  kinds,
  headings,
});
const WORDS = FieldWords.of([
  field("occupation", ["INDIVIDUAL"], "职业", "Occupation", "occupation"),
  field("homeAddress", ["INDIVIDUAL"], "家庭住址"),
  field("landline", ["INDIVIDUAL"], "电话"),
  field("settlement", ["COMPANY"], "结算方式"),
  field("creditCode", ["COMPANY"], "统一社会信用代码"),
  field("district", ["INDIVIDUAL", "COMPANY"], "所在地区"),
  field("grade", ["INDIVIDUAL"], "等级（内部）"),
  field("shops", ["INDIVIDUAL"], "常用购买渠道"),
]);

function targetsOf(...headings: string[]): (string | null)[] {
  const own = WORDS.ofKind(kindOfHeadings(headings, WORDS));
  return mapColumns(headings, {}, own).map(({ target }) => target);
}

describe("ARC-06 headings that are called like a field of the archive", () => {
  test("are taken in as it, by either language or its name, whatever is written around them", () => {
    expect(targetsOf("* 职业：")).toEqual(["field:occupation"]);
    expect(targetsOf("OCCUPATION")).toEqual(["field:occupation"]);
  });

  test("mean what every sheet has before a field, and the field when that has a better column", () => {
    expect(targetsOf("家庭住址")).toEqual(["address"]);
    expect(targetsOf("收货地址", "家庭住址")).toEqual(["address", "field:homeAddress"]);
    expect(targetsOf("手机", "电话")).toEqual(["phone", "field:landline"]);
  });

  test("mean a field before something that they only resemble, and with brackets that very field", () => {
    expect(targetsOf("常用购买渠道")).toEqual(["field:shops"]);
    expect(targetsOf("等级", "等级（内部）")).toEqual(["memberLevel", "field:grade"]);
  });

  test("make a sheet one of firms, whose words then come first", () => {
    expect(targetsOf("统一社会信用代码", "公司名称", "结算方式")).toEqual([
      "field:creditCode",
      "name",
      "field:settlement",
    ]);
    expect(targetsOf("职业", "公司名称", "结算方式")).toEqual(["field:occupation", null, "paymentMethod"]);
  });

  test("are found in the header, which has nothing else perhaps", () => {
    const rows = [["某表"], ["职业", "所在地区"], ["教师", "330106"]].map((cells, index) => ({
      row: index + 1,
      cells,
    }));
    expect(findHeader(rows, WORDS)).toMatchObject({ row: 2, title: "某表" });
    expect(findHeader(rows)).toBeUndefined();
  });
});
