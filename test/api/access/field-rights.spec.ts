import { globSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { createKey, Program } from "../../support/program.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { create, created, edit, found, type Customer } from "../customers/customer-calls.ts";
import { check } from "../imports/import-calls.ts";
import { agentWith } from "./people-with-rights.ts";

const PHONE = "13912345678";
const HIDDEN = { state: "HIDDEN", text: null };
const EMPTY = { state: "EMPTY", text: null };

let server: TestServer;
/** Sees every field. */
let agent: Client;
/** Not even whether there is a value. */
let blind: Client;
let masked: Client;
let matching: Client;
let full: Customer;
let empty: Customer;
beforeAll(async () => {
  server = await startTestServer();
  [agent, blind, masked, matching] = await Promise.all([
    server.as("AGENT"),
    agentWith(server, { phone: "NONE", email: "NONE", address: "NONE" }),
    agentWith(server, { phone: "MASKED", email: "MASKED", address: "MASKED" }),
    agentWith(server, { phone: "MATCH", email: "MATCH", address: "MATCH" }),
  ]);
  full = await created(agent, {
    name: "有值",
    phone: PHONE,
    email: "you.zhi@example.cn",
    address: "杭州市西湖区文三路一号",
  });
  empty = await created(agent, { name: "空白" });
});
afterAll(() => server.stop());

const CARD =
  "query ($id: ID) { customer(id: $id) { phone { state text } email { state text } address { state text } viewerCanReveal } }";
const card = async (client: Client, customer: Customer) =>
  (await client.query<{ customer: Record<string, unknown> }>(CARD, { id: customer.id })).customer;

describe("SEC-08 a field is shown by the right on it", () => {
  test("hidden to who has none, also when it is empty", async () => {
    const shown = { phone: HIDDEN, email: HIDDEN, address: HIDDEN, viewerCanReveal: false };
    expect(await card(blind, full)).toEqual(shown);
    expect(await card(blind, empty)).toEqual(shown);
  });

  test("hidden to who has none without the sealed value being read", async () => {
    await server.database.query("update customer set personal = '\\x00' where number = $1", [empty.number]);
    expect(await card(blind, empty)).toMatchObject({ phone: HIDDEN });
    expect((await agent.send(CARD, { id: empty.id })).errors[0]?.extensions?.["code"]).toBe("DATA_INTEGRITY");
    await server.database.query("update customer set personal = null where number = $1", [empty.number]);
  });

  test("masked or empty to all others", async () => {
    for (const client of [masked, matching, agent]) {
      expect(await card(client, full)).toMatchObject({ phone: { state: "MASKED", text: "139****5678" } });
      expect(await card(client, empty)).toMatchObject({ phone: EMPTY, email: EMPTY, address: EMPTY });
    }
  });

  test("each field by its own", async () => {
    const some = await agentWith(server, { phone: "NONE", email: "MASKED", address: "VIEW" });
    expect(await card(some, full)).toMatchObject({
      phone: HIDDEN,
      email: { state: "MASKED" },
      address: { state: "MASKED" },
      viewerCanReveal: true,
    });
    const refused = await edit(some, {
      customerId: full.id,
      expectedVersion: full.version,
      phone: "13900000000",
    });
    expect(refused.errors).toMatchObject([{ code: "NOT_ALLOWED", path: ["phone"] }]);
  });

  test("by the right of now, in the request after a role was edited", async () => {
    const administrator = await server.as("ADMINISTRATOR");
    const { me } = await masked.query<{ me: { heldRole: { id: string; version: number } } }>(
      "{ me { heldRole { id version } } }",
    );
    const change = async (right: string, expectedVersion: number): Promise<void> => {
      await administrator.query(
        "mutation ($input: EditRoleInput!) { editRole(input: $input) { errors { message } } }",
        { input: { roleId: me.heldRole.id, expectedVersion, fields: [{ field: "CUSTOMER_PHONE", right }] } },
      );
    };
    await change("NONE", me.heldRole.version);
    expect(await card(masked, full)).toMatchObject({ phone: HIDDEN });
    await change("MASKED", me.heldRole.version + 1);
    expect(await card(masked, full)).toMatchObject({ phone: { state: "MASKED" } });
  });

  test("in no file of the server but the one that asks for the right", () => {
    const callers = globSync("server/src/**/*.ts").filter(
      (file) => !file.endsWith(".test.ts") && /\bmaskPersonal\(/.test(readFileSync(file, "utf8")),
    );
    expect(callers.map((file) => file.replaceAll("\\", "/")).sort()).toEqual([
      "server/src/modules/customers/customer-personal.ts",
      "server/src/modules/customers/personal.queries.ts",
    ]);
  });
});

describe("T17 a field that is hidden is so on every way to it", () => {
  test("in histories and timelines, which do not tell either what an archive was made with", async () => {
    const customer = await created(agent, { name: "履历", phone: "13700001111" });
    await edit(agent, { customerId: customer.id, expectedVersion: 1, phone: "13700002222" });
    const ask = `query ($id: ID, $field: String) { customer(id: $id) {
      history(first: 5, field: $field) { nodes { operation field fields old { state text } new { state text } } }
      timeline(first: 5) { nodes { kind fields } } } }`;
    const read = (client: Client, field?: string) =>
      client.query<{ customer: { history: { nodes: unknown[] }; timeline: { nodes: unknown[] } } }>(ask, {
        id: customer.id,
        field: field ?? null,
      });
    const { customer: seen } = await read(blind);
    expect(seen.history.nodes).toEqual([
      { operation: "editCustomer", field: "phone", fields: [], old: HIDDEN, new: HIDDEN },
      { operation: "createCustomer", field: null, fields: ["name", "kind"], old: EMPTY, new: EMPTY },
    ]);
    expect(seen.timeline.nodes).toEqual([
      { kind: "CUSTOMER_CHANGED", fields: ["phone"] },
      { kind: "CUSTOMER_CREATED", fields: ["name", "kind"] },
    ]);
    expect((await read(blind, "phone")).customer.history.nodes).toHaveLength(1);
    const { customer: whole } = await read(agent, "phone");
    expect(whole.history.nodes).toMatchObject([
      { old: { text: "137****1111" }, new: { text: "137****2222" } },
      { fields: ["name", "kind", "phone"] },
    ]);
  });

  test("in a conflict", async () => {
    const customer = await created(agent, { name: "冲突", phone: "13700003333" });
    await edit(agent, { customerId: customer.id, expectedVersion: 1, phone: "13700004444" });
    const answer = await edit(blind, { customerId: customer.id, expectedVersion: 1, name: "另一个" });
    expect(answer).toMatchObject({
      customer: { phone: HIDDEN },
      conflicts: [{ field: "phone", current: HIDDEN }],
      errors: [{ code: "CONFLICT" }],
    });
  });

  test("in an edit and a new archive, which it refuses with its path, be it to empty it", async () => {
    for (const phone of ["13700005555", null]) {
      const changed = await edit(blind, { customerId: full.id, expectedVersion: full.version, phone });
      expect(changed.errors).toMatchObject([{ code: "NOT_ALLOWED", path: ["phone"] }]);
    }
    const made = await create(blind, { name: "新", address: "某地" });
    expect(made.errors).toMatchObject([{ code: "NOT_ALLOWED", path: ["address"] }]);
  });

  test("in the refusal to leave an archive without a name", async () => {
    const reachable = await created(agent, { name: "甲", phone: "13700006666" });
    const unreachable = await created(agent, { name: "乙" });
    for (const customer of [reachable, unreachable]) {
      const answer = await edit(blind, { customerId: customer.id, expectedVersion: 1, name: null });
      expect(answer.errors).toMatchObject([{ code: "REQUIRED" }]);
    }
  });

  test("in what was written beside the reason of a look", async () => {
    const customer = await created(agent, { name: "原因", phone: "13700007777" });
    await agent.query("mutation ($input: RevealFieldInput!) { revealField(input: $input) { value } }", {
      input: { customerId: customer.id, field: "PHONE", reason: "OTHER", reasonText: "核对 13700007777" },
    });
    const ask = "query ($id: ID) { customer(id: $id) { history(first: 1) { nodes { reason } } } }";
    const { customer: seen } = await masked.query<{ customer: object }>(ask, { id: customer.id });
    expect(seen).toEqual({ history: { nodes: [{ reason: "OTHER" }] } });
    expect(JSON.stringify(await agent.query(ask, { id: customer.id }))).toContain("13700007777");
  });

  test("in the rows, columns and problems of an import", async () => {
    const sheet =
      "客户ID,姓名,联系方式,备用\nhang1,甲,1390000123,13811112222\nhang2,乙,13911112222,13833334444\n";
    const { number } = await check(agent, sheet);
    const ask = `query ($number: String!) { import(number: $number) { viewerCanStart viewerCanMend
      columns { header samples } problems(first: 5) { nodes { cells { header value state issue { message } } } } } }`;
    const read = async (client: Client) => JSON.stringify(await client.query(ask, { number }));
    expect(await read(agent)).toContain("1390000123");
    const little = await read(masked);
    expect(little).not.toContain("1390000123");
    expect(little).toContain("****");
    expect(little).toMatch(/"viewerCanStart":false/);
    const nothing = await read(blind);
    expect(nothing).toContain('"state":"HIDDEN"');
    for (const value of ["1390000123", "13811112222", "0123", "2222", "4444"])
      expect(nothing).not.toContain(value);

    const file = async (client: Client): Promise<string> => {
      await client.stepUp();
      const answer = await client.request(`/files/imports/${number}/problems.xlsx`);
      expect(answer.status).toBe(200);
      return (await check(agent, new Uint8Array(await answer.arrayBuffer()), "问题行.xlsx")).number;
    };
    const cells = async (name: string): Promise<string> =>
      JSON.stringify(await agent.query(ask, { number: name }));
    expect(await cells(await file(agent))).toContain("1390000123");
    expect(await cells(await file(masked))).not.toContain("1390000123");
  });
});

describe("T16 a phone is not found out by asking", () => {
  test("by its beginnings: none of them finds it, the whole number and the last four digits do", async () => {
    for (let length = 1; length < PHONE.length; length += 1) {
      if (length === 4) continue;
      expect(await found(matching, PHONE.slice(0, length)), PHONE.slice(0, length)).not.toContain("有值");
    }
    expect(await found(matching, PHONE)).toEqual(["有值"]);
    expect(await found(matching, PHONE.slice(-4))).toEqual(["有值"]);
  });

  test("not at all by who may only see it masked, nor by e-mail, nor as similar", async () => {
    for (const client of [masked, blind]) {
      for (const typed of [PHONE, PHONE.slice(-4), "you.zhi@example.cn"])
        expect(await found(client, typed), typed).toEqual([]);
      const { similarCustomers } = await client.query(
        `query ($phone: String) { similarCustomers(phone: $phone, email: "you.zhi@example.cn") { matched } }`,
        { phone: PHONE },
      );
      expect(similarCustomers).toEqual([]);
    }
    const { similarCustomers } = await matching.query(
      `query ($phone: String) { similarCustomers(phone: $phone) { matched } }`,
      { phone: PHONE },
    );
    expect(similarCustomers).toEqual([{ matched: ["phone"] }]);
  });

  test("by counting: whoever may not see it whole hears of one at most", async () => {
    await created(agent, { name: "同尾甲", phone: "13600008642" });
    await created(agent, { name: "同尾乙", phone: "13700008642" });
    const ask = `query ($search: String) { customers(first: 1, search: $search) { totalCount { value capped } }
      complaints(first: 1, search: $search) { totalCount { value capped } } }`;
    const counted = (client: Client) => client.query(ask, { search: "8642" });
    expect(await counted(agent)).toMatchObject({ customers: { totalCount: { value: 2, capped: false } } });
    expect(await counted(matching)).toMatchObject({ customers: { totalCount: { value: 1, capped: true } } });
    expect(await counted(masked)).toMatchObject({ customers: { totalCount: { value: 0, capped: false } } });
  });

  test("by trying: thirty values in an hour, the same again for nothing, and an alert", async () => {
    const curious = await agentWith(server, { phone: "MATCH" });
    const ask =
      "query ($search: String) { customers(first: 1, search: $search) { matchLimited nodes { name } } }";
    const look = async (search: string) =>
      (
        await curious.query<{ customers: { matchLimited: boolean; nodes: { name: string }[] } }>(ask, {
          search,
        })
      ).customers;
    const digits = (place: number): string => String(1000 + place);
    await Promise.all(Array.from({ length: 40 }, (_, place) => look(digits(place))));
    const [kept] = await server.database.query<{ count: number }>(
      "select max(cardinality(looked_up)) as count from match_use",
    );
    expect(kept?.count).toBe(30);
    expect(await look("5678")).toEqual({ matchLimited: true, nodes: [] });
    const again = await Promise.all(Array.from({ length: 40 }, (_, place) => look(digits(place))));
    expect(again.filter(({ matchLimited }) => !matchLimited)).toHaveLength(30);
    // Names are found as before.
    expect(await look("有值")).toEqual({ matchLimited: false, nodes: [{ name: "有值" }] });
    expect(
      await server.database.query("select record_type from change where operation = 'alert.matches'"),
    ).not.toEqual([]);
    await server.database.query("update match_use set hour = hour - interval '1 hour'");
    expect(await look("5678")).toMatchObject({ matchLimited: false, nodes: [{ name: "有值" }] });
  });

  test("T18 by trying with keys: they are counted with whoever made them", async () => {
    const permissions = [
      "graph:explore",
      "apiKey:list",
      "apiKey:create",
      "customer:list",
      "customer:matchContact",
    ];
    const maker = await agentWith(server, {
      phone: "MATCH",
      permissions: permissions.map((permission) => ({ permission, scope: "ALL" })),
    });
    const { me } = await maker.query<{ me: { heldRole: { id: string } } }>("{ me { heldRole { id } } }");
    const limited: boolean[] = [];
    for (const first of [3000, 4000]) {
      const { secret } = await createKey(maker, { roleId: me.heldRole.id });
      const program = new Program(server.address, secret);
      const looks = Array.from({ length: 20 }, (_, place) =>
        program.query<{ customers: { matchLimited: boolean } }>(
          `{ customers(first: 1, search: "${String(first + place)}") { matchLimited } }`,
        ),
      );
      limited.push(...(await Promise.all(looks)).map(({ customers }) => customers.matchLimited));
    }
    expect(limited.filter((isLimited) => !isLimited)).toHaveLength(30);
  });

  test("by any argument or order of the graph that is about it", async () => {
    const { __schema } = await agent.query<{
      __schema: { types: { name: string; kind: string; enumValues: { name: string }[] | null }[] };
    }>("{ __schema { types { name kind enumValues { name } } } }");
    const orders = __schema.types.filter(({ name }) => /Order(ing|By)$/.test(name));
    expect(orders.length).toBeGreaterThan(0);
    for (const { enumValues } of orders)
      for (const { name } of enumValues ?? []) expect(name).not.toMatch(/PHONE|EMAIL|ADDRESS/);
  });
});
