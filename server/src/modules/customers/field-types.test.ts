import { describe, expect, test } from "vitest";
import { normaliseText } from "../../platform/plain-text.ts";
import { PERSONAL_FIELDS, personalField, SENSITIVE_FIELDS } from "../../platform/personal-fields.ts";
import { ageOf } from "./age.ts";
import {
  ALL_SECTIONS,
  ArchiveSection,
  FieldSensitivity,
  SECTIONS,
  type TypeOfField,
} from "./archive-field.ts";
import { CustomerKind } from "./customer.entity.ts";
import { findDistrict, partsOfDistrict } from "./districts.ts";
import { checkLink, checkMobile, checkPhone } from "./field-checks.ts";
import { DISTRICT, MONEY, numberOf, pastDay, TAGS, textOf, YEAR } from "./field-types.ts";
import { rowsOf, typedText } from "./field-value-shape.ts";
import { ARCHIVE_FIELDS, archiveField, fieldsOfKind, fieldsOfSection, sectionOf } from "./fields.ts";

const TODAY = "2026-11-22";
const keep = (type: TypeOfField, typed: string) => {
  const checked = type.check(normaliseText(typed), TODAY);
  return checked.issue ? checked.issue.code : checked.value;
};

describe("ARC-38 ARC-39 a phone with an extension", () => {
  test.each([
    ["0571-88888888-8", "+8657188888888;ext=8"],
    ["0571-88888888转8", "+8657188888888;ext=8"],
    ["0571-88888888 转 8001", "+8657188888888;ext=8001"],
    ["（0571）88888888-12", "+8657188888888;ext=12"],
    ["010-8888-8888-8", "+861088888888;ext=8"],
    ["057188888888-8", "+8657188888888;ext=8"],
    ["+86 571 88888888 分机 8", "+8657188888888;ext=8"],
    ["400-820-8820转2", "+864008208820;ext=2"],
    ["0571-88888888 ext 8", "+8657188888888;ext=8"],
    ["138-0013-8000", "+8613800138000"],
    ["0571-8888-8888", "+8657188888888"],
    ["400-820-8820", "+864008208820"],
  ])("%s is kept as %s", (typed, kept) => {
    expect(checkPhone(normaliseText(typed))).toEqual({ value: kept });
  });

  test.each(["0571-88888888转", "0571-88888888-1234567", "88888888转8"])("%s is refused", (typed) => {
    expect(checkPhone(normaliseText(typed)).issue?.code).toBe("NOT_A_PHONE");
  });

  test("is no mobile; a mobile is, and one of another country", () => {
    expect(checkMobile("0571-88888888").issue?.code).toBe("NOT_A_MOBILE");
    expect(checkMobile("400-820-8820").issue?.code).toBe("NOT_A_MOBILE");
    expect(checkMobile("13800138000")).toEqual({ value: "+8613800138000" });
    expect(checkMobile("+1 415 555 2671")).toEqual({ value: "+14155552671" });
  });
});

describe("ARC-38 the types of fields", () => {
  test.each([
    [numberOf({ from: 30, to: 260, decimals: 1 }), "172.5", "172.5"],
    [numberOf({ from: 30, to: 260, decimals: 1 }), "172.50", "172.5"],
    [numberOf({ from: 30, to: 260, decimals: 1 }), "0172", "172"],
    [numberOf({ from: 30, to: 260, decimals: 1 }), "172.55", "NOT_A_NUMBER"],
    [numberOf({ from: 30, to: 260, decimals: 1 }), "一米七", "NOT_A_NUMBER"],
    [numberOf({ from: 30, to: 260, decimals: 1 }), "1725", "OUT_OF_RANGE"],
    [numberOf({ from: 0, to: 9 }), "-0", "0"],
    [numberOf({ from: 0, to: 9 }), "3.5", "NOT_A_NUMBER"],
    [numberOf({ from: 0, to: 9 }), "1e3", "NOT_A_NUMBER"],
    [YEAR, "2026", "2026"],
    [YEAR, "2027", "OUT_OF_RANGE"],
    [YEAR, "1899", "OUT_OF_RANGE"],
    [MONEY, "1234.5", "1234.50"],
    [MONEY, "0", "0.00"],
    [MONEY, "-1", "OUT_OF_RANGE"],
    [MONEY, "1.234", "NOT_A_NUMBER"],
    [pastDay(), "2026-11-22", "2026-11-22"],
    [pastDay(), "2026-11-23", "OUT_OF_RANGE"],
    [pastDay(), "1899-12-31", "OUT_OF_RANGE"],
    [pastDay(), "1900-01-01", "1900-01-01"],
    [pastDay(), "2025-02-29", "NOT_A_DATE"],
    [pastDay(), "90-1-1", "NOT_A_DATE"],
    [pastDay("1500-01-01"), "1669-05-01", "1669-05-01"],
    [TAGS, "直爽, 爱喝茶；直爽 ", "直爽、爱喝茶"],
    [TAGS, "字".repeat(41), "TOO_LONG"],
    [TAGS, Array.from({ length: 31 }, (_, place) => `标签${place}`).join("、"), "TOO_MANY"],
    [textOf(5), "五个字以上", "五个字以上"],
    [textOf(5), "五个字以上的", "TOO_LONG"],
    [DISTRICT, "330106", "330106"],
    [DISTRICT, "999999", "NOT_A_DISTRICT"],
  ])("%o takes %s as %s", (type, typed, kept) => {
    expect(keep(type, typed)).toBe(kept);
  });

  test.each([
    ["www.example.cn", "https://www.example.cn/"],
    ["http://example.cn:8080/a?b=1", "http://example.cn:8080/a?b=1"],
    ["例子.cn/客户", "https://xn--fsqu00a.cn/%E5%AE%A2%E6%88%B7"],
  ])("the link %s is kept as %s", (typed, kept) => {
    expect(checkLink(typed)).toEqual({ value: kept });
  });

  test.each([
    "javascript:alert(1)",
    "data:text/html,x",
    "ftp://example.cn",
    "https://a:b@example.cn",
    "公司主页",
    "file:///etc/passwd",
    "//localhost",
  ])("%s is no link", (typed) => {
    expect(checkLink(typed).issue?.code).toBe("NOT_A_LINK");
  });

  test("of a list take a row for each value", () => {
    const tags = { type: TAGS.type };
    expect(rowsOf(tags, typedText(tags, ["直爽", "爱喝茶"]))).toEqual([
      { position: 0, value: "直爽" },
      { position: 1, value: "爱喝茶" },
    ]);
  });
});

