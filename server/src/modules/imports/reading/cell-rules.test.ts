import { describe, expect, test } from "vitest";
import { readCell } from "./cell-rules.ts";
import type { ImportTarget } from "./import-targets.ts";
import type { CellMark } from "./spreadsheet-row.ts";

const DATES = { today: "2026-11-22", timeZone: "Asia/Shanghai" };

/** The value, or the code of what is wrong. */
function read(target: ImportTarget, text: string, mark?: CellMark): unknown {
  const { value, issue } = readCell(target, text, DATES, mark);
  return issue === undefined ? value : issue.code;
}

describe("T36 phone numbers become one international form", () => {
  test.each([
    ["13800138000", "+8613800138000"],
    ["+86 138-0013-8000", "+8613800138000"],
    ["0086 138 0013 8000", "+8613800138000"],
    ["86 13800138000", "+8613800138000"],
    ["１３８００１３８０００", "+8613800138000"],
    ["138 0013 8000", "+8613800138000"],
    ["'13800138000", "+8613800138000"],
    ["\u202d13800138000\u202c", "+8613800138000"],
    ["13800138000.0", "+8613800138000"],
    ["1.3800138001E+10", "+8613800138001"],
    ["0571-88888888", "+8657188888888"],
    ["(0571) 8888 8888", "+8657188888888"],
    ["010-12345678", "+861012345678"],
    ["400-820-8820", "+864008208820"],
    ["+852 9123 4567", "+85291234567"],
    ["  ", null],
  ])("%j is %s", (text, value) => expect(read("phone", text)).toBe(value));

  test.each([
    ["12345", "PHONE_NOT_VALID"],
    ["1380013800", "PHONE_NOT_VALID"],
    ["138001380001", "PHONE_NOT_VALID"],
    ["12345678901", "PHONE_NOT_VALID"],
    ["没有", "PHONE_NOT_VALID"],
    ["13800138000（微信同号）", "PHONE_NOT_VALID"],
    ["88888888", "PHONE_NO_AREA_CODE"],
    ["1.3578E+10", "DIGITS_LOST"],
    ["13800138000/0571-88880000", "PHONE_SEVERAL"],
    ["13800138000 13900139000", "PHONE_SEVERAL"],
    ["13800138000、13900139000", "PHONE_SEVERAL"],
    ["138****8000", "PHONE_MASKED"],
    ["138＊＊＊＊8000", "PHONE_MASKED"],
    ["0571-88888888-8001", "PHONE_EXTENSION"],
    ["0571-88888888转8001", "PHONE_EXTENSION"],
  ])("%j is refused: %s", (text, code) => expect(read("phone", text)).toBe(code));
});

describe("DOS-2.4 e-mail addresses", () => {
  test.each([
    [" shan@Example.CN ", "shan@example.cn"],
    ["Shan.Xiong+1@mail.example.com", "Shan.Xiong+1@mail.example.com"],
    ["shan＠example.cn", "shan@example.cn"],
    ["", null],
  ])("%j is %s", (text, value) => expect(read("email", text)).toBe(value));

  test.each([
    ["不是邮箱", "EMAIL_NOT_VALID"],
    ["shan@", "EMAIL_NOT_VALID"],
    ["shan@example", "EMAIL_NOT_VALID"],
    ["shan@@example.cn", "EMAIL_NOT_VALID"],
    ["shan xiong@example.cn", "EMAIL_NOT_VALID"],
    ["shan@example..cn", "EMAIL_NOT_VALID"],
    [".shan@example.cn", "EMAIL_NOT_VALID"],
    ["a@example.cn;b@example.cn", "EMAIL_SEVERAL"],
  ])("%j is refused: %s", (text, code) => expect(read("email", text)).toBe(code));
});

describe("T36 dates", () => {
  test.each([
    ["2026-03-08", "2026-03-08", null],
    ["2026/3/8", "2026-03-08", null],
    ["2026.3.8", "2026-03-08", null],
    ["2026年3月8日", "2026-03-08", null],
    ["2026 年 3 月 8 日 星期日", "2026-03-08", null],
    ["２０２６－０３－０８", "2026-03-08", null],
    ["20260308", "2026-03-08", null],
    ["20260308134501", "2026-03-08", "13:45:01"],
    ["2026-03-08 13:45", "2026-03-08", "13:45:00"],
    ["2026-03-08T13:45:01.250", "2026-03-08", "13:45:01"],
    ["2026/3/8 0:00:00", "2026-03-08", null],
    ["2026/3/8 下午 1:45:00", "2026-03-08", "13:45:00"],
    ["2026年3月8日13时45分", "2026-03-08", "13:45:00"],
    ["2026-03-08 1:45 PM", "2026-03-08", "13:45:00"],
    ["2026-03-08T20:00:00Z", "2026-03-09", "04:00:00"],
    ["2026-03-08T20:00:00+08:00", "2026-03-08", "20:00:00"],
    ["25/12/2025", "2025-12-25", null],
    ["3/3/2026", "2026-03-03", null],
    ["Mar 8, 2026", "2026-03-08", null],
    ["8 March 2026", "2026-03-08", null],
    ["2024-02-29", "2024-02-29", null],
  ])("%j is %s", (text, date, time) => expect(read("orderedOn", text)).toEqual({ date, time }));

  test.each([
    ["2026-02-30", "DATE_DOES_NOT_EXIST"],
    ["2025-02-29", "DATE_DOES_NOT_EXIST"],
    ["2026-13-01", "DATE_DOES_NOT_EXIST"],
    ["20260230", "DATE_DOES_NOT_EXIST"],
    ["3/8/2026", "DATE_ORDER_UNCLEAR"],
    ["26-3-8", "DATE_YEAR_UNCLEAR"],
    ["3月8日", "DATE_YEAR_UNCLEAR"],
    ["2026年3月", "DATE_DAY_MISSING"],
    ["46089", "DATE_SERIAL"],
    ["1989-12-31", "DATE_TOO_EARLY"],
    ["2027-11-23", "DATE_TOO_LATE"],
    ["昨天", "DATE_NOT_VALID"],
    ["abc", "DATE_NOT_VALID"],
    ["2026-03-08 25:00", "DATE_NOT_VALID"],
  ])("%j is refused: %s", (text, code) => expect(read("orderedOn", text)).toBe(code));

  test("a serial number is refused with the day that it may be", () => {
    expect(readCell("orderedOn", "46089", DATES).issue?.details).toEqual({ date: "2026-03-08" });
  });
});

