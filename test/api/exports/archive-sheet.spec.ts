import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readWholeXml } from "../../../server/src/modules/imports/reading/xml-events.ts";
import { openArchive } from "../../../server/src/modules/imports/reading/zip-archive.ts";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { check, finish, HEADER, sheet, takeIn, upload, importIn } from "../imports/import-calls.ts";
import { cellsOf, exported, fetched, IN_CLEAR } from "./export-calls.ts";

const SHEET = new URL("../../support/spreadsheets/客户档案表.xlsx", import.meta.url);
const NEWEST = { profile: "CUSTOMER_SHEET", orderBy: "NEWEST", ...IN_CLEAR } as const;

let first: TestServer;
let second: TestServer;
let one: Client;
let other: Client;
let file: Buffer;
let cells: string[][];
beforeAll(async () => {
  [first, second] = await Promise.all([startTestServer(), startTestServer()]);
  [one, other] = await Promise.all([first.as("ADMINISTRATOR"), second.as("ADMINISTRATOR")]);
  await takeIn(one, await readFile(SHEET));
  file = await fetched(one, NEWEST);
  cells = await cellsOf(file);
});
afterAll(() => Promise.all([first.stop(), second.stop()]));

/** Which rows come first is for each archive to say. */
const sorted = (rows: string[][]): string[][] => rows.toSorted((a, b) => (a.join() < b.join() ? -1 : 1));

describe("the customer archive sheet, out and in again", () => {
  test("ARC-06 begins with the title in A1 over all nine columns, and the header in row 2", async () => {
    expect(cells[0]).toEqual(["客户档案表"]);
    expect(cells[1]).toEqual(HEADER.split(","));
    const merged = await marked(file, "mergeCell", (attributes) => attributes["ref"]);
    expect(merged).toEqual(["A1:I1"]);
  });

  test("ARC-07 has a row for each deal and one for a customer without any, days as days, money as numbers", async () => {
    expect(cells.length - 2).toBe(63);
    expect(cells.filter((row) => row[0] === "咦咦咦是你")).toEqual([["咦咦咦是你"]]);
    const kinds = await marked(file, "c", ({ r = "", t = "n", s = "" }) => `${r.slice(0, 1)} ${t} ${s}`);
    expect(new Set(kinds.filter((kind) => kind?.includes(" n ")))).toEqual(new Set(["G n 3", "I n 4"]));
    expect(kinds.some((kind) => kind?.startsWith("E inlineStr"))).toBe(true);
    expect(await marked(file, "f", () => "a formula")).toEqual([]);
  });

  test("ARC-06 ARC-07 taken into an empty archive and out again, it has the same cells", async () => {
    const done = await finish(other, await check(other, file, "客户档案表.xlsx"));
    expect(done.counts).toMatchObject({ rows: 63, newCustomers: 32, newOrders: 62, problemRows: 0 });
    const again = await exported(other, NEWEST);
    expect(again.slice(0, 2)).toEqual(cells.slice(0, 2));
    expect(sorted(again.slice(2))).toEqual(sorted(cells.slice(2)));
  });

  test("ARC-06 ARC-07 taken into its own archive again, it makes nothing twice", async () => {
    expect((await check(one, file)).counts).toMatchObject({
      newCustomers: 0,
      newOrders: 0,
      filledFields: 0,
      proposals: 0,
      problemRows: 0,
      knownRows: 63,
    });
  });

  test("ARC-07 nor does a deal that was recorded by hand, with an order number or with several goods", async () => {
    const { createCustomer } = await other.query<{ createCustomer: { customer: { id: string } } }>(
      `mutation { createCustomer(input: { nickname: "手工录入", name: "欧阳修", phone: "0571-88886666" }) { customer { id } } }`,
    );
    const deal = (shopOrderNumber: string | null) =>
      other.query(
        `mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { errors { code message } } }`,
        {
          input: {
            customerId: createCustomer.customer.id,
            orderedOn: "2026-03-05",
            amount: { amount: "66.50", currency: "CNY" },
            items: [{ goods: "机油" }, { goods: "滤芯, 大" }],
            ...(shopOrderNumber && { shopOrderNumber }),
          },
        },
      );
    await deal("TB-1");
    await deal(null);
    const whole = await fetched(other, { ...NEWEST, search: "手工录入" });
    expect((await cellsOf(whole)).slice(2)).toEqual(
      Array.from({ length: 2 }, () => [
        "手工录入",
        "",
        "欧阳修",
        "",
        "0571-88886666",
        "",
        "2026-03-05",
        "机油、滤芯, 大",
        "66.5",
      ]),
    );
    expect((await check(other, whole)).counts).toMatchObject({ newOrders: 0, knownRows: 2, proposals: 0 });
    const third = sheet(...Array<string>(3).fill('手工录入,,,,,,2026-03-05,"机油、滤芯, 大",66.5'));
    const answer = await upload(other, third);
    expect((await importIn(other, answer.import?.number ?? "", "READY")).counts).toMatchObject({
      newOrders: 1,
      knownRows: 2,
    });
  });

  test("T34 what a spreadsheet program would run stays text, and comes back as it was", async () => {
    const names = ["=1+1", "+8613800138000", "-1", "@SUM(A1)", "＝1+1", '=HYPERLINK("http://x","y")'];
    for (const name of names)
      await other.query(
        `mutation ($name: String!) { createCustomer(input: { name: $name, nickname: $name }) { errors { code } } }`,
        { name },
      );
    const hostile = await fetched(other, { profile: "CUSTOMER_SHEET" });
    expect(await marked(hostile, "f", () => "a formula")).toEqual([]);
    const called = (await cellsOf(hostile)).map((row) => row[0]);
    for (const name of names) expect(called).toContain(name.normalize("NFC"));
    const kinds = await marked(hostile, "c", ({ r = "", t = "n" }) => `${r.slice(0, 1)} ${t}`);
    expect(kinds.filter((kind) => /^[A-F H] n$/.test(kind ?? ""))).toEqual([]);
  });
});

/** Something of every element of a name in the sheet's XML. */
async function marked(
  bytes: Uint8Array,
  element: string,
  read: (attributes: Record<string, string>) => string | undefined,
): Promise<(string | undefined)[]> {
  const part = (await openArchive(bytes)).part("xl/worksheets/sheet1.xml");
  if (part === undefined) throw new Error("The workbook has no sheet.");
  const found: (string | undefined)[] = [];
  await readWholeXml(part, {
    open(name, attributes) {
      if (name === element) found.push(read(attributes));
    },
  });
  return found;
}
