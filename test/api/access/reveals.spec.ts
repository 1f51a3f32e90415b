import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { createKey, Program } from "../../support/program.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { created, type Customer } from "../customers/customer-calls.ts";
import { agentWith } from "./people-with-rights.ts";

let server: TestServer;
let agent: Client;
let customers: Customer[];
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
  customers = await Promise.all(
    Array.from({ length: 8 }, (_, place) =>
      created(agent, {
        name: `客户${String(place)}`,
        phone: `1350000000${String(place)}`,
        email: `ke.hu${String(place)}@example.cn`,
      }),
    ),
  );
});
afterAll(() => server.stop());

interface RevealAnswer {
  value: string | null;
  errors: { code: string; path: string[]; message: string }[];
}

async function reveal(
  client: Client,
  customer: Customer | undefined,
  field = "PHONE",
): Promise<RevealAnswer> {
  const { revealField } = await client.query<{ revealField: RevealAnswer }>(
    "mutation ($input: RevealFieldInput!) { revealField(input: $input) { value errors { code path message } } }",
    { input: { customerId: customer?.id, field, reason: "CONTACT_CUSTOMER" } },
  );
  return revealField;
}

async function revealMany(client: Client, customerIds: (string | undefined)[], field = "PHONE") {
  const { revealFields } = await client.query<{
    revealFields: {
      revealed: { value: string; customer: { name: string } }[];
      errors: RevealAnswer["errors"];
    };
  }>(
    `mutation ($input: RevealFieldsInput!) { revealFields(input: $input) {
      revealed { value customer { name } } errors { code path message } } }`,
    { input: { customerIds, field, reason: "SHIP_ORDER" } },
  );
  return revealFields;
}

const used = async (client: Client) =>
  (
    await client.query<{ me: { reveals: { used: number; quota: number } } }>(
      "{ me { reveals { used quota } } }",
    )
  ).me.reveals;

const looks = async (operation: string): Promise<number> => {
  const [row] = await server.database.query<{ count: string }>(
    "select count(*) from change where operation = $1 and kind <> 'REFUSAL'",
    [operation],
  );
  return Number(row?.count);
};

describe("T21 reveals have a quota of customers a day", () => {
  test("a customer counts once, whatever is revealed of it and how often", async () => {
    const one = await agentWith(server, { revealQuota: 2 });
    expect(await used(one)).toEqual({ used: 0, quota: 2 });
    for (const field of ["PHONE", "EMAIL", "PHONE"])
      expect((await reveal(one, customers[0], field)).errors).toEqual([]);
    expect(await used(one)).toEqual({ used: 1, quota: 2 });
  });

  test("the customer beyond it is refused, known ones are not, and tomorrow it begins anew", async () => {
    const one = await agentWith(server, { revealQuota: 2 });
    await reveal(one, customers[0]);
    await reveal(one, customers[1]);
    const before = await looks("revealField");
    expect(await reveal(one, customers[2])).toMatchObject({
      value: null,
      errors: [{ code: "QUOTA_EXCEEDED" }],
    });
    expect(await looks("revealField")).toBe(before);
    expect(await looks("alert.reveals")).toBe(1);
    expect(await reveal(one, customers[1], "EMAIL")).toMatchObject({
      value: "ke.hu1@example.cn",
      errors: [],
    });
    await server.database.query("update reveal_use set on_date = on_date - 1");
    expect(await reveal(one, customers[2])).toMatchObject({ value: "13500000002" });
    expect(await used(one)).toEqual({ used: 1, quota: 2 });
  });

  test("the 201st customer of a day is refused", async () => {
    const one = await agentWith(server, {});
    await reveal(one, customers[0]);
    await server.database.query(
      `insert into reveal_use (actor_id, on_date, customer_id)
       select actor_id, on_date, gen_random_uuid() from reveal_use, generate_series(1, 198)
       where actor_id = (select actor_id from change where kind = 'REVEAL' order by id desc limit 1)`,
    );
    expect(await reveal(one, customers[1])).toMatchObject({ errors: [] });
    expect(await used(one)).toEqual({ used: 200, quota: 200 });
    expect(await reveal(one, customers[2])).toMatchObject({
      value: null,
      errors: [{ code: "QUOTA_EXCEEDED" }],
    });
  });

  test("T18 the keys that somebody makes use up that person's own, be they ever so many", async () => {
    const permissions = ["graph:explore", "apiKey:list", "apiKey:create", "customer:list", "customer:reveal"];
    const one = await agentWith(server, {
      revealQuota: 2,
      permissions: permissions.map((permission) => ({ permission, scope: "ALL" })),
    });
    const { me } = await one.query<{ me: { heldRole: { id: string } } }>("{ me { heldRole { id } } }");
    const keys = [
      await createKey(one, { roleId: me.heldRole.id }),
      await createKey(one, { roleId: me.heldRole.id }),
    ];
    const [first, second] = keys.map(({ secret }) => new Program(server.address, secret));
    const ask = "mutation ($input: RevealFieldInput!) { revealField(input: $input) { errors { code } } }";
    const take = async (by: Program | undefined, customer: Customer | undefined) =>
      by?.query(ask, { input: { customerId: customer?.id, field: "PHONE", reason: "CONTACT_CUSTOMER" } });
    expect(await take(first, customers[0])).toEqual({ revealField: { errors: [] } });
    expect(await take(second, customers[1])).toEqual({ revealField: { errors: [] } });
    expect(await used(one)).toEqual({ used: 2, quota: 2 });
    expect(await take(second, customers[2])).toEqual({
      revealField: { errors: [{ code: "QUOTA_EXCEEDED" }] },
    });
    expect((await reveal(one, customers[2])).errors).toMatchObject([{ code: "QUOTA_EXCEEDED" }]);
  });

  test("many at once reveal no more than it allows", async () => {
    const one = await agentWith(server, { revealQuota: 3 });
    const answers = await Promise.all(customers.map((customer) => reveal(one, customer)));
    expect(answers.filter(({ value }) => value !== null)).toHaveLength(3);
    expect(await used(one)).toEqual({ used: 3, quota: 3 });
  });
});

