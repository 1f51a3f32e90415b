import { expect, test } from "vitest";
import { ISSUES, issueText } from "./issue-texts.ts";
import { REFUSALS, refusalText } from "./refusals.ts";

test("DOS-2.4 every refusal and every issue speaks both languages and fills in the same details", () => {
  for (const [code, { zh, en }] of Object.entries({ ...REFUSALS, ...ISSUES })) {
    const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
    expect([code, /\p{Script=Han}/u.test(zh), zh.endsWith("。")]).toEqual([code, true, true]);
    expect([code, /[\p{Script=Han}。，]/u.test(en.replaceAll(/万|千/g, "")), en.endsWith(".")]).toEqual([
      code,
      false,
      true,
    ]);
    expect([code, places(zh)]).toEqual([code, places(en)]);
  }
});

test("DOS-2.4 details stand in the text", () => {
  expect(refusalText("OTHER_SPREADSHEET", "zh", { kind: ".ods" })).toContain("（.ods）");
  expect(issueText("DATE_DOES_NOT_EXIST", "en", { text: "2026-02-30" })).toContain("2026-02-30");
});
