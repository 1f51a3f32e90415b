import { describe, expect, it } from "vitest";
import { checkAddress, checkEmail, checkPhone, checkText, normaliseText } from "./checks.ts";

describe("DOS-2.6 checks as one types", () => {
  it.each([
    "13800138000",
    "138 0013 8000",
    "+86 138-0013-8000",
    "8613800138000",
    "008613800138000",
    "0571-88888888",
    "(010) 8888 8888 转 12",
    "400-123-4567",
    "95588",
    "+1 650 253 0000",
    "+852 2345 6789",
    "021-62345678 ext. 8",
  ])("take %s as a phone", (typed) => {
    expect(checkPhone(normaliseText(typed))).toBeUndefined();
  });

  it.each([
    ["1380013800", "mobile"],
    ["12345678901", "mobile"],
    ["138001380001", "mobile"],
    ["13800138000/13900139000", "severalPhones"],
    ["138****8000", "masked"],
    ["王小明", "phone"],
    ["123", "phone"],
  ])("say what is wrong with the phone %s", (typed, issue) => {
    expect(checkPhone(normaliseText(typed))).toEqual({ issue });
  });

  it("read full-width digits as digits", () => {
    expect(checkPhone(normaliseText("１３８００１３８０００ "))).toBeUndefined();
  });

  it("take an e-mail with a domain and refuse one without", () => {
    expect(checkEmail("li.na@example.cn")).toBeUndefined();
    expect(checkEmail("li.na@shop.公司")).toBeUndefined();
    expect(checkEmail("li.na@example")).toEqual({ issue: "email" });
    expect(checkEmail("li na@example.cn")).toEqual({ issue: "email" });
    expect(checkEmail("l***@example.cn")).toEqual({ issue: "masked" });
  });

  it("count characters as people do", () => {
    expect(checkText(2)("王😀")).toBeUndefined();
    expect(checkText(2)("王小明")).toEqual({ issue: "tooLong", count: 2 });
    expect(checkText(9)("王\u202e明")).toEqual({ issue: "controlCharacters" });
    expect(checkAddress("浙江省杭州****")).toEqual({ issue: "masked" });
  });
});
