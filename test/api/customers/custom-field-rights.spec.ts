import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { agentWith } from "../access/people-with-rights.ts";
import { changeField, listFields, madeField, readValues, setValues } from "./custom-field-calls.ts";
import { created } from "./customer-calls.ts";

let server: TestServer;
let administrator: Client;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer();
  [administrator, agent] = await Promise.all([server.as("ADMINISTRATOR"), server.as("AGENT")]);
});
afterAll(() => server.stop());

const codes = (errors: readonly { code: string; path: readonly string[] }[]) =>
  errors.map(({ code, path }) => `${code} ${path.join(".")}`);

describe("DOS-6.2 T16 who may see", () => {
  const roleOf = async (client: Client): Promise<string> => {
    const { me } = await client.query<{ me: { heldRole: { id: string } } }>("{ me { heldRole { id } } }");
    return me.heldRole.id;
  };

  test("a plain field that is closed to a role is not there for it: no value, no history, no change", async () => {
    const outsider = await agentWith(server, {});
    const roleId = await roleOf(outsider);
    const field = await madeField(administrator, { type: "TEXT", rights: [{ roleId, right: "NONE" }] });
    const customer = await created(agent, { name: "只给一些人" });
    await setValues(agent, customer.id, 1, [{ field: field.id, value: { text: "内部评价" } }]);
    expect(await readValues(agent, customer.id)).toHaveLength(1);
    expect(await readValues(outsider, customer.id)).toEqual([]);
    const refused = await setValues(outsider, customer.id, 2, [{ field: field.id, value: { text: "改" } }]);
    expect(codes(refused.errors)).toEqual(["NOT_ALLOWED values.0.value"]);
    const history = await outsider.query(
      "query ($id: ID) { customer(id: $id) { history(first: 5) { nodes { field new { state text } } } } }",
      { id: customer.id },
    );
    expect(history).toMatchObject({
      customer: { history: { nodes: [{ field: field.name, new: { state: "HIDDEN", text: null } }, {}] } },
    });
    expect(JSON.stringify(history)).not.toContain("内部评价");
    expect((await listFields(outsider)).find(({ id }) => id === field.id)).toMatchObject({
      right: "NONE",
      rights: [],
    });
    // Opened to the role, it is seen from the next request on.
    await changeField(administrator, "change", { customFieldId: field.id, expectedVersion: 1, rights: [] });
    expect(await readValues(outsider, customer.id)).toHaveLength(1);
  });

  test("a personal one is sealed, masked, revealed with a reason, and changed in the log without its value", async () => {
    const field = await madeField(administrator, { type: "TEXT", sensitivity: "PERSONAL" });
    const customer = await created(agent, { name: "封存" });
    await setValues(agent, customer.id, 1, [{ field: field.id, value: { text: "微信号甲乙丙" } }]);
    expect(await readValues(agent, customer.id)).toEqual([
      { __typename: "MaskedFieldValue", masked: { state: "MASKED", text: "****" } },
    ]);
    const masked = await setValues(agent, customer.id, 2, [{ field: field.id, value: { text: "****" } }]);
    expect(codes(masked.errors)).toEqual(["INVALID_VALUE values.0.value"]);
    const reveal = `mutation ($customer: ID!, $field: ID!) { revealCustomField(input: {
      customerId: $customer, customFieldId: $field, reason: VERIFY_IDENTITY }) { value errors { code path } } }`;
    const ids = { customer: customer.id, field: field.id };
    expect(await agent.query(reveal, ids)).toEqual({
      revealCustomField: { value: "微信号甲乙丙", errors: [] },
    });
    const history = await agent.query(
      "query ($id: ID, $field: String) { customer(id: $id) { history(first: 5, field: $field) { nodes { operation new { state text } reason } } } }",
      { id: customer.id, field: field.name },
    );
    expect(history).toMatchObject({
      customer: {
        history: {
          nodes: [
            { operation: "revealCustomField", reason: "VERIFY_IDENTITY" },
            { operation: "setFieldValues", new: { state: "MASKED", text: "****" } },
          ],
        },
      },
    });
    const viewer = await server.as("VIEWER");
    expect(await readValues(viewer, customer.id)).toMatchObject([{ masked: { state: "MASKED" } }]);
    const refused = await viewer.send(reveal, ids);
    expect(refused.errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    const rows = await server.database.query<{ values: string; personal: string }>(
      "select (select count(*) from field_value where customer_id = $1)::text as values, encode(personal, 'escape') as personal from customer where id = $1",
      [customer.id.slice("Customer_".length)],
    );
    expect(rows[0]?.values).toBe("0");
    expect(rows[0]?.personal).not.toContain("微信");
  });

  test("a sensitive one is closed without a purpose, and nobody's whom it does not name", async () => {
    const administrators = await roleOf(administrator);
    const field = await madeField(administrator, {
      type: "TEXT",
      sensitivity: "SENSITIVE",
      rights: [{ roleId: administrators, right: "VIEW" }],
    });
    const customer = await created(agent, { name: "敏感自定义" });
    const value = [{ field: field.id, value: { text: "过敏" } }];
    expect(field.open).toBe(false);
    expect(codes((await setValues(administrator, customer.id, 1, value)).errors)).toEqual([
      "FIELD_CLOSED values.0.value",
    ]);
    await changeField(administrator, "change", {
      customFieldId: field.id,
      expectedVersion: 1,
      purpose: "用药提醒",
    });
    expect((await setValues(administrator, customer.id, 1, value)).errors).toEqual([]);
    expect(await readValues(administrator, customer.id)).toMatchObject([{ masked: { text: "****" } }]);
    expect(await readValues(agent, customer.id)).toEqual([]);
    expect(codes((await setValues(agent, customer.id, 2, value)).errors)).toEqual([
      "NOT_ALLOWED values.0.value",
    ]);
  });

  test("nobody gives a role more than he may do with the field himself", async () => {
    const administrators = await roleOf(administrator);
    const other = await roleOf(await agentWith(server, {}));
    const field = await madeField(administrator, {
      type: "TEXT",
      sensitivity: "PERSONAL",
      rights: [{ roleId: administrators, right: "MASKED" }],
    });
    const change = (rights: object[]) =>
      changeField(administrator, "change", { customFieldId: field.id, expectedVersion: 1, rights });
    expect(codes((await change([{ roleId: administrators, right: "VIEW" }])).errors)).toEqual([
      "NOT_ALLOWED rights.0.right",
    ]);
    expect(codes((await change([{ roleId: other, right: "VIEW" }])).errors)).toEqual([
      "NOT_ALLOWED rights.0.right",
    ]);
    expect(codes((await change([])).errors)).toEqual(["NOT_ALLOWED rights"]);
  });

  test("a colleague outside of the scope is not named by a field either", async () => {
    const field = await madeField(administrator, { type: "CUSTOMER" });
    const sales = await server.as("SALES_AGENT");
    const own = await created(sales, { name: "自己的" });
    const hidden = await created(administrator, { name: "看不到的" });
    const refused = await setValues(sales, own.id, 1, [{ field: field.id, value: { customer: hidden.id } }]);
    expect(codes(refused.errors)).toEqual(["NOT_FOUND values.0.value"]);
    await setValues(administrator, own.id, 1, [{ field: field.id, value: { customer: hidden.id } }]);
    expect(await readValues(sales, own.id)).toEqual([{ __typename: "CustomerFieldValue", customer: null }]);
    const stranger = await setValues(sales, hidden.id, 1, []);
    expect(codes(stranger.errors)).toEqual(["NOT_FOUND customerId"]);
  });
});
