import { describe, expect, test } from "vitest";
import { normaliseText } from "../../platform/plain-text.ts";
import { FieldType } from "./archive-field.ts";
import { typedText } from "./field-value-shape.ts";
import { ARCHIVE_FIELDS, archiveField } from "./fields.ts";
import { givenAgain } from "./restored-value.ts";

/** The kept value of a field after it was given back as it is. */
function keptAgain(name: string, kept: string): string | undefined {
  const field = archiveField(name);
  if (!field) throw new Error(`no field ${name}`);
  const checked = field.check(normaliseText(typedText(field, givenAgain(field, kept))), "2026-11-22");
  return checked.issue ? checked.issue.code : checked.value;
}

describe("ARC-13 an old value that is put back", () => {
  test.each([
    ["phone", "+8613800138000"],
    ["landline", "+8657188888888;ext=8"],
    ["workPhone", "+861088886666"],
    ["phone", "+14155550100"],
    ["fax", "+8657188888888"],
    ["assets", "120000.50"],
    ["annualIncome", "0.00"],
    ["purchasePreferences", "手工皂、茶"],
    ["birthYear", "1990"],
    ["birthDate", "1990-03-07"],
    ["sex", "FEMALE"],
    ["district", "330106"],
    ["website", "https://www.example.cn/"],
    ["leaderArchive", "01900000-0000-7000-8000-000000000001"],
  ])("is the same again: %s %s", (name, kept) => {
    expect(keptAgain(name, kept)).toBe(kept);
  });

  test("has a form for every type of field there is", () => {
    const types = new Set(ARCHIVE_FIELDS.map(({ type }) => type));
    for (const type of types) expect(givenAgain({ type }, "1")).not.toBe("");
    expect(givenAgain({ type: FieldType.MONEY }, "1.00")).toEqual({ amount: "1.00", currency: "CNY" });
  });
});
