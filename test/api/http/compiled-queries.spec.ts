import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { consoleQueries, everythingOfEachQuery, type Query } from "../../support/documents.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let people: readonly [Client, Client, Client];
let values: Record<string, unknown>;
/** Where the second page of a list begins, by the query that asks for it. */
const cursors: Record<string, string> = {};

beforeAll(async () => {
  server = await startTestServer();
  const agent = await server.as("AGENT");
  people = [await server.as("ADMINISTRATOR"), await server.as("VIEWER", "en"), server.visitor()];
  const { createCustomer } = await agent.query<{
    createCustomer: { customer: { id: string; number: string } };
  }>("mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id number } } }", {
    input: { name: "王小明", phone: "13800001234", externalRefs: [{ system: "erp", id: "1" }] },
  });
  const { id: customerId, number } = createCustomer.customer;
  await agent.query(
    `mutation ($order: RecordOrderInput!, $note: WriteNoteInput!, $complaint: FileComplaintInput!, $review: RecordReviewInput!) {
      recordOrder(input: $order) { errors { code } }
      writeNote(input: $note) { errors { code } }
      fileComplaint(input: $complaint) { errors { code } }
      recordReview(input: $review) { errors { code } }
    }`,
    {
      order: {
        customerId,
        orderedOn: "2026-03-08",
        amount: { amount: "10.00" },
        items: [{ goods: "手工皂" }],
      },
      note: { customerId, text: "回访" },
      complaint: { customerId, category: "DELIVERY", description: "快递太慢" },
      review: { customerId, satisfaction: 5, happenedAt: "2026-03-10T08:00:00Z" },
    },
  );
  const { complaint } = await agent.query<{ complaint: { id: string } }>(
    '{ complaint(number: "TS-2026-000001") { id } }',
  );
  values = { ...SPARE, id: customerId, customerId, number, complaintId: complaint.id };
  for (const [query, [record, id, list]] of Object.entries({
    MoreOrders: ["customer", customerId, "orders"],
    MoreNotes: ["customer", customerId, "notes"],
    MoreReviews: ["customer", customerId, "reviews"],
    MoreTimeline: ["customer", customerId, "timeline"],
    MoreHistory: ["customer", customerId, "history"],
    MoreCustomerComplaints: ["customer", customerId, "complaints"],
    MoreComplaintEvents: ["complaint", complaint.id, "events"],
  } as const)) {
    const page = `query ($id: ID!) { record: ${record}(id: $id) { list: ${list}(first: 1) { pageInfo { endCursor } } } }`;
    const { record: found } = await agent.query<{ record: { list: { pageInfo: { endCursor: string } } } }>(
      page,
      { id },
    );
    cursors[query] = found.list.pageInfo.endCursor;
  }
});
afterAll(() => server.stop());

/** What the console's variables may hold when the name says enough. */
const SPARE = {
  after: null,
  decided: "OPEN",
  field: "name",
  fields: ["name", "phone"],
  first: 2,
  profile: "ROSTER",
  rows: "PROBLEM",
  search: "王",
};

function valueOf({ name }: Query, { name: variable, type }: Query["variables"][number]): unknown {
  if (type === "Boolean!") return true;
  if (variable === "orderBy") return name === "Ledger" ? "LAST_DEAL" : "URGENCY";
  if (variable === "number" && name === "Complaint") return "TS-2026-000001";
  if (variable === "id" && name.includes("Complaint") && name !== "MoreCustomerComplaints")
    return values["complaintId"];
  if (variable === "after") return cursors[name] ?? null;
  return values[variable] ?? null;
}

type Variables = Record<string, unknown>;

interface Numbers {
  compiled: number;
  interpreted: number;
}

async function numbers(): Promise<Numbers> {
  const metrics = await (await server.visitor().request("/metrics")).text();
  const count = (how: string): number =>
    Number(
      new RegExp(`^dossier_graphql_executions_total\\{how="${how}"\\} (\\d+)$`, "m").exec(metrics)?.[1] ?? 0,
    );
  return { compiled: count("compiled"), interpreted: count("interpreted") };
}

