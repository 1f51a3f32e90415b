import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSchema, getNamedType, isLeafType, isNonNullType, isObjectType } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";

const schema = buildSchema(
  readFileSync(fileURLToPath(new URL("../../../schema/schema.graphql", import.meta.url)), "utf8"),
);

let server: TestServer;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
  const { channels } = await agent.query<{ channels: { id: string }[] }>("{ channels { id } }");
  const { addTeam } = await (
    await server.as("ADMINISTRATOR")
  ).query<{ addTeam: { team: { id: string } } }>(
    'mutation { addTeam(input: { name: "售后一组" }) { team { id } } }',
  );
  const { createCustomer } = await agent.query<{ createCustomer: { customer: { id: string } } }>(
    "mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } } }",
    {
      input: {
        name: "王小明",
        nickname: "小王",
        phone: "13800001234",
        email: "wang@dossier.example",
        address: "杭州市西湖区一号",
        channelId: channels[0]?.id,
        externalRefs: [{ system: "erp", id: "1" }],
      },
    },
  );
  const customerId = createCustomer.customer.id;
  const { recordOrder } = await agent.query<{ recordOrder: { order: { id: string } } }>(
    "mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { order { id } } }",
    {
      input: {
        customerId,
        orderedOn: "2026-03-08",
        amount: { amount: "10.00" },
        items: [{ goods: "手工皂" }],
      },
    },
  );
  const { fileComplaint } = await agent.query<{ fileComplaint: { complaint: { id: string } } }>(
    "mutation ($input: FileComplaintInput!) { fileComplaint(input: $input) { complaint { id } } }",
    { input: { customerId, category: "DELIVERY", description: "快递太慢", orderId: recordOrder.order.id } },
  );
  await agent.query(
    "mutation ($input: AssignComplaintInput!) { assignComplaint(input: $input) { errors { code } } }",
    {
      input: {
        complaintId: fileComplaint.complaint.id,
        expectedVersion: 1,
        teamId: addTeam.team.id,
      },
    },
  );
});
afterAll(() => server.stop());

/** Every field of a type that can be asked without more ado, as it is asked. */
function fieldsOf(name: string): string[] {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no type with fields`);
  return Object.values(type.getFields()).map((field) => {
    const paged = field.args.some((argument) => argument.name === "first") ? "(first: 2)" : "";
    const needsMore = field.args.some((argument) => isNonNullType(argument.type));
    if (needsMore) throw new Error(`${name}.${field.name} needs an argument: say which here`);
    const below = getNamedType(field.type);
    if (isLeafType(below)) return `${field.name}${paged}`;
    if (!isObjectType(below)) return `${field.name}${paged} { __typename }`;
    if (below.name.endsWith("Connection")) return `${field.name}${paged} { nodes { __typename } }`;
    const inside = Object.values(below.getFields()).filter(
      ({ args, type: inner }) => args.length === 0 && isLeafType(getNamedType(inner)),
    );
    return `${field.name}${paged} { ${["__typename", ...inside.map((each) => each.name)].join(" ")} }`;
  });
}

const PLACES: [type: string, where: string, around: (fields: string) => string, within: string[]][] = [
  [
    "Customer",
    "in the ledger",
    (fields) => `{ customers(first: 1) { nodes { ${fields} } } }`,
    ["customers", "nodes", "0"],
  ],
  ["Customer", "by number", (fields) => `{ customer(number: "KH-000001") { ${fields} } }`, ["customer"]],
  [
    "Customer",
    "of a complaint",
    (fields) => `{ complaint(number: "TS-2026-000001") { customer { ${fields} } } }`,
    ["complaint", "customer"],
  ],
  [
    "Complaint",
    "on the desk",
    (fields) => `{ complaints(first: 1) { nodes { ${fields} } } }`,
    ["complaints", "nodes", "0"],
  ],
  [
    "Complaint",
    "by number",
    (fields) => `{ complaint(number: "TS-2026-000001") { ${fields} } }`,
    ["complaint"],
  ],
  [
    "Complaint",
    "of a customer",
    (fields) => `{ customer(number: "KH-000001") { complaints(first: 1) { edges { node { ${fields} } } } } }`,
    ["customer", "complaints", "edges", "0", "node"],
  ],
  [
    "ComplaintEvent",
    "of a complaint",
    (fields) => `{ complaint(number: "TS-2026-000001") { events(first: 1) { nodes { ${fields} } } } }`,
    ["complaint", "events", "nodes", "0"],
  ],
];

const read = async (document: string, within: readonly string[]): Promise<Record<string, unknown>> => {
  let found: unknown = await agent.query(document);
  for (const step of within) found = (found as Record<string, unknown>)[step];
  return found as Record<string, unknown>;
};

test.each(PLACES)(
  "DOS-4.3 each field of %s %s is the same asked alone as with all others",
  async (type, _where, around, within) => {
    const fields = fieldsOf(type);
    const all = await read(around(fields.join(" ")), within);
    expect(Object.values(all).filter((value) => value !== null).length).toBeGreaterThan(fields.length / 2);
    for (const field of fields) {
      const [name = ""] = field.split(/\W/);
      expect(await read(around(field), within), field).toEqual({ [name]: all[name] });
    }
  },
);

test("DOS-4.3 a field that is asked in two places has what either of them asks", async () => {
  const { a, b } = await agent.query<Record<"a" | "b", { events: { nodes: object[] } }>>(`
    { a: complaint(number: "TS-2026-000001") { ...Log }
      b: complaint(number: "TS-2026-000001") { ...Log events(first: 1) { nodes { kind at } } } }
    fragment Log on Complaint { events(first: 1) { nodes { id kind } } }`);
  expect(a.events.nodes.map((event) => Object.keys(event))).toEqual([["id", "kind"]]);
  expect(b.events.nodes).toMatchObject(a.events.nodes);
  expect(b.events.nodes.map((event) => Object.keys(event))).toEqual([["id", "kind", "at"]]);
});