describe("T21 one value is revealed", () => {
  test("to who may see the field whole, and to nobody else", async () => {
    const one = await agentWith(server, { phone: "VIEW", email: "MATCH", address: "NONE" });
    expect(await reveal(one, customers[0])).toMatchObject({ value: "13500000000" });
    for (const field of ["EMAIL", "ADDRESS"])
      expect(await reveal(one, customers[0], field)).toMatchObject({
        value: null,
        errors: [{ code: "NOT_ALLOWED", path: ["field"] }],
      });
  });

  test("while somebody else adds to the archive", async () => {
    const waiting = server.database.query(
      "select pg_sleep(0) from customer where number = $1 for key share",
      [customers[0]?.number],
    );
    expect(await reveal(agent, customers[0])).toMatchObject({ value: "13500000000" });
    await waiting;
  });
});

describe("T21 many values are revealed", () => {
  test("of all the customers, in the order asked for, each look written down", async () => {
    const manager = await server.as("ADMINISTRATOR");
    const before = await looks("revealFields");
    const ids = [customers[3]?.id, customers[1]?.id, customers[3]?.id];
    const { revealed, errors } = await revealMany(manager, ids);
    expect(errors).toEqual([]);
    expect(revealed).toEqual([
      { value: "13500000003", customer: { name: "客户3" } },
      { value: "13500000001", customer: { name: "客户1" } },
    ]);
    expect((await looks("revealFields")) - before).toBe(2);
  });

  test("or of none of them: one is unknown, too many are asked for, the quota is too small", async () => {
    const manager = await server.as("ADMINISTRATOR");
    const unknown = "Customer_01900000-0000-7000-8000-00000000ffff";
    expect(await revealMany(manager, [customers[0]?.id, unknown])).toMatchObject({
      revealed: [],
      errors: [{ code: "NOT_FOUND", path: ["customerIds", "1"] }],
    });
    const many = Array.from(
      { length: 101 },
      (_, place) => `${unknown.slice(0, -3)}${String(place).padStart(3, "0")}`,
    );
    expect(await revealMany(manager, many)).toMatchObject({ errors: [{ code: "INVALID_VALUE" }] });
    expect(await revealMany(manager, [])).toMatchObject({ errors: [{ code: "INVALID_VALUE" }] });
    const small = await agentWith(server, {
      revealQuota: 2,
      permissions: ["customer:list", "customer:reveal", "customer:revealMany", "graph:explore"].map(
        (permission) => ({
          permission,
          scope: "ALL",
        }),
      ),
    });
    const before = await looks("revealFields");
    expect(
      await revealMany(
        small,
        customers.slice(0, 3).map(({ id }) => id),
      ),
    ).toMatchObject({
      revealed: [],
      errors: [{ code: "QUOTA_EXCEEDED" }],
    });
    expect(await looks("revealFields")).toBe(before);
    expect(await used(small)).toEqual({ used: 0, quota: 2 });
  });

  test("not to who may reveal them one by one only", async () => {
    const answer = await agent.send(
      "mutation ($input: RevealFieldsInput!) { revealFields(input: $input) { revealed { value } } }",
      { input: { customerIds: [customers[0]?.id], field: "PHONE", reason: "SHIP_ORDER" } },
    );
    expect(answer.errors[0]?.extensions?.["code"]).toBe("FORBIDDEN");
  });
});
