import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { changeField, madeField, setValues } from "../customers/custom-field-calls.ts";
import { created } from "../customers/customer-calls.ts";
import { IN_CLEAR, prepare } from "../exports/export-calls.ts";
import { decideProposals, proposalsOf, recordOrder } from "../orders/order-calls.ts";
import { openOffice, recordOf, type Office } from "./office.ts";
import { agentWith } from "./people-with-rights.ts";

let server: TestServer;
let administrator: Client;
let agent: Client;
let office: Office;
beforeAll(async () => {
  server = await startTestServer();
  [administrator, agent] = await Promise.all([server.as("ADMINISTRATOR"), server.as("AGENT")]);
  office = await openOffice(server);
});
afterAll(() => server.stop());

const codes = (errors: readonly { code: string; path: readonly string[] }[]) =>
  errors.map(({ code, path }) => `${code} ${path.join(".")}`);

async function roleOf(client: Client): Promise<{ id: string; version: number }> {
  const { me } = await client.query<{ me: { heldRole: { id: string; version: number } } }>(
    "{ me { heldRole { id version } } }",
  );
  return me.heldRole;
}

describe("T10 a cursor that somebody wrote himself is refused in words, and never fails the server", () => {
  const cursorOf = (name: string, value: string): string =>
    Buffer.from(JSON.stringify([name, value, randomUUID()])).toString("base64url");

  test.each([
    ["a day that no calendar has", "foundedOn down", "2026-99-99", { field: "foundedOn" }],
    ["a last deal on such a day", "deal", "2026-02-30", null],
    ["a record's id that is none", "newest", "-".repeat(36), null],
  ])("%s", async (_, name, value, order) => {
    const answer = await agent.send(
      `query ($after: String, $order: FieldOrder, $orderBy: CustomerOrdering) {
        customers(first: 1, after: $after, orderByField: $order, orderBy: $orderBy) { nodes { id } } }`,
      { after: cursorOf(name, value), order, orderBy: name === "newest" ? "NEWEST" : "LAST_DEAL" },
    );
    expect(answer.errors.map(({ extensions }) => extensions?.["code"])).toEqual(["BAD_USER_INPUT"]);
  });

  test("and so is a day of the year 0, which is no day", async () => {
    const { id } = await created(agent, { name: "零年" });
    const answer = await agent.send(
      "query ($id: ID, $day: Date) { customer(id: $id) { orders(first: 1, filter: { orderedFrom: $day }) { nodes { id } } } }",
      { id, day: "0000-01-01" },
    );
    expect(answer.errors.map(({ extensions }) => extensions?.["code"])).toEqual(["BAD_USER_INPUT"]);
  });

  test("of the queue of archives that are due", async () => {
    const answer = await agent.send(
      "query ($after: String) { archivesDue(first: 1, after: $after) { nodes { dueOn } } }",
      { after: cursorOf("due", "9999999999") },
    );
    expect(answer.errors.map(({ extensions }) => extensions?.["code"])).toEqual(["BAD_USER_INPUT"]);
  });
});

describe("T16 a buyer's data is no way to try telephone numbers out", () => {
  test.each(["MASKED", "MATCH"] as const)(
    "with the right %s a right guess reads like a wrong one",
    async (phone) => {
      const guesser = await agentWith(server, { phone });
      const nickname = `猜${randomUUID().slice(0, 8)}`;
      const customer = await created(agent, { nickname, phone: "13700001234" });
      const guess = async (number: string): Promise<string[]> => {
        const { errors } = await recordOrder(guesser, { buyer: { nickname, phone: number } });
        expect(errors).toEqual([]);
        return (await proposalsOf(guesser, customer.id)).map(
          ({ field, proposed }) => `${field} ${proposed.text}`,
        );
      };
      expect(await guess("13700001111")).toEqual(["phone 137****1111"]);
      expect(await guess("13700001234")).toEqual(["phone 137****1234", "phone 137****1111"]);
    },
  );
});

