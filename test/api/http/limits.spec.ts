import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { createKey, Program } from "../../support/program.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer({ environment: { RATE_LIMIT: "20000" } });
  agent = await server.as("AGENT");
});
afterAll(() => server.stop());

async function program(name: string): Promise<Program> {
  const { secret } = await createKey(await server.as("ADMINISTRATOR"), { name });
  return new Program(server.address, secret);
}

async function statementsSoFar(): Promise<number> {
  const metrics = await (await server.visitor().request("/metrics")).text();
  return Number(/^dossier_database_statements_total (\d+)$/m.exec(metrics)?.[1]);
}

interface Cost {
  requested: number;
  limit: number;
  remaining: number;
  resetAt: string;
}

async function costOf(
  sender: Pick<Client, "request">,
  query: string,
  headers = {},
): Promise<Cost | undefined> {
  const answer = await sender.request("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  return ((await answer.json()) as { extensions?: { cost?: Cost } }).extensions?.cost;
}

const DEAR = "{ customers(first: 100) { nodes { orders(first: 40) { nodes { id } } } } }";
const TOO_DEAR = "query ($n: Int!) { customers(first: $n) { nodes { orders(first: $n) { nodes { id } } } } }";

describe("SEC-03 what an operation costs", () => {
  test("over the limit is refused before a statement, by its variables too", async () => {
    // What the role gives is read once, and known from then on.
    await agent.query("{ __typename }");
    const before = await statementsSoFar();
    const { status, errors } = await agent.send(TOO_DEAR, { n: 100 });
    expect([status, errors[0]?.extensions]).toMatchObject([400, { code: "QUERY_TOO_COSTLY", limit: 5000 }]);
    expect((await statementsSoFar()) - before).toBe(0);
    expect((await agent.send(TOO_DEAR, { n: 10 })).errors).toEqual([]);
  });

  test("is told to programs, to others when they ask, and `rateLimit` says the same", async () => {
    const key = await program("问代价");
    const asked = await key.request("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ rateLimit { limit remaining resetAt cost } channels { name } }" }),
    });
    const { data, extensions } = (await asked.json()) as {
      data: { rateLimit: Omit<Cost, "requested"> & { cost: number } };
      extensions: { cost: Cost };
    };
    const { cost, ...same } = data.rateLimit;
    expect(extensions.cost).toEqual({ requested: cost, ...same });
    expect([cost, same.limit, same.remaining]).toEqual([10, 20_000, 19_990]);
    expect(await costOf(agent, "{ channels { name } }")).toBeUndefined();
    expect((await costOf(agent, "{ channels { name } }", { "x-dossier-cost": "1" }))?.requested).toBe(10);
  });

  test("T11 one key's flood is 429 with Retry-After, and another's question is answered meanwhile", async () => {
    const [flood, other] = [await program("刷接口"), await program("正常程序")];
    const answers = await Promise.all(Array.from({ length: 20 }, () => flood.send(DEAR)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(answers.length - refused.length).toBe(4);
    for (const { headers, errors, data } of refused) {
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
      expect([errors[0]?.extensions?.["code"], data]).toEqual(["RATE_LIMITED", null]);
    }
    expect((await other.send("{ channels { name } }")).status).toBe(200);
  });
});

describe("T01 T02 of sensitive fields one operation holds one", () => {
  const reveal = "revealField(input: $input) { value }";
  const mutation = (body: string) => `mutation ($input: RevealFieldInput!) { ${body} }`;
  const input = {
    customerId: "Customer_0198c000-0000-7000-8000-000000000000",
    field: "PHONE",
    reason: "CALL_BACK",
  };

  test.each([
    ["under two names", mutation(`a: ${reveal} b: ${reveal}`)],
    [
      "in a fragment",
      `${mutation("...A ...B")} fragment A on Mutation { a: ${reveal} } fragment B on Mutation { b: ${reveal} }`,
    ],
  ])("%s they are refused before a statement", async (_, document) => {
    const before = await statementsSoFar();
    const { status, errors, data } = await agent.send(document, { input });
    expect([status, data]).toEqual([400, null]);
    expect(errors[0]?.extensions?.["code"]).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
    expect((await statementsSoFar()) - before).toBe(0);
  });
});

describe("T06 variables that no input needs are refused before they are looked at", () => {
  const document =
    "query ($filter: CustomerFilter) { customers(first: 1, filter: $filter) { nodes { id } } }";
  const deep = (depth: number): object => (depth === 0 ? {} : { a: deep(depth - 1) });
  const wide = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [`v${index}`, Array(249).fill(1)]),
  );

  test.each([
    ["251 entries", { filter: { ids: Array(251).fill("x") } }],
    ["a hundred thousand entries", { filter: { ids: Array(100_000).fill("x") } }],
    ["more than 10,000 values", wide],
    ["21 levels", deep(21)],
    ["a string of more than 100,000 characters", { filter: { tier: "x".repeat(100_001) } }],
  ])("%s", async (_, variables) => {
    const { status, errors } = await agent.send(document, variables as Record<string, unknown>);
    expect([status, errors[0]?.extensions?.["code"]]).toEqual([400, "BAD_USER_INPUT"]);
  });
});

test.each([
  ["createCustomer", "CreateCustomerInput"],
  ["editCustomer", "EditCustomerInput"],
  ["fileComplaint", "FileComplaintInput"],
  ["recordOrder", "RecordOrderInput"],
  ["addTeam", "AddTeamInput"],
])(
  "T15 %s takes no id, version, number, owner or time that is not the sender's to set",
  async (field, type) => {
    for (const name of [
      "id",
      "version",
      "number",
      "ownerId",
      "createdAt",
      "tier",
      "slaDueAt",
      "createdById",
    ]) {
      const { status, data } = await agent.send(
        `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code } } }`,
        { input: { [name]: "1" } },
      );
      expect([name, status, data]).toEqual([name, 400, null]);
    }
  },
);
