import { expect, test } from "vitest";
import { bytes, CopyText, humanNumber, list, moment, money, plain } from "./copy-text.ts";
import { SeedIds } from "./seed-ids.ts";

test("fields are written as COPY reads them", () => {
  const text = new CopyText();
  text.add("external_ref", "shop", plain("a\tb\\c\n李"), null);
  text.add("external_ref", "shop", bytes(Buffer.from([0, 255])), 5);
  const { rows, text: written } = text.take("external_ref");
  expect(rows).toBe(2);
  expect(Buffer.from(written).toString()).toBe("shop\ta\\tb\\\\c\\n李\t\\N\nshop\t\\\\x00ff\t5\n");
  expect(text.take("external_ref").rows).toBe(0);
});

test("lists quote what PostgreSQL would read otherwise", () => {
  expect(list(["王", "wang", "null", "a b", 'q"', "tb_1", "{", "b\\"])).toBe(
    '{王,wang,"null","a b","q\\\\"",tb_1,"{","b\\\\\\\\"}',
  );
});

test("moments, money and numbers are the database's own", () => {
  const at = Date.UTC(2026, 1, 3, 4, 5, 6, 78);
  expect(new Date(moment(at)).getTime()).toBe(at);
  expect(money(123_405)).toBe("1234.05");
  expect(humanNumber("KH-", 12)).toBe("KH-000012");
  expect(humanNumber("KH-", 1_234_567)).toBe("KH-1234567");
});

test("ids are of version 7, in the order of time, one of a kind, and the same each time", () => {
  const at = Date.UTC(2026, 0, 1);
  const idsOf = (customer: number) => {
    const ids = new SeedIds(1, customer);
    return Array.from({ length: 500 }, (_, index) => ids.next(at + Math.floor(index / 10)));
  };
  const ids = idsOf(70_000);
  expect(ids).toEqual(idsOf(70_000));
  expect(ids).toEqual(ids.toSorted());
  expect(new Set([...ids, ...idsOf(70_001)]).size).toBe(1000);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids[0]?.replaceAll("-", "").slice(0, 12)).toBe(at.toString(16).padStart(12, "0"));
});
