import { expect, test } from "vitest";
import { FrequentStatements } from "./frequent-statements.ts";

const times = (count: number, ask: () => string | undefined) => Array.from({ length: count }, ask);

test("a statement has a name from its tenth time on, and keeps it", () => {
  const statements = new FrequentStatements();
  const names = times(12, () => statements.nameOf("select 1"));
  expect(names.slice(0, 9).every((name) => name === undefined)).toBe(true);
  expect(names.slice(9)).toEqual(["dossier_1", "dossier_1", "dossier_1"]);
});

test("no two statements share a name, and there are a hundred names at most", () => {
  const statements = new FrequentStatements();
  const names = Array.from({ length: 150 }, (_, number) =>
    times(10, () => statements.nameOf(`select ${String(number)}`)).at(-1),
  ).filter((name) => name !== undefined);
  expect(new Set(names).size).toBe(100);
});

test("a search is planned for its words each time", () => {
  const statements = new FrequentStatements();
  const names = times(20, () => statements.nameOf("select id from customer where search_terms @@ $1"));
  expect(new Set(names)).toEqual(new Set([undefined]));
});