describe("T16 the age", () => {
  test("tells whoever sees the birth date masked no more than its year", async () => {
    const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(5, 10);
    const birthDate = `1990-${tomorrow === "02-29" ? "03-01" : tomorrow}`;
    const customer = await created(agent, { name: "快过生日", individual: { birthDate } });
    const ageFor = async (client: Client) => {
      const answer = await client.query<{
        customer: { individual: { basic: { age: { years: number; from: string } } } };
      }>("query ($id: ID) { customer(id: $id) { individual { basic { age { years from } } } } }", {
        id: customer.id,
      });
      return answer.customer.individual.basic.age;
    };
    const whole = await ageFor(agent);
    expect(whole.from).toBe("BIRTH_DATE");
    const masked = await ageFor(await server.as("VIEWER"));
    expect(masked.from).toBe("BIRTH_YEAR");
    expect([whole.years, whole.years + 1]).toContain(masked.years);
  });
});

describe("T16 a guess that was accepted", () => {
  test("is not put back by whoever may not even match the field", async () => {
    const guesser = await agentWith(server, { phone: "MASKED" });
    const nickname = `猜${randomUUID().slice(0, 8)}`;
    const customer = await created(agent, { nickname, phone: "13700001234" });
    await recordOrder(guesser, { buyer: { nickname, phone: "13700009999" } });
    const proposalIds = (await proposalsOf(guesser, customer.id)).map(({ id }) => id);
    const accepted = await decideProposals(guesser, "decideCustomerProposals", {
      customerId: customer.id,
      expectedVersion: 1,
      proposalIds,
      decision: "ACCEPT",
    });
    expect(accepted.errors).toEqual([]);
    const { errors } = await decideProposals(guesser, "reopenCustomerProposals", {
      customerId: customer.id,
      expectedVersion: 2,
      proposalIds,
    });
    expect(codes(errors)).toEqual(["NOT_ALLOWED proposalIds"]);
  });
});

describe("T18 nobody gets by way of another role what a custom field keeps from his own", () => {
  /** Somebody who looks after roles and people, without a right on the field. */
  async function officeManager(): Promise<{ client: Client; roleId: string }> {
    const client = await agentWith(server, {
      permissions: [
        "graph:explore",
        "self:changePassword",
        "customer:list",
        "staff:list",
        "staff:add",
        "staff:changeRole",
        "role:list",
        "role:add",
        "role:edit",
      ].map((permission) => ({ permission, scope: "ALL" })),
    });
    return { client, roleId: (await roleOf(client)).id };
  }

  test("not by a new role, a copy of his own", async () => {
    const { client, roleId } = await officeManager();
    const field = await madeField(administrator, {
      type: "TEXT",
      sensitivity: "PERSONAL",
      rights: [{ roleId, right: "NONE" }],
    });
    const added = await office.command<{ role: { id: string } | null }>(
      "addRole",
      { name: `副本 ${randomUUID().slice(0, 8)}`, copyOf: roleId },
      "role { id }",
      client,
    );
    expect(added.errors).toEqual([]);
    const { client: newcomer } = await office.hire({ roleId: added.role?.id ?? "" });
    const { customFields } = await newcomer.query<{ customFields: { id: string; right: string }[] }>(
      "{ customFields { id right } }",
    );
    expect(customFields.find(({ id }) => id === field.id)?.right).toBe("NONE");
  });

  test("nor by hiring somebody of a role that sees it, or by giving such a role more", async () => {
    const { client, roleId } = await officeManager();
    const names = ["graph:explore", "customer:list"];
    const role = await office.command<{ role: { id: string; version: number } }>(
      "addRole",
      {
        name: `知情 ${randomUUID().slice(0, 8)}`,
        permissions: names.map((permission) => ({ permission, scope: "ALL" })),
      },
      "role { id version }",
    );
    await madeField(administrator, {
      type: "TEXT",
      sensitivity: "SENSITIVE",
      purpose: "用药提醒",
      rights: [
        { roleId: role.role.id, right: "VIEW" },
        { roleId, right: "NONE" },
      ],
    });
    const hired = await office.command(
      "addStaff",
      { name: "新人", email: `${randomUUID()}@dossier.example`, roleId: role.role.id },
      "temporaryPassword",
      client,
    );
    expect(codes(hired.errors)).toEqual(["NOT_ALLOWED roleId"]);
  });
});

