import { connect } from "node:net";
import { auditServer } from "graphql-http";
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

interface ErrorBody {
  errors: { message: string; extensions: { code: string; requestId?: string } }[];
}

async function post(path: string, body: BodyInit, headers: Record<string, string>): Promise<Response> {
  return agent.request(path, { method: "POST", body, headers });
}

describe("G9 the edge speaks GraphQL over HTTP", () => {
  test.each(["nobody", "an agent"])("61 audits, and none is an error, asked by %s", async (who) => {
    const client = who === "nobody" ? server.visitor() : agent;
    const fetchFn = (url: string, init: RequestInit) =>
      client.request(new URL(url).pathname + new URL(url).search, init);
    const results = await auditServer({ url: `${server.address}/graphql`, fetchFn });
    const errors = results
      .filter((result) => result.status === "error")
      .map((result) => `${result.id} ${result.name}`);
    expect(errors).toEqual([]);
    expect(results.length).toBeGreaterThanOrEqual(61);
  });
});

describe("DOS-2 every refusal at the edge is JSON in the contract's form, never a 5xx", () => {
  const json = { "content-type": "application/json" };
  const cases: [string, BodyInit, Record<string, string>][] = [
    ["bytes that are not JSON", "{ not json", json],
    ["nothing at all", "", json],
    ["a NUL", "\u0000", json],
    ["a byte order mark", "\uFEFF{}", json],
    [
      "UTF-16",
      Buffer.from('{"query":"{me{staff{id}}}"}', "utf16le"),
      { "content-type": "application/json; charset=utf-16" },
    ],
    [
      "an array of operations T03",
      JSON.stringify(Array.from({ length: 100 }, () => ({ query: "{ me { permissions } }" }))),
      json,
    ],
    [
      "a form T08",
      "query=%7Bme%7Bpermissions%7D%7D",
      { "content-type": "application/x-www-form-urlencoded" },
    ],
    ["plain text T08", '{"query":"{ me { permissions } }"}', { "content-type": "text/plain" }],
    ["multipart T08", "--x\r\n\r\n--x--", { "content-type": "multipart/form-data; boundary=x" }],
    ["a type of content that does not exist", "x", { "content-type": "message/x" }],
    ["2 MB", JSON.stringify({ query: `{ me { permissions } } # ${"x".repeat(2_000_000)}` }), json],
    ["a prototype key T10", '{"__proto__":{"query":"{me{permissions}}"}}', json],
    ["a query that is a number", '{"query":5}', json],
    ["variables that are a list", '{"query":"{me{permissions}}","variables":[1]}', json],
  ];

  test.each(cases)("%s", async (_, body, headers) => {
    const response = await post("/graphql", body, headers);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    const text = await response.text();
    const { errors } = JSON.parse(text) as ErrorBody;
    expect(errors[0]?.message).toBeTruthy();
    expect(text).not.toMatch(/node_modules|\.ts:|\.js:|at .+ \(/);
  });

  test("an unknown address, with the code and the request's id", async () => {
    const response = await agent.request("/nothing/here");
    expect(response.status).toBe(404);
    const { errors } = (await response.json()) as ErrorBody;
    expect(errors[0]?.extensions.code).toBe("NOT_FOUND");
    expect(errors[0]?.extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  /** What comes back for these very bytes. */
  async function answerTo(bytes: string): Promise<string> {
    const { hostname, port } = new URL(server.address);
    return new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.end(bytes));
      let received = "";
      socket.on("data", (data) => (received += data.toString()));
      socket.on("end", () => resolve(received));
      socket.on("error", reject);
    });
  }

  test.each([
    ["without a version of HTTP", "POST /graphql\r\ncontent-length: 0\r\n\r\n"],
    ["of HTTP/1.0 without a host", "POST /graphql HTTP/1.0\r\ncontent-length: 0\r\n\r\n"],
    ["for a host that is none", "POST /graphql HTTP/1.1\r\nhost: ::::\r\ncontent-length: 0\r\n\r\n"],
  ])("a request %s", async (_what, bytes) => {
    const answer = await answerTo(bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain("Host");
  });

  test("bytes that are not even HTTP", async () => {
    const answer = await answerTo("\u0000\u0001 this is not HTTP\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('"code":"BAD_USER_INPUT"');
  });
});

describe("the graph's guards", () => {
  const expectRefused = async (document: string, variables: Record<string, unknown> = {}): Promise<void> => {
    const { status, errors, data } = await agent.send(document, variables);
    expect(status).toBe(400);
    expect(Object.values(data ?? {}).every((value) => value === null)).toBe(true);
    expect(errors[0]?.extensions?.["code"]).toMatch(
      /^(GRAPHQL_VALIDATION_FAILED|GRAPHQL_PARSE_FAILED|BAD_USER_INPUT)$/,
    );
  };

  test("T01 refuse a thousand aliases, in a fragment too", async () => {
    const aliases = Array.from({ length: 1000 }, (_, index) => `a${index}: me { permissions }`).join(" ");
    await expectRefused(`{ ${aliases} }`);
    await expectRefused(`{ ...F } fragment F on Query { ${aliases} }`);
  });

  test("T04 refuse depth without end, fragment cycles and fan-out", async () => {
    const deep = (depth: number): string =>
      depth === 0 ? "id" : `orders(first: 1) { nodes { customer { ${deep(depth - 1)} } } }`;
    await expectRefused(`{ customers(first: 1) { nodes { ${deep(60)} } } }`);
    await expectRefused("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }");
    const fan = Array.from(
      { length: 20 },
      (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`,
    );
    await expectRefused(`{ ...F0 } ${fan.join(" ")} fragment F20 on Query { me { permissions } }`);
  });

  test.each(["first: 100000", "first: 0", "first: -1", "last: 101", "first: 5, last: 5", ""])(
    "T05 refuse a page of (%s)",
    async (page) => {
      await expectRefused(`{ customers${page ? `(${page})` : ""} { nodes { id } } }`);
    },
  );

  test("T05 refuse a page size that hides in a variable or a nested list", async () => {
    await expectRefused("query ($n: Int!) { customers(first: $n) { nodes { id } } }", { n: 100_000 });
    await agent.query('mutation { createCustomer(input: { name: "嵌套" }) { errors { code } } }');
    const nested = await agent.send(
      "query ($n: Int!) { customers(first: 1) { nodes { orders(first: $n) { nodes { id } } } } }",
      { n: 100_000 },
    );
    expect(nested.errors[0]?.extensions?.["code"]).toBe("BAD_USER_INPUT");
  });

  test.each(["bm90IGEgY3Vyc29y", "W10", "WyJkZWFsIiwiJyBvciAxPTEiLCJ4Il0", "💥"])(
    "refuse the cursor %s",
    async (cursor) => {
      await expectRefused("query ($after: String) { customers(first: 5, after: $after) { nodes { id } } }", {
        after: cursor,
      });
    },
  );

  test("T06 refuse three thousand tokens and more", async () => {
    await expectRefused(`{ me { ${"permissions ".repeat(4000)} } }`);
  });

  test("T07 show the schema to staff, and to nobody else, also not by suggestions", async () => {
    const document = "{ __schema { queryType { name } } }";
    expect((await agent.send(document)).errors).toEqual([]);
    expect((await server.visitor().send(document)).errors[0]?.extensions?.["code"]).toBe("UNAUTHENTICATED");
    const typo = await server.visitor().send("{ customer_s { id } }");
    expect(JSON.stringify(typo.errors)).not.toMatch(/Did you mean/);
  });

  test("T10 a NUL in any string is a clear refusal", async () => {
    for (const document of [
      '{ customers(first: 1, search: "a\\u0000b") { nodes { id } } }',
      '{ customer(number: "\\u0000") { id } }',
    ])
      await expectRefused(document);
  });

  test("T10 refuse a subscription that graphql-js itself stumbles over, beside a query too", async () => {
    const hidden =
      "subscription S($on: Boolean!) { memberLevels: archiveChanged @skip(if: $on) { name } ... @include(if: $on) { __schema { types { name } } } }";
    await expectRefused(hidden, { on: true });
    await expectRefused(`query Q { me { permissions } } ${hidden}`, { on: true });
    const stranger = await server.visitor().send(hidden, { on: true });
    expect([stranger.status, stranger.data]).toEqual([400, null]);
  });

  test.each(["constructor", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf"])(
    "T14 an id of type %s finds nothing",
    async (type) => {
      expect(
        await agent.query(`{ node(id: "${type}_0198c000-0000-7000-8000-000000000000") { id } }`),
      ).toEqual({ node: null });
    },
  );

  test("say no word of the inside when a field fails", async () => {
    await server.database.query("alter table member_level rename to member_level_gone");
    const answer = await agent.send("{ memberLevels { name } }");
    await server.database.query("alter table member_level_gone rename to member_level");
    expect(answer.status).toBe(500);
    expect(answer.errors[0]?.extensions).toMatchObject({ code: "INTERNAL" });
    expect(JSON.stringify(answer)).not.toMatch(/member_level|relation|select|stack/i);
  });
});

describe("health", () => {
  test("healthz, readyz and metrics answer on this machine", async () => {
    expect(await (await server.visitor().request("/healthz")).json()).toEqual({ status: "ok" });
    expect(await (await server.visitor().request("/readyz")).json()).toEqual({ status: "ready" });
    expect(await (await server.visitor().request("/metrics")).text()).toContain(
      "dossier_http_request_seconds",
    );
  });

  test("metrics are not shown through a proxy", async () => {
    expect(
      (await server.visitor().request("/metrics", { headers: { "x-forwarded-for": "203.0.113.5" } })).status,
    ).toBe(404);
  });

  test("T54 the database's connections cut at once: the next question is answered, or 503 with Retry-After, and all heals", async () => {
    await server.database.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        agent.request("/graphql", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: '{"query":"{ channels { id } }"}',
        }),
      ),
    );
    for (const answer of answers) {
      expect(["200 null", "503 2"]).toContain(`${answer.status} ${answer.headers.get("retry-after")}`);
    }
    expect((await agent.send("{ channels { id } }")).errors).toEqual([]);
  });
});
