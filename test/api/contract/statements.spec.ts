import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
});
afterAll(() => server.stop());

/** Statements that the mapper's and readers' connections were asked so far; sign-in and jobs have others. */
async function statementsSoFar(): Promise<number> {
  const metrics = await (await server.visitor().request("/metrics")).text();
  return Number(/^dossier_database_statements_total (\d+)$/m.exec(metrics)?.[1]);
}

/** Of three times the fewest: jobs ask in the background now and then, and what they ask is not the page's. */
async function statementsOf(document: string): Promise<number> {
  const counts: number[] = [];
  for (let time = 0; time < 3; time += 1) {
    const before = await statementsSoFar();
    await agent.query(document);
    counts.push((await statementsSoFar()) - before);
  }
  return Math.min(...counts);
}

async function addCustomers(count: number): Promise<void> {
  const { channels } = await agent.query<{ channels: { id: string }[] }>("{ channels { id } }");
  for (let index = 0; index < count; index += 1) {
    const { createCustomer } = await agent.query<{ createCustomer: { customer: { id: string } } }>(
      "mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } } }",
      {
        input: {
          name: `语句${index}`,
          phone: `138000${10000 + index}`,
          channelId: channels[index % channels.length]?.id,
          externalRefs: [{ system: "erp", id: `${Math.random()}` }],
        },
      },
    );
    const customerId = createCustomer.customer.id;
    await agent.query(
      "mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { errors { code } } }",
      {
        input: {
          customerId,
          orderedOn: "2026-03-08",
          amount: { amount: "10.00" },
          items: [{ goods: "手工皂" }],
        },
      },
    );
    await agent.query("mutation ($input: WriteNoteInput!) { writeNote(input: $input) { errors { code } } }", {
      input: { customerId, text: "回访" },
    });
  }
}

// The person who asks is read once a request: that statement is in each figure.
const PAGES: [page: string, statements: number, document: string][] = [
  [
    "the ledger",
    4,
    `{ customers(first: 50) { totalCount { value } nodes { displayName tier phone { text } channel { name } } } }`,
  ],
  [
    "the ledger with member levels and refs",
    4,
    `{ customers(first: 50) { nodes { memberLevel { name } channel { name } externalRefs { id } } } }`,
  ],
  ["a search", 2, `{ customers(first: 50, search: "语句") { nodes { displayName } } }`],
  [
    "a search by the last four digits",
    2,
    `{ customers(first: 50, search: "0001") { nodes { displayName } } }`,
  ],
  [
    "fifty customers with orders, goods, notes, timeline and history",
    9,
    `{ customers(first: 50) { nodes {
        orders(first: 3) { nodes { amount { amount } items { goods } } }
        notes(first: 3) { nodes { text } }
        timeline(first: 5) { nodes { kind subject { ... on Order { number } ... on Note { text } } } }
        history(first: 5) { nodes { operation actor { name } } } } } }`,
  ],
];

describe("DOS-2.7 a page asks the database a fixed number of statements, whatever the number of rows", () => {
  const few: number[] = [];

  test("with two customers on file", async () => {
    await addCustomers(2);
    for (const [, , document] of PAGES) few.push(await statementsOf(document));
    expect(Object.fromEntries(PAGES.map(([page], index) => [page, few[index]]))).toEqual(
      Object.fromEntries(PAGES.map(([page, statements]) => [page, statements])),
    );
  });

  test("with twenty more just as many", async () => {
    await addCustomers(20);
    const many: number[] = [];
    for (const [, , document] of PAGES) many.push(await statementsOf(document));
    expect(many).toEqual(few);
  });

  test("and the count would show a page that asks once a row", async () => {
    const customers = Array.from(
      { length: 5 },
      (_, index) => `c${index}: customers(first: 1, search: "语句${index}") { nodes { id } }`,
    );
    expect(await statementsOf(`{ ${customers.join(" ")} }`)).toBe(6);
  });
});