describe("T37 an export in clear is given at the moment when it leaves", () => {
  test("what may be looked at no more by the hundred is masked by then", async () => {
    const permissions = (...names: string[]) => names.map((permission) => ({ permission, scope: "ALL" }));
    const clerk = await agentWith(server, {
      permissions: permissions(
        "graph:explore",
        "customer:list",
        "customer:reveal",
        "customer:export",
        "customer:revealMany",
      ),
    });
    await created(agent, { nickname: "tb_clear", phone: "13700005678" });
    const { url, errors } = await prepare(clerk, {
      profile: "LEDGER",
      columns: ["nickname", "phone"],
      search: "tb_clear",
      format: "PRINT",
      ...IN_CLEAR,
    });
    expect(errors).toEqual([]);
    const role = await roleOf(clerk);
    await office.command(
      "editRole",
      {
        roleId: role.id,
        expectedVersion: role.version,
        permissions: permissions("graph:explore", "customer:list", "customer:reveal", "customer:export"),
      },
      "role { id }",
    );
    const list = (await (await clerk.request(url ?? "")).json()) as { rows: string[][] };
    expect(list.rows).toEqual([["tb_clear", "137****5678"]]);
  });

  test("of which a filter is gone by then it is refused in words, and the ticket is used", async () => {
    const field = await madeField(administrator, { type: "TEXT" });
    const customer = await created(agent, { name: "按自定义筛选" });
    await setValues(agent, customer.id, 1, [{ field: field.id, value: { text: "甲" } }]);
    const { url } = await prepare(administrator, {
      profile: "ROSTER",
      filter: { fields: [{ field: field.id, equals: "甲" }] },
    });
    await changeField(administrator, "archive", { customFieldId: field.id, expectedVersion: 1 });
    const response = await administrator.request(url ?? "");
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(errors[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });
});

describe("T14 a customer out of sight", () => {
  test("is not named by what a field held before", async () => {
    const field = await madeField(administrator, { type: "CUSTOMER" });
    const sales = await server.as("SALES_AGENT");
    const own = await created(sales, { name: "自己的客户" });
    const hidden = await created(administrator, { name: "别处的客户" });
    await setValues(administrator, own.id, 1, [{ field: field.id, value: { customer: hidden.id } }]);
    const history = await sales.query(
      "query ($id: ID, $field: String) { customer(id: $id) { history(first: 5, field: $field) { nodes { new { state text } } } } }",
      { id: own.id, field: field.name },
    );
    expect(JSON.stringify(history)).not.toContain(recordOf(hidden.id));
  });
});

describe("T12 custom fields by the thousand", () => {
  test.each([
    [
      "their values a hundred times over",
      Array.from({ length: 8 }, (_, n) => `v${n}: fieldValues { __typename }`).join(" "),
    ],
    [
      "each value with all that may be chosen",
      "fieldValues { ... on ChoiceFieldValue { field { choices { label } } } }",
    ],
  ])("%s are refused by their cost, and those of one card are not", async (_, selection) => {
    const { errors } = await agent.send(`{ customers(first: 100) { nodes { ${selection} } } }`);
    expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["QUERY_TOO_COSTLY"]);
    const card = await agent.send(`{ customers(first: 1) { nodes { ${selection} } } }`);
    expect(card.errors).toEqual([]);
  });
});