async function ask(client: Client, text: string, variables: Variables): Promise<unknown> {
  const { status, data, errors } = await client.send(text, variables);
  // Each request has an id of its own, and its own time; the change log is sealed by the way.
  return JSON.parse(
    JSON.stringify({ status, data, errors }, (key, value: unknown) =>
      ["requestId", "resetAt", "sealed"].includes(key) ? "" : value,
    ),
  );
}

/** Asks so often that the last time it is compiled. The remark makes it another document, which was never asked before. */
async function expectSameAnswers(
  clients: readonly Client[],
  { name, text }: Query,
  variables: Variables = {},
) {
  for (const client of clients) {
    const place = people.indexOf(client);
    const answers: unknown[] = [];
    for (let time = 0; time < 4; time += 1) answers.push(await ask(client, `${text}\n# ${place}`, variables));
    expect(answers[3], `${name} asked by person ${place}`).toEqual(answers[0]);
  }
}

/** Whoever may ask everything gets no refusal: not once has a compiled query to be interpreted after all. */
async function expectAllCompiled(queries: readonly Query[], variablesOf: (query: Query) => Variables) {
  const [administrator, ...others] = people;
  for (const query of queries) {
    const { errors } = await administrator.send(query.text, variablesOf(query));
    expect(errors, query.name).toEqual([]);
  }
  const before = await numbers();
  for (const query of queries) await expectSameAnswers([administrator], query, variablesOf(query));
  const after = await numbers();
  expect({
    compiled: after.compiled - before.compiled,
    interpreted: after.interpreted - before.interpreted,
  }).toEqual({ compiled: queries.length, interpreted: queries.length * 3 });
  for (const query of queries) await expectSameAnswers(others, query, variablesOf(query));
}

