import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { created, edit } from "../customers/customer-calls.ts";
import { agentWith } from "./people-with-rights.ts";

interface Entry {
  kind: string;
  operation: string;
  reason: string | null;
  count: number;
  address: string | null;
  recordId: string | null;
  recordLabel: string | null;
  fields: string[];
  actor: { role: string } | null;
  keyName: string | null;
  sealed: string;
  changes: {
    field: string;
    old: { state: string; text: string | null };
    new: { state: string; text: string | null };
  }[];
}

let server: TestServer;
let agent: Client;
let administrator: Client;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
  administrator = await server.as("ADMINISTRATOR");
});
afterAll(() => server.stop());

const ENTRY = `kind operation reason count address recordId recordLabel fields actor { role } keyName sealed
  changes { field old { state text } new { state text } }`;

async function changeLog(
  filter: Record<string, unknown>,
  first = 20,
  reader: Client = administrator,
): Promise<Entry[]> {
  await server.noteRefusals();
  const { changeLog: page } = await reader.query<{ changeLog: { nodes: Entry[] } }>(
    `query ($filter: ChangeLogFilter, $first: Int) { changeLog(filter: $filter, first: $first) { nodes { ${ENTRY} } } }`,
    { filter, first },
  );
  return page.nodes;
}

interface IdPage {
  nodes: { id: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

async function idPage(after: string | null): Promise<IdPage> {
  const { changeLog: page } = await administrator.query<{ changeLog: IdPage }>(
    "query ($after: String) { changeLog(first: 2, after: $after, filter: { kinds: [CHANGE] }) { nodes { id } pageInfo { hasNextPage endCursor } } }",
    { after },
  );
  return page;
}

const EDIT = `mutation ($input: EditCustomerInput!) { editCustomer(input: $input) { errors { code } } }`;
const REVEAL = `mutation ($input: RevealFieldInput!) { revealField(input: $input) { value errors { code } } }`;

describe("ARC-12 the change log", () => {
  test("tells what one request changed of a record in one line, with the old and the new, masked as in the card", async () => {
    const customer = await created(agent, { name: "变更甲", phone: "13611112222" });
    await agent.query(EDIT, {
      input: { customerId: customer.id, expectedVersion: 1, name: "变更乙", phone: "13633334444" },
    });
    const [edit, creation] = await changeLog({ recordId: customer.id });
    expect(edit).toMatchObject({
      kind: "CHANGE",
      operation: "editCustomer",
      recordLabel: customer.number,
      address: "127.0.0.1",
      actor: { role: "AGENT" },
      count: 1,
    });
    expect(edit?.changes).toContainEqual({
      field: "name",
      old: { state: "CLEAR", text: "变更甲" },
      new: { state: "CLEAR", text: "变更乙" },
    });
    expect(edit?.changes.find(({ field }) => field === "phone")).toEqual({
      field: "phone",
      old: { state: "MASKED", text: "136****2222" },
      new: { state: "MASKED", text: "136****4444" },
    });
    expect(creation).toMatchObject({ operation: "createCustomer", changes: [] });
    expect(creation?.fields).toContain("phone");
  });

  test("is found by person, kind, operation, field, time, address, record and customer, and by all of them together", async () => {
    const customer = await created(agent, { name: "筛选", phone: "13622223333" });
    await agent.query("mutation ($input: WriteNoteInput!) { writeNote(input: $input) { errors { code } } }", {
      input: { customerId: customer.id, text: "回访" },
    });
    const { me } = await agent.query<{ me: { staff: { id: string } } }>("{ me { staff { id } } }");
    const around = {
      from: new Date(Date.now() - 600_000).toISOString(),
      to: new Date(Date.now() + 600_000).toISOString(),
    };
    const fits = { customerNumber: customer.number, actorIds: [me.staff.id], kinds: ["CHANGE"], ...around };
    const both = await changeLog({ ...fits, sources: ["CONSOLE"], address: "127.0.0.0/8" });
    expect(both.map(({ operation }) => operation)).toEqual(["writeNote", "createCustomer"]);
    expect(await changeLog({ ...fits, operations: ["writeNote"], recordType: "Note" })).toHaveLength(1);
    expect(await changeLog({ ...fits, fields: ["phone"] })).toHaveLength(1);
    for (const misses of [
      { actorIds: [] },
      { kinds: ["EXPORT"] },
      { operations: ["editCustomer"] },
      { fields: ["email"] },
      { to: around.from },
      { sources: ["API"] },
      { address: "10.0.0.0/8" },
      { keyIds: [`ApiKey_${randomUUID()}`] },
      { recordType: "Order" },
    ])
      expect(await changeLog({ ...fits, ...misses }), JSON.stringify(misses)).toEqual([]);
  });

  test("is paged without a line twice or missing", async () => {
    const all = await changeLog({ kinds: ["CHANGE"] }, 100);
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const page: IdPage = await idPage(after);
      seen.push(...page.nodes.map(({ id }) => id));
      ({ hasNextPage: more, endCursor: after } = page.pageInfo);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(all.length);
  });

  test("an address that is none is refused in words", async () => {
    const answer = await administrator.send(
      '{ changeLog(first: 1, filter: { address: "10.0.0.0/64" }) { nodes { id } } }',
    );
    expect(answer.errors[0]?.extensions?.["code"]).toBe("BAD_USER_INPUT");
  });

  test("is sealed within seconds, and the seals are listed", async () => {
    await expect
      .poll(
        async () => (await changeLog({ operations: ["createCustomer"] }, 1)).map(({ sealed }) => sealed),
        {
          timeout: 30_000,
        },
      )
      .toEqual(["SEALED"]);
    const { changeLogSeals } = await administrator.query<{
      changeLogSeals: { nodes: { number: string; rows: number; hash: string }[] };
    }>("{ changeLogSeals(first: 100) { nodes { number rows sealedAt hash } } }");
    expect(changeLogSeals.nodes.at(-1)?.number).toBe("1");
    expect(changeLogSeals.nodes[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test("names the program and its key", async () => {
    const made = await administrator.query<{ createApiKey: { secret: string; apiKey: { id: string } } }>(
      "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id } errors { code } } }",
      { input: { name: "官网", role: "AGENT", idempotencyKey: randomUUID() } },
    );
    const { secret, apiKey } = made.createApiKey;
    await server
      .visitor()
      .send(
        'mutation { createCustomer(input: { name: "程序建档" }) { errors { code } } }',
        {},
        { authorization: `Bearer ${secret}` },
      );
    expect(await changeLog({ keyIds: [apiKey.id] })).toMatchObject([
      { operation: "createCustomer", keyName: "官网" },
    ]);
    expect(await changeLog({ kinds: ["KEY"] })).toMatchObject([
      { operation: "createApiKey", recordLabel: "官网", recordId: apiKey.id },
    ]);
  });

  test("SEC-05 is for administrators, and for no program", async () => {
    for (const client of [agent, await server.as("VIEWER"), server.visitor()]) {
      for (const field of ["changeLog", "reveals", "changeLogSeals"]) {
        const { data, errors } = await client.send(`{ ${field}(first: 1) { nodes { __typename } } }`);
        expect(["FORBIDDEN", "UNAUTHENTICATED"]).toContain(errors[0]?.extensions?.["code"]);
        expect(data?.[field] ?? null).toBeNull();
      }
    }
  });
});

describe("T17 a field beyond the reader's right", () => {
  const permissions = [
    "graph:explore",
    "customer:list",
    "complaint:list",
    "change:list",
    "change:listReveals",
  ].map((permission) => ({ permission, scope: "ALL" }));
  const note = "核对 13677778888";
  let customer: { id: string; number: string };
  beforeAll(async () => {
    customer = await created(agent, { name: "权限", phone: "13677778888" });
    await edit(agent, { customerId: customer.id, expectedVersion: 1, name: "权限二", phone: "13677779999" });
    await agent.query(REVEAL, {
      input: { customerId: customer.id, field: "PHONE", reason: "OTHER", reasonText: note },
    });
  });

  test("is in no line: not what it was, nor that it changed, was filled or looked at, nor found by its name", async () => {
    const blind = await agentWith(server, { phone: "NONE", permissions });
    const [look, change, making] = await changeLog({ recordId: customer.id }, 5, blind);
    expect(look).toMatchObject({ kind: "REVEAL", reason: "OTHER", changes: [] });
    expect(change?.changes.map(({ field }) => field)).toEqual(["name"]);
    expect(making?.fields).toEqual(["name", "kind"]);
    expect(await changeLog({ recordId: customer.id, fields: ["phone"] }, 5, blind)).toEqual([]);
    expect(await changeLog({ recordId: customer.id, fields: ["phone", "name"] }, 5, blind)).toHaveLength(2);
    const { reveals } = await blind.query<{ reveals: { nodes: Entry[] } }>(
      `query ($number: String) { named: reveals(first: 5, filter: { customerNumber: $number, fields: ["phone"] }) { nodes { id } }
        reveals(first: 5, filter: { customerNumber: $number }) { nodes { reason fields changes { field } } } }`,
      { number: customer.number },
    );
    expect(reveals.nodes).toEqual([{ reason: "OTHER", fields: [], changes: [] }]);
  });

  test("is masked, and of a look the code is told without the words beside it, unless it may be seen whole", async () => {
    const masked = await agentWith(server, { phone: "MASKED", permissions });
    const [look, change] = await changeLog({ recordId: customer.id }, 5, masked);
    expect(look).toMatchObject({ reason: "OTHER", changes: [{ field: "phone" }] });
    expect(change?.changes.find(({ field }) => field === "phone")).toMatchObject({
      old: { text: "136****8888" },
      new: { text: "136****9999" },
    });
    expect((await changeLog({ recordId: customer.id }, 1))[0]?.reason).toBe(`OTHER: ${note}`);
  });
});

describe("T21 every look at a personal value", () => {
  test("is on the privacy page with who, what and why", async () => {
    const customer = await created(agent, { name: "隐私", phone: "13655556666" });
    await agent.query(REVEAL, {
      input: { customerId: customer.id, field: "PHONE", reason: "CONTACT_CUSTOMER" },
    });
    const { reveals } = await administrator.query<{ reveals: { nodes: Entry[] } }>(
      `query ($filter: RevealFilter) { reveals(first: 5, filter: $filter) { nodes { ${ENTRY} } } }`,
      { filter: { customerNumber: customer.number, fields: ["phone"] } },
    );
    expect(reveals.nodes).toMatchObject([
      {
        kind: "REVEAL",
        operation: "revealField",
        reason: "CONTACT_CUSTOMER",
        recordLabel: customer.number,
        changes: [{ field: "phone" }],
        actor: { role: "AGENT" },
      },
    ]);
  });
});

describe("T14 what somebody was refused", () => {
  const timesOf = (entries: readonly Entry[]) => entries.reduce((times, { count }) => times + count, 0);
  const nothing = () => `Customer_${randomUUID()}`;

  test("is one row with the person, the record and the code; the same again within a minute is counted", async () => {
    const id = nothing();
    for (let time = 0; time < 5; time += 1)
      await agent.query(EDIT, { input: { customerId: id, expectedVersion: 1, name: "他人" } });
    const refused = await changeLog({ kinds: ["REFUSAL"], recordId: id });
    expect(refused[0]).toMatchObject({
      operation: "editCustomer",
      reason: "NOT_FOUND",
      recordId: id,
      actor: { role: "AGENT" },
    });
    expect(timesOf(refused)).toBe(5);
  });

  test("walking through ids fills no log: fifty a minute have their row, the others are counted in one, none is lost", async () => {
    const walker = await agentWith(server, {});
    const { me } = await walker.query<{ me: { staff: { id: string } } }>("{ me { staff { id } } }");
    for (let time = 0; time < 80; time += 1) await walker.send(`{ customer(id: "${nothing()}") { id } }`);
    const refused = await changeLog({ kinds: ["REFUSAL"], actorIds: [me.staff.id] }, 100);
    const [apart, others] = [
      refused.filter(({ operation }) => operation === "customer"),
      refused.filter(({ operation }) => operation === "otherRefusals"),
    ];
    expect(new Set(apart.map(({ recordId }) => recordId)).size).toBe(50);
    expect(others[0]).toMatchObject({ reason: "TOO_MANY", recordId: null });
    expect([timesOf(apart), timesOf(others), timesOf(refused)]).toEqual([50, 30, 80]);
    // A row for the first of them, and one for those that came while it was written.
    expect(others.length).toBeLessThanOrEqual(2);
  });

  test("an encrypted value that does not open is written down, with its record, and counted", async () => {
    const customer = await created(agent, { name: "打不开", phone: "13688889999" });
    await server.database.query("update customer set personal = '\\x00' where number = $1", [
      customer.number,
    ]);
    const answer = await agent.send("query ($id: ID) { customer(id: $id) { phone { text } } }", {
      id: customer.id,
    });
    expect(answer.errors[0]?.extensions?.["code"]).toBe("DATA_INTEGRITY");
    expect(await changeLog({ kinds: ["REFUSAL"], recordId: customer.id })).toMatchObject([
      { operation: "openSealedValue", reason: "DATA_INTEGRITY", recordLabel: customer.number },
    ]);
    const metrics = await (await server.visitor().request("/metrics")).text();
    expect(metrics).toMatch(/^dossier_refusals_total\{code="DATA_INTEGRITY"\} 1$/m);
    await server.database.query("update customer set personal = null where number = $1", [customer.number]);
  });

  test.each([
    ["by id", (id: string) => `{ customer(id: "${id}") { id } }`, "customer"],
    ["by node", (id: string) => `{ node(id: "${id}") { id } }`, "node"],
    [
      "by a look at a value",
      (id: string) =>
        `mutation { revealField(input: { customerId: "${id}", field: PHONE, reason: CONTACT_CUSTOMER }) { value } }`,
      "revealField",
    ],
  ])("also %s", async (_way, document, operation) => {
    const id = nothing();
    await agent.send(document(id));
    // Whether the caller asked for its errors or not.
    expect(await changeLog({ kinds: ["REFUSAL"], recordId: id })).toMatchObject([
      { operation, reason: "NOT_FOUND" },
    ]);
  });

  test("also for want of a permission, at the field and at a file", async () => {
    const viewer = await server.as("VIEWER");
    await viewer.send('mutation { createCustomer(input: { name: "不许" }) { errors { code } } }');
    await viewer.request("/files/imports", {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: "x",
    });
    const refused = await changeLog({ kinds: ["REFUSAL"] });
    for (const operation of ["createCustomer", "import:upload"])
      expect(refused.find((entry) => entry.operation === operation)).toMatchObject({
        reason: "FORBIDDEN",
        actor: { role: "VIEWER" },
      });
  });

  test("and of somebody unknown only from where and what, however many things were asked for", async () => {
    for (let time = 0; time < 4; time += 1)
      await server.visitor().send(`{ customer(id: "${nothing()}") { id } }`);
    await server
      .visitor()
      .send("{ customers(first: 1) { nodes { id } } }", {}, { authorization: "Bearer wrong" });
    await server.visitor().request("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", origin: "https://elsewhere.example" },
      body: "{}",
    });
    const refused = await changeLog({ kinds: ["REFUSAL"] });
    const unknown = refused.filter(({ actor }) => actor === null);
    const asked = unknown.filter(({ operation }) => operation === "customer");
    expect(asked[0]).toMatchObject({ recordId: null, address: "127.0.0.1" });
    // What was written just before the next came is a row of its own.
    expect(timesOf(asked)).toBe(4);
    expect(unknown.map(({ operation, reason }) => `${operation} ${String(reason)}`)).toEqual(
      expect.arrayContaining(["useApiKey KEY_UNKNOWN", "otherOrigin FORBIDDEN"]),
    );
  });

  test("and what somebody typed never stands in it", async () => {
    await agent.send('{ customer(id: "13800001111_00000000-0000-7000-8000-000000000000") { id } }');
    await agent.send('{ customer(number: "13800001111") { id } }');
    await server.noteRefusals();
    expect(await server.database.query("select from change where change::text like '%13800001111%'")).toEqual(
      [],
    );
  });

  test("a form that is filled in wrongly is nobody's business", async () => {
    await agent.query('mutation { createCustomer(input: { name: "" }) { errors { code } } }');
    expect(
      (await changeLog({ kinds: ["REFUSAL"] })).filter(
        ({ operation, actor }) => operation === "createCustomer" && actor?.role === "AGENT",
      ),
    ).toEqual([]);
  });
});
