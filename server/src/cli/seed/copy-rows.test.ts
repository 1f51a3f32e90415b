import { expect, test } from "vitest";
import { columnsOf, CopyRows, humanNumber, SEED_TABLE_NAMES } from "./copy-rows.ts";
import { idText, SeedIds } from "./seed-ids.ts";

/** The fields of the only row. */
function fieldsOf(bytes: Uint8Array): (Buffer | null)[] {
  const written = Buffer.from(bytes);
  const fields: (Buffer | null)[] = [];
  let at = 21;
  for (let left = written.readInt16BE(19); left > 0; left -= 1) {
    const length = written.readInt32BE(at);
    at += 4;
    fields.push(length < 0 ? null : written.subarray(at, at + length));
    at += Math.max(0, length);
  }
  expect(written.subarray(0, 19).toString("latin1")).toBe("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0");
  expect(written.subarray(at)).toEqual(Buffer.from([0xff, 0xff]));
  return fields;
}

test("text is written as UTF-8 of any length, and nothing as nothing", () => {
  const rows = new CopyRows();
  const long = "李𠮷é\t\\".repeat(50_000);
  rows.add("external_ref", "shop", long, null);
  const { rows: count, bytes } = rows.take("external_ref");
  expect(count).toBe(1);
  expect(fieldsOf(bytes)).toEqual([Buffer.from("shop"), Buffer.from(long), null]);
  expect(rows.take("external_ref")).toEqual({ rows: 0, bytes: new Uint8Array() });
});

test("lists, bytes and ids are written as PostgreSQL sends them", () => {
  const rows = new CopyRows();
  rows.add(
    "timeline_entry",
    "0198c0de-0000-7000-8000-00000000abcd",
    new Uint8Array(16).fill(7),
    "K",
    0,
    null,
    ["王", "a"],
    "S",
  );
  const [id, customerId, , , subjectId, fields] = fieldsOf(rows.take("timeline_entry").bytes);
  expect(id?.toString("hex")).toBe("0198c0de00007000800000000000abcd");
  expect(customerId).toEqual(Buffer.alloc(16, 7));
  expect(subjectId).toBeNull();
  expect(fields?.toString("hex")).toBe("000000010000000000000019000000020000000100000003e78e8b0000000161");
});

test("a row with a field too few is not written", () => {
  expect(() => new CopyRows().add("note", "only one")).toThrow(TypeError);
});

test("every table has columns, and numbers are printed as the database prints them", () => {
  expect(SEED_TABLE_NAMES.filter((table) => columnsOf(table).length < 3)).toEqual([]);
  expect(humanNumber("KH-", 12)).toBe("KH-000012");
  expect(humanNumber("KH-", 1_234_567)).toBe("KH-1234567");
});

test("ids are of version 7, in the order of time, one of a kind, and the same each time", () => {
  const at = Date.UTC(2026, 0, 1);
  const idsOf = (customer: number) => {
    const ids = new SeedIds(1, customer);
    return Array.from({ length: 500 }, (_, index) => idText(ids.next(at + Math.floor(index / 10))));
  };
  const ids = idsOf(70_000);
  expect(ids).toEqual(idsOf(70_000));
  expect(ids).toEqual(ids.toSorted());
  expect(new Set([...ids, ...idsOf(70_001)]).size).toBe(1000);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids[0]?.replaceAll("-", "").slice(0, 12)).toBe(at.toString(16).padStart(12, "0"));
});
