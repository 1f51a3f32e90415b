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

/** Statements that the mapper's and readers' connections were asked so far; sessions and jobs have others. */
async function statementsSoFar(): Promise<number> {
  const metrics = await (await server.visitor().request("/metrics")).text();
  return Number(/^dossier_database_statements_total (\d+)$/m.exec(metrics)?.[1]);
}

/** Of five times the fewest: jobs ask in the background now and then, and what they ask is not the page's. */
async function statementsOf(document: string): Promise<number> {
  const counts: number[] = [];
  for (let time = 0; time < 5; time += 1) {
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
          individual: { sex: "MALE", school: "某大学", birthDate: "1990-03-07" },
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
    await fileComplaint(customerId);
  }
  await server.database.query(
    "update customer_facts set verify_due_on = '2020-01-01', verify_section = 'BASIC'",
  );
}

async function fileComplaint(customerId: string): Promise<void> {
  await agent.query(
    "mutation ($input: FileComplaintInput!) { fileComplaint(input: $input) { errors { code } } }",
    { input: { customerId, category: "DELIVERY", description: "快递太慢" } },
  );
}

// Who asks is one statement more, on a connection of its own; channels, levels, teams and staff are in memory.
const PAGES: [page: string, statements: number, document: string][] = [
  [
    "the ledger",
    2,
    `{ customers(first: 50) { totalCount { value } nodes { displayName tier phone { text } channel { name } } } }`,
  ],
  [
    "the ledger with member levels and refs",
    2,
    `{ customers(first: 50) { nodes { memberLevel { name } channel { name } externalRefs { id } } } }`,
  ],
  [
    "fifty customers with the sections of their archives, plain and personal",
    2,
    `{ customers(first: 50) { nodes { individual {
        basic { age { years } sex birthDate { text } district { fullName } }
        consumption { purchasePreferences dealCount } education { educationLevel school } family { children { state } } }
      company { basic { legalForm assets { amount } } leaders { leaderName { text } } } } } }`,
  ],
  [
    "fifty customers of whose archives nothing is asked but a name",
    1,
    `{ customers(first: 50) { nodes { individual { basic { name } } } } }`,
  ],
  [
    "fifty customers with the percents of their completeness",
    1,
    `{ customers(first: 50) { nodes { displayName completeness { percent } } } }`,
  ],
  [
    "fifty customers with where their values came from, what is missing and how fresh it is",
    4,
    `{ customers(first: 50) { nodes { provenance { field at actor { name } purpose }
        completeness { percent missing { label } nextQuestion { question } }
        freshness { section lastVerifiedAt verifiedBy { name } dueOn } } } }`,
  ],
  [
    "the queue of archives that are due, counted",
    3,
    `{ archivesDue(first: 50) { totalCount { value } nodes { section dueOn customer { displayName } } } }`,
  ],
  [
    "what others changed of one's customers, counted",
    2,
    `{ unreadAlertCount { value } myAlerts(first: 50) { nodes { fields actor { name } customer { displayName } } } }`,
  ],
  ["a search", 1, `{ customers(first: 50, search: "语句") { nodes { displayName } } }`],
  [
    "a search by the last four digits, which is counted",
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
  [
    "the inbox of complaints with customers, owners and what happened last",
    6,
    `{ complaints(first: 50, filter: { open: true }) { totalCount { value } nodes { number status changedAt
        allowedTransitions { status } customer { displayName tier channel { name } } assignee { name } team { name }
        order { number } photographs { url } events(first: 5) { nodes { kind text actor { name } } } } } }`,
  ],
  [
    "a search for a customer's complaints",
    1,
    `{ complaints(first: 50, search: "语句") { nodes { number } } }`,
  ],
  ["how many complaints are open", 1, `{ complaintCounts { mine { value } all { value } } }`],
];

/** From one complaint to all that is known of who complains. */
const ARCHIVE_OF_COMPLAINT = `number customer { displayName tier channel { name }
  orders(first: 5) { nodes { number amount { amount } items { goods } } }
  complaints(first: 5) { nodes { number status severity } }
  timeline(first: 10) { nodes { kind happenedAt
    subject { ... on Order { number } ... on Note { text } ... on Complaint { number } } } } }`;

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

  test("ARC-75 one query leads from a complaint to the customer and all that is known, with as many statements for one as for fifty", async () => {
    const { complaints } = await agent.query<{
      complaints: { nodes: { id: string; customer: { id: string } }[] };
    }>("{ complaints(first: 50) { nodes { id customer { id } } } }");
    expect(complaints.nodes.length).toBeGreaterThan(20);
    const [first] = complaints.nodes;
    await fileComplaint(first?.customer.id ?? "");
    const one = `{ complaint(id: "${first?.id ?? ""}") { ${ARCHIVE_OF_COMPLAINT} } }`;
    // The complaint, the customer, orders, goods, other complaints, the timeline, and on it
    // orders, notes and complaints.
    expect(await statementsOf(one)).toBe(9);
    expect(await statementsOf(`{ complaints(first: 50) { nodes { ${ARCHIVE_OF_COMPLAINT} } } }`)).toBe(9);
  });

  test("and the count would show a page that asks once a row", async () => {
    const customers = Array.from(
      { length: 5 },
      (_, index) => `c${index}: customers(first: 1, search: "语句${index}") { nodes { id } }`,
    );
    expect(await statementsOf(`{ ${customers.join(" ")} }`)).toBe(5);
  });
});
