import { describe, expect, test } from "vitest";
import { maskPersonal, phoneForPeople } from "./customer-personal.ts";
import { checkEmail, checkPhone, checkText } from "./fields.ts";
import { normaliseText } from "../../platform/plain-text.ts";

describe("a phone", () => {
  test.each([
    ["13800138000", "+8613800138000"],
    ["+86 138-0013-8000", "+8613800138000"],
    ["0086 13800138000", "+8613800138000"],
    ["１３８００１３８０００", "+8613800138000"],
    ["0571-88888888", "+8657188888888"],
    ["400-820-8820", "+864008208820"],
    ["+1 415 555 2671", "+14155552671"],
  ])("%s is kept as %s", (typed, kept) => {
    expect(checkPhone(normaliseText(typed))).toEqual({ value: kept });
  });

  test.each([
    ["12345", "NOT_A_PHONE"],
    ["23800138000", "NOT_A_PHONE"],
    ["138001380001", "NOT_A_PHONE"],
    ["微信同号", "NOT_A_PHONE"],
    ["138****8000", "MASKED"],
    ["13800138000/13900139000", "SEVERAL_PHONES"],
  ])("%s is refused as %s", (typed, code) => {
    expect(checkPhone(normaliseText(typed)).issue?.code).toBe(code);
  });
});

describe("an e-mail address", () => {
  test("keeps its local part and lowers its domain", () => {
    expect(checkEmail("Li.Na@Example.CN")).toEqual({ value: "Li.Na@example.cn" });
  });
  test.each(["不是邮箱", "a@b", "a b@example.cn", "@example.cn", `${"x".repeat(250)}@example.cn`])(
    "%s is refused",
    (typed) => {
      expect(checkEmail(typed).issue?.code).toBe("NOT_AN_EMAIL");
    },
  );
});

describe("any text", () => {
  test("keeps its Chinese punctuation, and full-width letters and digits become plain", () => {
    expect(normaliseText("　文一西路（西溪）９６９号，Ａ座 ")).toBe("文一西路（西溪）969号，A座");
  });

  test.each(["a\u0000b", "a\u202Eb", "\uD800"])(
    "%j is refused: it cannot be stored or disguises itself",
    (typed) => {
      expect(checkText(typed, 100).issue?.code).toBe("CONTROL_CHARACTERS");
    },
  );
  test("counts characters as people do", () => {
    expect(checkText("𠮷".repeat(100), 100).issue).toBeUndefined();
    expect(checkText("王".repeat(101), 100).issue?.code).toBe("TOO_LONG");
  });
});

describe("SEC-08 a mask", () => {
  test.each([
    ["phone", "+8613800138000", "138****8000"],
    ["phone", "+864008208820", "****8820"],
    ["phone", "+8657188888888", "0571****8888"],
    ["phone", "+861088888888;ext=8", "010****8888"],
    ["email", "li.na@example.cn", "l***@example.cn"],
    ["email", "a@example.cn", "a***@example.cn"],
    ["address", "杭州市余杭区文一西路969号", "杭州市余杭区****"],
    ["address", "三里屯", "三****"],
  ] as const)("of a %s %s is %s", (field, value, shown) => {
    expect(maskPersonal(field, value)).toBe(shown);
  });
});

describe("a phone in clear", () => {
  test.each([
    ["+8613800138000", "13800138000"],
    ["+8657188888888;ext=12", "0571-88888888-12"],
    ["+861088888888", "010-88888888"],
    ["+864001234567", "4001234567"],
    ["+16502530000;ext=3", "+16502530000 ext. 3"],
  ])("kept as %s is shown as it is dialled: %s", (kept, dialled) => {
    expect(phoneForPeople(kept)).toBe(dialled);
  });
});
