import { expect, test } from "vitest";
import { newField, placedInForm, wordsOf } from "./custom-field-values.ts";

const values = {
  ...newField("BASIC"),
  labelZh: " 门店 ",
  type: "CHOICE" as const,
  choices: [
    { retired: false },
    { code: "1", labelZh: "东", retired: true },
    { labelEn: "west", retired: false },
  ],
  rights: { agent: undefined, manager: "NONE" as const, guest: "MASKED" as const },
};

test("DOS-6.2 empty lines of choices and rights that the protection does not know are not sent", () => {
  expect(wordsOf(values)).toEqual({
    labelZh: "门店",
    labelEn: null,
    purpose: null,
    choices: [
      { code: "1", labelZh: "东", labelEn: null, retired: true },
      { code: null, labelZh: null, labelEn: "west", retired: false },
    ],
    rights: [{ roleId: "manager", right: "NONE" }],
  });
});

test("DOS-6.2 a refused choice or right is told beside its own line", () => {
  const refused = [
    { path: ["input", "choices", "1"] },
    { path: ["rights", "0", "right"] },
    { path: ["choices"] },
    { path: ["labelZh"] },
  ];
  expect(placedInForm(values, refused).map(({ path }) => path)).toEqual([
    ["choices", "2", "labelZh"],
    ["rights", "manager"],
    ["choices"],
    ["labelZh"],
  ]);
});