describe("ARC-40 an age", () => {
  test.each([
    ["1990-11-22", "2026-11-22", 36],
    ["1990-11-23", "2026-11-22", 35],
    ["2004-02-29", "2026-02-28", 21],
    ["2004-02-29", "2026-03-01", 22],
    ["2026-11-22", "2026-11-22", 0],
  ])("of somebody born on %s is on %s %i", (birthDate, today, years) => {
    expect(ageOf({ birthDate, birthYear: "1900" }, today)).toEqual({ years, from: "BIRTH_DATE" });
  });

  test("is told from the year where only that is known", () => {
    expect(ageOf({ birthDate: undefined, birthYear: "1990" }, TODAY)).toEqual({
      years: 36,
      from: "BIRTH_YEAR",
    });
    expect(ageOf({ birthDate: undefined, birthYear: undefined }, TODAY)).toBeNull();
  });
});

describe("ARC-38 the districts", () => {
  test("lead from the provinces down, each by its full name", () => {
    expect(partsOfDistrict(null)).toHaveLength(34);
    expect(partsOfDistrict("330000").map(({ name }) => name)).toContain("杭州市");
    expect(partsOfDistrict("330100").map(({ name }) => name)).toContain("西湖区");
    expect(partsOfDistrict("330106")).toEqual([]);
    expect(findDistrict("330106")).toMatchObject({ fullName: "浙江省 杭州市 西湖区", hasParts: false });
    expect(findDistrict("110101")?.fullName).toBe("北京市 东城区");
    expect(findDistrict("429004")?.fullName).toBe("湖北省 仙桃市");
  });
});

describe("ARC-30 to ARC-54 the fields of the archive", () => {
  test("are declared once each, in sections that there are, and each section has some", () => {
    const names = ARCHIVE_FIELDS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const section of ALL_SECTIONS) expect(fieldsOfSection(section).length).toBeGreaterThan(3);
    expect(ALL_SECTIONS.filter((section) => SECTIONS[section].kind === CustomerKind.INDIVIDUAL)).toHaveLength(
      8,
    );
    expect(ALL_SECTIONS.filter((section) => SECTIONS[section].kind === CustomerKind.COMPANY)).toHaveLength(5);
  });

  test("that are personal are those that roles hold rights on, and the sensitive ones those that are closed", () => {
    const personal = ARCHIVE_FIELDS.filter((field) => field.personal).map(({ name }) => name);
    expect(personal.sort()).toEqual([...PERSONAL_FIELDS].sort());
    const sensitive = PERSONAL_FIELDS.filter(
      (name) => archiveField(name)?.sensitivity === FieldSensitivity.SENSITIVE,
    );
    expect(sensitive.map(personalField).sort()).toEqual([...SENSITIVE_FIELDS].sort());
  });

  test("ARC-33 ARC-36 of family and personality are all sensitive, and so are the body's and the card's", () => {
    const sensitive = (name: string) => archiveField(name)?.sensitivity === FieldSensitivity.SENSITIVE;
    const { FAMILY, PERSONALITY } = ArchiveSection;
    const names = [...fieldsOfSection(FAMILY), ...fieldsOfSection(PERSONALITY)].map(({ name }) => name);
    expect(names.filter((name) => !sensitive(name))).toEqual([]);
    for (const name of ["identityNumber", "bloodType", "height", "weight", "health"])
      expect([name, sensitive(name)]).toEqual([name, true]);
  });

  test.each([
    [
      "ARC-38 of a person",
      "真实姓名 户籍 籍贯 血型 身高（厘米） 体重（公斤） 出生日期 性格特征 身份证号码 家庭住址 电话 传真 手机 电子邮箱",
    ],
    ["ARC-39 of the work", "所在单位 职务 单位地址 单位电话 单位传真"],
    [
      "ARC-40 ARC-41 of the basics",
      "客户ID 真实姓名 收货地址 联系方式 性格特征 嗜好 家庭概况 学历 出生年份 职业 性别 家庭住址",
    ],
    ["ARC-42 of likes", "性格特征 嗜好 购买偏好"],
  ])("%s are all there: %s", (_, words) => {
    const labels = fieldsOfKind(CustomerKind.INDIVIDUAL).map(({ label }) => label.zh);
    for (const word of words.split(" ")) expect(labels).toContain(word);
  });

  test("ARC-50 of a firm's basics are all there", () => {
    const labels = fieldsOfKind(CustomerKind.COMPANY)
      .filter((field) => sectionOf(field, CustomerKind.COMPANY) === ArchiveSection.COMPANY_BASIC)
      .map(({ label, companyLabel }) => (companyLabel ?? label).zh);
    for (const word of "企业名称 企业地址 联系方式 创立时间 组织方式 业种 资产".split(" "))
      expect(labels).toContain(word);
  });
});