describe("DOS-2.4 amounts are exact and never rounded", () => {
  test.each([
    ["1280", "1280.00"],
    ["1280.5", "1280.50"],
    ["1,280.50", "1280.50"],
    ["¥1,280", "1280.00"],
    ["￥１２８０．５０元", "1280.50"],
    ["1280元整", "1280.00"],
    ["RMB 12", "12.00"],
    [".5", "0.50"],
    ["0", "0.00"],
    ["0012.500", "12.50"],
    ["999999999.99", "999999999.99"],
    ["", null],
  ])("%j is %s", (text, value) => expect(read("amount", text)).toBe(value));

  test.each([
    ["abc", "AMOUNT_NOT_VALID"],
    ["1,28", "AMOUNT_NOT_VALID"],
    ["12.80.5", "AMOUNT_NOT_VALID"],
    ["12 或 13", "AMOUNT_NOT_VALID"],
    ["12.805", "AMOUNT_DECIMALS"],
    ["-12", "AMOUNT_NEGATIVE"],
    ["¥-12", "AMOUNT_NEGATIVE"],
    ["(12.00)", "AMOUNT_NEGATIVE"],
    ["1.2万", "AMOUNT_WITH_UNIT"],
    ["$12", "AMOUNT_OTHER_CURRENCY"],
    ["12 USD", "AMOUNT_OTHER_CURRENCY"],
    ["9999999999", "AMOUNT_TOO_LARGE"],
  ])("%j is refused: %s", (text, code) => expect(read("amount", text)).toBe(code));

  test.each([
    ["2", 2],
    ["2件", 2],
    ["2.0", 2],
    ["0", "QUANTITY_NOT_VALID"],
    ["1.5", "QUANTITY_NOT_VALID"],
    ["-1", "QUANTITY_NOT_VALID"],
  ])("a quantity of %j is %s", (text, value) => expect(read("quantity", text)).toBe(value));

  test("an amount merged over several deals belongs to none of them", () => {
    expect(read("amount", "300", "MERGED")).toBe("MERGED_NUMBER");
    expect(read("customerId", "tb_1", "MERGED")).toBe("tb_1");
  });
});

describe("DOS-2.4 texts", () => {
  test.each<[ImportTarget, string, unknown]>([
    ["customerId", "　ｔｂ＿１ ", "tb_1"],
    ["customerId", "'00123", "00123"],
    ["customerId", "1.10101E+17", "DIGITS_LOST"],
    ["orderNumber", "1.23456789012E+11", "123456789012"],
    ["orderNumber", "12E5", "12E5"],
    ["name", "\ufeff王 小明\u200b", "王 小明"],
    ["name", "王\u0007小明", "CONTROL_CHARACTERS"],
    ["name", "\u202e明小王", "CONTROL_CHARACTERS"],
    ["name", "👨‍👩‍👧一家", "👨‍👩‍👧一家"],
    ["name", "王".repeat(100), "王".repeat(100)],
    ["name", "王".repeat(101), "TOO_LONG"],
    ["address", "文一西路\n９６９号（西门），２楼", "文一西路 969号（西门），2楼"],
    ["note", "第一行\r\n第二行  完", "第一行\n第二行 完"],
    ["goods", "#N/A", "FORMULA_ERROR"],
    ["goods", "########", "FORMULA_ERROR"],
    ["goods", "", null],
  ])("%s %j is %j", (target, text, value) => expect(read(target, text)).toBe(value));

  test("T36 an 18-digit number of which 15 are left is refused as an identifier", () => {
    expect(read("customerId", "1.10101199001011E+17", "DIGITS_LOST")).toBe("DIGITS_LOST");
  });

  test("a formula without a saved result is not an empty cell", () => {
    expect(read("goods", "", "FORMULA_WITHOUT_VALUE")).toBe("FORMULA_WITHOUT_VALUE");
  });
});
