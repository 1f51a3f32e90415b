import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { create, created } from "./customer-calls.ts";

let server: TestServer;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
});
afterAll(() => server.stop());

describe("DOS-2.6 a personal value is revealed", () => {
  const reveal =
    "mutation ($input: RevealFieldInput!) { revealField(input: $input) { value errors { code path } } }";

  test("with a reason, and the look stands in the history", async () => {
    const customer = await created(agent, { name: "查看", phone: "13600007777" });
    const answer = await agent.query<{ revealField: { value: string } }>(reveal, {
      input: { customerId: customer.id, field: "PHONE", reason: "CONTACT_CUSTOMER" },
    });
    expect(answer.revealField.value).toBe("13600007777");
    const { customer: card } = await agent.query<{ customer: { history: { nodes: unknown[] } } }>(
      `query ($id: ID) { customer(id: $id) { history(first: 1) { nodes { operation field reason actor { role } old { state } new { state } } } } }`,
      { id: customer.id },
    );
    expect(card.history.nodes).toEqual([
      {
        operation: "revealField",
        field: "phone",
        reason: "CONTACT_CUSTOMER",
        actor: { role: "AGENT" },
        old: { state: "EMPTY" },
        new: { state: "EMPTY" },
      },
    ]);
  });

  test("for another reason only in words", async () => {
    const customer = await created(agent, { name: "其他原因", phone: "13600008888" });
    const input = { customerId: customer.id, field: "PHONE", reason: "OTHER" };
    expect(await agent.query(reveal, { input })).toMatchObject({
      revealField: { value: null, errors: [{ code: "REQUIRED", path: ["reasonText"] }] },
    });
    expect(await agent.query(reveal, { input: { ...input, reasonText: "客户要求核对" } })).toMatchObject({
      revealField: { value: "13600008888" },
    });
  });

  test("not to a viewer, and the refusal leaves no trace of a look", async () => {
    const customer = await created(agent, { name: "只读", phone: "13600009999" });
    const viewer = await server.as("VIEWER");
    const answer = await viewer.send(reveal, {
      input: { customerId: customer.id, field: "PHONE", reason: "CONTACT_CUSTOMER" },
    });
    expect(answer.errors[0]?.extensions?.["code"]).toBe("FORBIDDEN");
    expect(JSON.stringify(answer)).not.toContain("13600009999");
    expect(
      await server.database.query(
        "select from change c join customer on customer.id = c.record_id where c.operation = 'revealField' and customer.name = '只读'",
      ),
    ).toEqual([]);
  });

  test("T65 a sealed value moved to another customer's row does not open", async () => {
    const [one, other] = [
      await created(agent, { name: "密文甲", phone: "13611110000" }),
      await created(agent, { name: "密文乙", phone: "13622220000" }),
    ];
    await server.database.query(
      "update customer set personal = (select personal from customer where number = $1) where number = $2",
      [one.number, other.number],
    );
    const answer = await agent.send(
      "query ($number: String) { customer(number: $number) { phone { text } } }",
      { number: other.number },
    );
    expect(answer.errors[0]?.extensions?.["code"]).toBe("DATA_INTEGRITY");
    expect(JSON.stringify(answer)).not.toContain("0000");
    await server.database.query("delete from customer where number = $1", [other.number]);
  });
});

describe("DOS-2.7 an integrator upserts by external ref", () => {
  const upsert =
    "mutation ($input: UpsertCustomerInput!) { upsertCustomer(input: $input) { created customer { id version name externalRefs { system id } } errors { code path } } }";

  test("a new one is made, a known one changed, and the ref finds it", async () => {
    const externalRef = { system: "erp", id: randomUUID() };
    const first = await agent.query<{ upsertCustomer: { customer: { id: string } } }>(upsert, {
      input: { externalRef, name: "上游" },
    });
    expect(first.upsertCustomer).toMatchObject({ created: true, customer: { externalRefs: [externalRef] } });
    const second = await agent.query(upsert, { input: { externalRef, name: "上游改" } });
    expect(second["upsertCustomer"]).toMatchObject({
      created: false,
      customer: { id: first.upsertCustomer.customer.id, version: 2, name: "上游改" },
    });
    const { customerByExternalRef } = await agent.query(
      "query ($ref: ExternalRefInput!) { customerByExternalRef(externalRef: $ref) { name } }",
      { ref: externalRef },
    );
    expect(customerByExternalRef).toEqual({ name: "上游改" });
  });

  test("ten at once with a new id make one customer", async () => {
    const externalRef = { system: "erp", id: randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        agent.query<{ upsertCustomer: { created: boolean; customer: { id: string } } }>(upsert, {
          input: { externalRef, name: "同时" },
        }),
      ),
    );
    expect(answers.filter(({ upsertCustomer }) => upsertCustomer.created)).toHaveLength(1);
    expect(new Set(answers.map(({ upsertCustomer }) => upsertCustomer.customer.id)).size).toBe(1);
  });

  test("a ref that another customer has is refused on creation", async () => {
    const externalRef = { system: "erp", id: randomUUID() };
    await created(agent, { name: "占用", externalRefs: [externalRef] });
    expect((await create(agent, { name: "再占", externalRefs: [externalRef] })).errors).toMatchObject([
      { code: "ALREADY_TAKEN", path: ["externalRefs", "0"] },
    ]);
  });
});
