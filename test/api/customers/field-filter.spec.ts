import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { agentWith } from "../access/people-with-rights.ts";
import { changeField, madeField, setValues, type CustomField } from "./custom-field-calls.ts";
import { created } from "./customer-calls.ts";

let server: TestServer;
let administrator: Client;
let agent: Client;
let points: CustomField;
let colours: CustomField;
beforeAll(async () => {
  server = await startTestServer();
  [administrator, agent] = await Promise.all([server.as("ADMINISTRATOR"), server.as("AGENT")]);
  points = await madeField(administrator, { type: "NUMBER" });
  colours = await madeField(administrator, {
    type: "CHOICES",
    choices: [{ labelZh: "红" }, { labelZh: "蓝" }],
  });
  const people: [name: string, individual: object, points: string | null, colours: string[]][] = [
    ["甲", { sex: "MALE", school: "浙江大学", district: "330106" }, "3", ["1", "2"]],
    ["乙", { sex: "FEMALE", school: "复旦大学", district: "310101" }, "10", ["2"]],
    ["丙", { sex: "MALE", school: "100%_学院", district: "330100" }, "-2.5", []],
    ["丁", { sex: "FEMALE" }, null, []],
  ];
  for (const [name, individual, number, codes] of people) {
    const customer = await created(agent, { name, individual });
    await setValues(agent, customer.id, 1, [
      { field: points.id, value: number === null ? null : { number } },
      { field: colours.id, value: codes.length === 0 ? null : { choices: codes } },
    ]);
  }
});
afterAll(() => server.stop());

interface Listed {
  customers: {
    nodes: { name: string }[];
    pageInfo: { endCursor: string | null; hasNextPage: boolean; startCursor: string | null };
    totalCount: { value: number };
  };
}

const LIST = `query ($fields: [FieldFilter!], $order: FieldOrder, $first: Int, $after: String, $last: Int, $before: String, $kinds: [CustomerKind!], $search: String) {
  customers(search: $search, filter: { fields: $fields, kinds: $kinds }, orderByField: $order, first: $first, after: $after, last: $last, before: $before) {
    nodes { name } pageInfo { startCursor endCursor hasNextPage } totalCount { value } } }`;

async function names(client: Client, fields: object[], more: object = {}): Promise<string> {
  const { customers } = await client.query<Listed>(LIST, { fields, first: 50, ...more });
  expect(customers.totalCount.value).toBe(customers.nodes.length);
  return customers.nodes.map(({ name }) => name).join("");
}

const sorted = async (fields: object[], more?: object): Promise<string> =>
  [...(await names(agent, fields, more))]
    .sort((one, other) => "甲乙丙丁".indexOf(one) - "甲乙丙丁".indexOf(other))
    .join("");

