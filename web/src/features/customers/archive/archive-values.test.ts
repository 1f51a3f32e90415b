import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  besideItsField,
  changesBack,
  changesTo,
  inputsOf,
  isEmpty,
  valueOf,
  type ArchiveOnFile,
} from "./archive-values.ts";
import type { ArchiveField } from "./use-archive-fields.ts";

const field = (name: string, more: Partial<ArchiveField>): ArchiveField => ({
  name,
  kind: "INDIVIDUAL",
  section: "BASIC",
  sectionLabel: "基本信息",
  type: "TEXT",
  sensitivity: "PLAIN",
  label: name,
  purpose: null,
  longest: null,
  decimals: null,
  choices: [],
  open: true,
  personalField: null,
  revealField: null,
  right: "VIEW",
  version: 0,
  ...more,
});
const birthYear = field("birthYear", { type: "NUMBER", decimals: 0 });
const mobile = field("mobile", { type: "PHONE", sensitivity: "PERSONAL" });
const landline = field("landline", { type: "PHONE", sensitivity: "PERSONAL" });
const hobbies = field("hobbies", { type: "TAGS", section: "LIFE" });
const fields = [birthYear, mobile, landline, hobbies];
const customer: ArchiveOnFile = {
  id: "c",
  version: 3,
  kind: "INDIVIDUAL",
  individual: {
    basic: {
      birthYear: 1990,
      mobile: { state: "MASKED", text: "138****0000" },
      landline: { state: "EMPTY", text: null },
    },
    life: { hobbies: [] },
  },
};

test("ARC-38 a form sends only what was changed, and a masked value stays unless it is replaced or emptied", () => {
  const same = { birthYear: 1990, mobile: undefined, landline: "", hobbies: [] };
  expect(changesTo(fields, customer, same)).toEqual({});
  expect(changesTo(fields, customer, { ...same, birthYear: 1991, hobbies: ["茶"], mobile: null })).toEqual({
    birthYear: 1991,
    hobbies: ["茶"],
    mobile: null,
  });
});

test("ARC-38 undo puts plain values back and empties what was empty; a masked value nobody knows", () => {
  const changes = { birthYear: 1991, mobile: "13900139000", landline: "0571-88888888", hobbies: ["茶"] };
  expect(changesBack(fields, customer, changes)).toEqual({ birthYear: 1990, landline: null, hobbies: null });
});

test("ARC-30 what is hidden does not count as empty", () => {
  expect(isEmpty({ state: "HIDDEN" })).toBe(false);
  expect(isEmpty({ state: "EMPTY" })).toBe(true);
  expect(isEmpty([])).toBe(true);
  expect(isEmpty(0)).toBe(false);
  expect(isEmpty(false)).toBe(false);
  expect(valueOf(customer, birthYear)).toBe(1990);
});

test("ARC-30 ARC-50 the card reads every field of every section that the contract has", () => {
  const here = new URL(".", import.meta.url);
  const schema = readFileSync(new URL("../../../../../schema/schema.graphql", here), "utf8").replaceAll(
    /"""[\s\S]*?"""/g,
    "",
  );
  const read = readFileSync(new URL("archive-documents.ts", here), "utf8");
  const names = (type: string): string[] =>
    [
      ...(new RegExp(`^type ${type} \\{([^}]*)\\}`, "m").exec(schema)?.[1] ?? "").matchAll(/^ {2}(\w+):/gm),
    ].map(([, name = ""]) => name);
  // What every customer has, and what is computed from orders, stands on the card itself.
  const beside = [
    "name",
    "nickname",
    "phone",
    "email",
    "address",
    "dealCount",
    "totalSpent",
    "firstDealOn",
    "lastDealOn",
  ];
  for (const [archive, whose] of [
    ["IndividualArchive", "Individual"],
    ["CompanyArchive", "Company"],
  ] as const) {
    const sections = names(archive);
    expect(sections).toHaveLength(whose === "Individual" ? 8 : 5);
    for (const section of sections) {
      const type = whose + section.charAt(0).toUpperCase() + section.slice(1);
      for (const name of names(type)) {
        const isRead = new RegExp(`^ {8}${name}\\b`, "m").test(read);
        expect([name, isRead || beside.includes(name)]).toEqual([name, true]);
      }
    }
  }
});

test("DOS-6.2 the firm's own fields are sent by their types, beside the declared ones, and refused in their place", () => {
  const budget = field("c-1", { type: "MONEY", custom: "CustomField_1" });
  const shops = field("c-2", { type: "CHOICES", custom: "CustomField_2" });
  const all = [...fields, budget, shops];
  const changes = changesTo(all, customer, { birthYear: 1991, "c-1": "12", "c-2": ["a", "b"] });
  const { declared, custom } = inputsOf(all, changes);
  expect(declared).toEqual({ birthYear: 1991 });
  expect(custom).toEqual([
    { field: "c-1", value: { money: { amount: "12", currency: "CNY" } } },
    { field: "c-2", value: { choices: ["a", "b"] } },
  ]);
  expect(besideItsField(custom, [{ path: ["input", "fieldValues", "1", "value"] }])).toEqual([
    { path: ["c-2"] },
  ]);
  expect(inputsOf(all, { "c-1": null }).custom).toEqual([{ field: "c-1", value: null }]);
});
