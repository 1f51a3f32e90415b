import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSpreadsheet } from "../../../server/src/modules/imports/reading/read-spreadsheet.ts";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import {
  check,
  customerCalled,
  finish,
  importIn,
  importNow,
  ownOperations,
  mend,
  problemRows,
  upload,
  type ImportNow,
} from "./import-calls.ts";

const SHEET = new URL("../../support/spreadsheets/客户档案表.xlsx", import.meta.url);

let server: TestServer;
let client: Client;
let file: Buffer;
let checked: ImportNow;
beforeAll(async () => {
  [server, file] = await Promise.all([startTestServer(), readFile(SHEET)]);
  client = await server.as("ADMINISTRATOR");
  checked = await check(client, file, "客户档案表.xlsx");
});
afterAll(() => server.stop());

/** In this order, as a story: the later parts stand on what the former took in. */
describe("the shop's customer archive sheet", () => {
  test("ARC-06 is understood: title row, header in row 2, nine columns", async () => {
    const { import: one } = await client.query<{
      import: {
        title: string;
        headerRow: number;
        format: string;
        columns: { header: string; target: string; samples: string[] }[];
      };
    }>(
      `query ($number: String!) { import(number: $number) { title headerRow format columns { header target samples } } }`,
      { number: checked.number },
    );
    expect(one).toMatchObject({ title: "客户档案表", headerRow: 2, format: "XLSX" });
    expect(one.columns.map(({ header, target }) => [header, target])).toEqual([
      ["客户ID", "CUSTOMER_ID"],
      ["会员级别", "MEMBER_LEVEL"],
      ["真实姓名", "NAME"],
      ["电子邮箱", "EMAIL"],
      ["联系方式", "PHONE"],
      ["收货地址", "ADDRESS"],
      ["交易日期", "ORDERED_ON"],
      ["购买商品", "GOODS"],
      ["成交金额", "AMOUNT"],
    ]);
    expect(one.columns[4]?.samples.every((sample) => sample.includes("****"))).toBe(true);
  });

  test("DOS-2.4 the dry run says what will happen, and nothing has happened yet", async () => {
    expect(checked.counts).toEqual({
      rows: 64,
      newCustomers: 32,
      potentialCustomers: 1,
      newOrders: 62,
      filledFields: 0,
      newNotes: 0,
      knownRows: 0,
      proposals: 0,
      problemRows: 1,
      skippedRows: 0,
      newMemberLevels: [],
      newChannels: [],
    });
    expect(await server.database.query("select from customer")).toEqual([]);
  });

  test("ARC-07 taken in, each customer is one, with as many orders as the sheet has rows of them", async () => {
    const done = await finish(client, checked);
    expect(done.counts).toEqual(checked.counts);
    const rows = await rowsOfSheet();
    const called = Map.groupBy(
      rows.filter((row) => row[0] !== "tb_700002"),
      (row) => row[0] ?? "",
    );
    expect(called.size).toBe(32);
    for (const [id, ofCustomer] of called) {
      const customer = await customerCalled(client, id);
      const deals = ofCustomer.filter((row) => row[6] !== "");
      expect(customer, id).toMatchObject({ nickname: id, dealCount: deals.length });
      const sum = deals.reduce((total, row) => total + Math.round(Number(row[8]) * 100), 0);
      expect(Math.round(Number(customer?.totalSpent.amount) * 100), id).toBe(sum);
    }
  });

  test("ARC-18 咦咦咦是你, of whom only the nickname is known, is a potential customer", async () => {
    expect(await customerCalled(client, "咦咦咦是你")).toMatchObject({
      name: null,
      nickname: "咦咦咦是你",
      lifecycle: "POTENTIAL",
      dealCount: 0,
    });
  });

  test("DOS-2.4 the row with four wrong values is listed with a reason for each, mended, and taken in", async () => {
    const done = await importNow(client, checked.number);
    const [row, ...others] = await problemRows(client, checked.number);
    expect(others).toEqual([]);
    expect(row?.rowNumber).toBe(43);
    const reasons = row?.cells.flatMap(({ header, issue }) => (issue ? [[header, issue.code]] : []));
    expect(reasons).toEqual([
      ["电子邮箱", "EMAIL_NOT_VALID"],
      ["联系方式", "PHONE_NOT_VALID"],
      ["交易日期", "DATE_DOES_NOT_EXIST"],
      ["成交金额", "AMOUNT_NOT_VALID"],
    ]);
    if (!row) throw new Error("no row");
    const half = await mend(client, done, row, { 3: "qiu@example.cn", 4: "13800138000" });
    expect(half.row.state).toBe("PROBLEM");
    expect(half.row.cells.flatMap(({ issue }) => issue?.code ?? [])).toEqual([
      "DATE_DOES_NOT_EXIST",
      "AMOUNT_NOT_VALID",
    ]);
    const whole = await mend(client, done, half.row, { 6: "2026-02-28", 8: "1280" });
    expect(whole.row.state).toBe("MENDED");
    expect(await ownOperations(client)).toContain("mendImportRow");
    expect(whole.import.counts).toMatchObject({ problemRows: 0, newCustomers: 33, newOrders: 63 });
    expect(await customerCalled(client, "tb_700002")).toMatchObject({
      name: "仇英",
      dealCount: 1,
      totalSpent: { amount: "1280.00" },
    });
  });

  test("T35 the same file again is recognised, with the import it was", async () => {
    expect(await upload(client, file, { name: "副本.xlsx" })).toMatchObject({
      status: 409,
      code: "DUPLICATE_IMPORT",
      earlier: { number: checked.number },
    });
  });

  test("DAT-08 taken in all the same, it says nothing new but for the row that is wrong in it", async () => {
    const answer = await upload(client, file, { again: true });
    const again = await client.query<{ import: { duplicateOf: { number: string } } }>(
      `query ($number: String!) { import(number: $number) { duplicateOf { number } } }`,
      { number: answer.import?.number },
    );
    expect(again.import.duplicateOf.number).toBe(checked.number);
    expect((await importIn(client, answer.import?.number ?? "", "READY")).counts).toMatchObject({
      newCustomers: 0,
      newOrders: 0,
      knownRows: 63,
      proposals: 0,
      problemRows: 1,
    });
  });

  test("T28 nothing that a person could be reached by lies readable in the database", async () => {
    const phones = (await rowsOfSheet()).map((row) => row[4] ?? "").filter((phone) => phone.length === 11);
    const tables = await server.database.query<{ name: string }>(
      "select table_schema || '.\"' || table_name || '\"' as name from information_schema.tables where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'",
    );
    for (const { name } of tables) {
      const found = await server.database.query(
        `select from ${name} as t where t::text like any ($1::text[]) limit 1`,
        [phones.map((phone) => `%${phone}%`)],
      );
      expect(found, name).toEqual([]);
    }
  });
});

async function rowsOfSheet(): Promise<string[][]> {
  await using reading = await readSpreadsheet(new Uint8Array(file));
  const rows: string[][] = [];
  for await (const batch of reading.rows())
    rows.push(...batch.rows.map(({ cells }) => Array.from({ length: 9 }, (_, index) => cells[index] ?? "")));
  return rows;
}