describe("DOS-4.3 a compiled query answers as graphql-js does", () => {
  test("for everything that the console asks, whoever asks", async () => {
    const queries = consoleQueries();
    expect(queries.length).toBeGreaterThan(25);
    await expectAllCompiled(queries, (query) =>
      Object.fromEntries(query.variables.map((variable) => [variable.name, valueOf(query, variable)])),
    );
  });

  test("for every field of the graph", async () => {
    const queries = everythingOfEachQuery(3, {
      first: "2",
      "customer.number": `"${String(values["number"])}"`,
      "complaint.number": '"TS-2026-000001"',
      "import.number": '"1"',
      "node.id": `"${String(values["id"])}"`,
      "customerByExternalRef.externalRef": '{ system: "erp", id: "1" }',
      "role.id": '"Role_01900000-0000-7000-8000-000000000007"',
      "history.field": '"name"',
      "export.id": '"Export_01900000-0000-7000-8000-000000000007"',
      "exportOffer.profile": "ROSTER",
    });
    await expectAllCompiled(queries, () => ({}));
  });

  test.each([
    ["without the variable it needs", "query ($number: String!) { customer(number: $number) { name } }", {}],
    [
      "with a variable of another kind",
      "query ($first: Int) { customers(first: $first) { nodes { name } } }",
      { first: "two" },
    ],
    [
      "with an enum value that does not exist",
      "query ($by: CustomerOrdering!) { customers(first: 1, orderBy: $by) { nodes { name } } }",
      { by: "AGE" },
    ],
    ["with a page too large", "{ customers(first: 1000) { nodes { name } } }", {}],
    [
      "with fields left out or taken in by variables",
      "query ($yes: Boolean!, $no: Boolean = false) { customers(first: 1) { nodes { name @include(if: $yes) nickname @skip(if: $yes) version @include(if: $no) ...Ways @include(if: $yes) } } } fragment Ways on Customer { phone { state text } channel { name } }",
      { yes: true },
    ],
    [
      "under other names",
      "{ a: customers(first: 1) { rows: nodes { who: displayName } } b: customers(first: 1) { nodes { displayName version } } }",
      {},
    ],
    [
      "of several kinds of record",
      "{ customers(first: 1) { nodes { timeline(first: 5) { nodes { subject { __typename ... on Order { number } ... on Note { text } ... on Complaint { number status } } } } } } }",
      {},
    ],
    [
      "with a part that nobody but administrators may ask",
      "{ customers(first: 1) { nodes { name } } staff { name email } }",
      {},
    ],
    [
      "of the schema itself",
      '{ __schema { queryType { name } } __type(name: "Customer") { fields { name } } }',
      {},
    ],
    [
      "under names that mean something to JavaScript",
      "{ constructor: customers(first: 1) { nodes { toString: name hasOwnProperty: version then: number } } }",
      {},
    ],
    ["under the name of the prototype", "{ customers(first: 1) { nodes { __proto__: name version } } }", {}],
    [
      "with words that would end a string in JavaScript",
      String.raw`{ a: customers(first: 1, search: "\"]}); throw 1; //\\\u2028'\n${1}") { nodes { name } } b: customers(first: 1, search: """ ` +
        "`${process.exit()}` " +
        String.raw`\""" """) { nodes { name } } }`,
      {},
    ],
    [
      "with a default value of that kind",
      String.raw`query ($search: String = "\");throw 1;//\u2029") { customers(first: 1, search: $search) { nodes { name } } }`,
      {},
    ],
    ["of nothing but its own name", "{ __typename }", {}],
  ])("%s", async (name, text, variables) => {
    const [administrator] = people;
    const { errors } = await administrator.send(text, variables);
    const before = await numbers();
    await expectSameAnswers([administrator], { name, text, variables: [] }, variables);
    const after = await numbers();
    // Else it would only be compared with itself.
    const isCompiled = after.compiled - before.compiled === 1;
    expect(isCompiled || errors.length > 0 || text.includes("__proto__")).toBe(true);
    await expectSameAnswers(people.slice(1), { name, text, variables: [] }, variables);
  });

  test.each([
    [
      "whose fragment is left out in one place and taken in at another",
      "query ($no: Boolean!, $yes: Boolean!) { a: customers(first: 1) { nodes { id ...Name @include(if: $no) } } b: customers(first: 1) { nodes { id ...Name @include(if: $yes) } } } fragment Name on Customer { name }",
    ],
    [
      "whose fragment is left out and taken in at the same place",
      "query ($no: Boolean!, $yes: Boolean!) { customers(first: 1) { nodes { id ...Name @include(if: $no) ...Name @include(if: $yes) } } } fragment Name on Customer { name }",
    ],
    [
      "whose field is left out and taken in at the same place",
      "query ($no: Boolean!, $yes: Boolean!) { customers(first: 1) { nodes { id name @include(if: $no) name @include(if: $yes) ... @include(if: $no) { nickname version } nickname } } }",
    ],
  ])("%s", async (name, text) => {
    await expectSameAnswers(people, { name, text, variables: [] }, { no: false, yes: true });
  });

  test("and one operation of a document leaves the others as they are", async () => {
    const [administrator] = people;
    const document = `query Left($no: Boolean!) { customers(first: 1) { nodes { id ...Name @include(if: $no) } } }
      query Taken { customers(first: 1) { nodes { id ...Name } } } fragment Name on Customer { name }`;
    const asked = async (operationName: string) => {
      const answer = await administrator.request("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: document, operationName, variables: { no: false } }),
      });
      return (await answer.json()) as { data: { customers: { nodes: Record<string, unknown>[] } } };
    };
    for (let time = 0; time < 5; time += 1)
      expect((await asked("Left")).data.customers.nodes[0]).not.toHaveProperty("name");
    for (let time = 0; time < 5; time += 1)
      expect((await asked("Taken")).data.customers.nodes[0]).toHaveProperty("name");
  });

  test("and nobody who is not signed in has anything compiled", async () => {
    const visitor = server.visitor();
    const before = await numbers();
    for (let time = 0; time < 6; time += 1) await visitor.send("{ __typename me { name } } # visitor");
    expect((await numbers()).compiled).toBe(before.compiled);
  });
});