describe("DOS-6.2 the ledger is filtered by plain fields", () => {
  test("of the archive: a choice, a text and a part of one, a district with all within it, and emptiness", async () => {
    expect(await sorted([{ field: "sex", equals: "MALE" }])).toBe("甲丙");
    expect(await sorted([{ field: "sex", anyOf: ["MALE", "FEMALE"] }])).toBe("甲乙丙丁");
    expect(await sorted([{ field: "school", equals: "复旦大学" }])).toBe("乙");
    expect(await sorted([{ field: "school", contains: "大学" }])).toBe("甲乙");
    expect(await sorted([{ field: "school", contains: "0%_" }])).toBe("丙");
    expect(await sorted([{ field: "district", equals: "330000" }])).toBe("甲丙");
    expect(await sorted([{ field: "district", equals: "330106" }])).toBe("甲");
    expect(await sorted([{ field: "school", isEmpty: true }])).toBe("丁");
    expect(await sorted([{ field: "school", isEmpty: false }])).toBe("甲乙丙");
  });

  test("of the firm's own, by id and by name, together and with other filters and a search", async () => {
    expect(await sorted([{ field: points.id, from: "3" }])).toBe("甲乙");
    expect(await sorted([{ field: points.name, from: "-3", to: "3.0" }])).toBe("甲丙");
    expect(await sorted([{ field: points.id, equals: "10.00" }])).toBe("乙");
    expect(await sorted([{ field: colours.id, anyOf: ["1", "2"] }])).toBe("甲乙");
    expect(
      await sorted([
        { field: colours.id, equals: "2" },
        { field: "sex", equals: "MALE" },
      ]),
    ).toBe("甲");
    expect(await sorted([{ field: points.id, from: "0" }], { kinds: ["COMPANY"] })).toBe("");
    expect(await sorted([{ field: points.id, from: "0" }], { search: "乙" })).toBe("乙");
    expect(await sorted([{ field: colours.id, anyOf: [] }])).toBe("");
  });

  test("and ordered by them, page by page in both directions", async () => {
    const order = { field: points.id, ascending: true };
    expect(await names(agent, [], { order })).toBe("丙甲乙");
    expect(await names(agent, [], { order: { field: points.id } })).toBe("乙甲丙");
    expect(await names(agent, [], { order: { field: "school" } })).toHaveLength(3);
    const page = async (variables: object) => {
      const { customers } = await agent.query<Listed>(LIST, { order, ...variables });
      return customers;
    };
    const first = await page({ first: 2 });
    const next = await page({ first: 2, after: first.pageInfo.endCursor });
    const back = await page({ last: 2, before: next.pageInfo.startCursor });
    expect([first, next, back].map(({ nodes }) => nodes.map(({ name }) => name).join(""))).toEqual([
      "丙甲",
      "乙",
      "丙甲",
    ]);
    const other = await agent.send(LIST, {
      order: { field: "school" },
      first: 2,
      after: first.pageInfo.endCursor,
    });
    expect(other.errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
  });

  test("T03 whose customers they are stays as it was", async () => {
    const sales = await server.as("SALES_AGENT");
    expect(await names(sales, [{ field: "sex", anyOf: ["MALE", "FEMALE"] }])).toBe("");
    expect(await names(sales, [], { order: { field: points.id } })).toBe("");
  });
});

describe("T16 nothing is found by parts of what is encrypted or not one's own to know", () => {
  const refusal = async (client: Client, variables: object) =>
    (await client.send(LIST, { first: 5, ...variables })).errors.map(({ message, extensions }) => [
      extensions?.["code"],
      message,
    ]);

  test("a personal, a sensitive, an unknown and a hidden field get one answer, in filters and orders", async () => {
    const [sealed, hidden, archived] = [
      await madeField(administrator, { type: "TEXT", sensitivity: "PERSONAL" }),
      await madeField(administrator, { type: "NUMBER" }),
      await madeField(administrator, { type: "NUMBER" }),
    ];
    const outsider = await agentWith(server, {});
    const { me } = await outsider.query<{ me: { heldRole: { id: string } } }>("{ me { heldRole { id } } }");
    await changeField(administrator, "change", {
      customFieldId: hidden.id,
      expectedVersion: 1,
      rights: [{ roleId: me.heldRole.id, right: "NONE" }],
    });
    await changeField(administrator, "archive", { customFieldId: archived.id, expectedVersion: 1 });
    const unknown = await refusal(outsider, { fields: [{ field: "noSuchField", isEmpty: false }] });
    expect(unknown).toMatchObject([["BAD_USER_INPUT", expect.any(String)]]);
    for (const field of [
      "phone",
      "birthDate",
      "bloodType",
      "constructor",
      sealed.id,
      hidden.id,
      archived.id,
    ]) {
      expect(await refusal(outsider, { fields: [{ field, isEmpty: false }] })).toEqual(unknown);
      expect(await refusal(outsider, { order: { field } })).toEqual(unknown);
    }
    expect(await refusal(agent, { fields: [{ field: hidden.id, isEmpty: false }] })).toEqual([]);
  });

  test("questions that a field cannot answer are refused in words", async () => {
    for (const filter of [
      { field: "sex" },
      { field: "school", from: "甲" },
      { field: points.id, contains: "1" },
      { field: points.id, equals: "viel" },
      { field: points.id, from: "1e9" },
      { field: colours.id, anyOf: Array.from({ length: 101 }, () => "1") },
    ])
      expect(await refusal(agent, { fields: [filter] })).toMatchObject([
        ["BAD_USER_INPUT", expect.any(String)],
      ]);
    expect(
      await refusal(agent, { fields: Array.from({ length: 6 }, () => ({ field: "sex", equals: "MALE" })) }),
    ).toHaveLength(1);
    expect(await refusal(agent, { order: { field: colours.id } })).toHaveLength(1);
  });
});
