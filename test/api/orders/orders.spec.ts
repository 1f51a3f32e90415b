import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let agent: Client;
let customerId: string;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
});
afterAll(() => server.stop());
beforeEach(async () => {
  const { createCustomer } = await agent.query<{ createCustomer: { customer: { id: string } } }>(
    'mutation { createCustomer(input: { name: "订单客户" }) { customer { id } } }',
  );
  customerId = createCustomer.customer.id;
});

interface Order {
  id: string;
  number: string;
  version: number;
  orderedOn: string;
  amount: { amount: string; currency: string };
  items: { goods: string; quantity: string | null; amount: { amount: string } | null }[];
}
interface Payload {
  order: Order | null;
  conflicts: { field: string; current: { text: string | null } }[];
  errors: { code: string; path: string[] }[];
}
const PAYLOAD = `order { id number version orderedOn amount { amount currency } items { goods quantity amount { amount } } }
  conflicts { field current { text } } errors { code path }`;

async function record(input: object, client = agent): Promise<Payload> {
  const data = await client.query<{ recordOrder: Payload }>(
    `mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { ${PAYLOAD} } }`,
    {
      input: { customerId, orderedOn: "2026-03-08", amount: { amount: "100.00" }, items: [], ...input },
    },
  );
  return data.recordOrder;
}

async function edit(input: object): Promise<Payload> {
  const data = await agent.query<{ editOrder: Payload }>(
    `mutation ($input: EditOrderInput!) { editOrder(input: $input) { ${PAYLOAD} } }`,
    { input },
  );
  return data.editOrder;
}

async function card(): Promise<Record<string, unknown>> {
  const { customer } = await agent.query<{ customer: Record<string, unknown> }>(
    `query ($id: ID) { customer(id: $id) { version lifecycle dealCount firstDealOn lastDealOn totalSpent { amount }
      orders(first: 10) { totalCount { value capped } nodes { orderedOn } pageInfo { hasNextPage endCursor } }
      timeline(first: 10) { nodes { kind fields subject { ... on Order { number } } } } } }`,
    { id: customerId },
  );
  return customer;
}

describe("ARC-60 an order of a customer", () => {
  test("is recorded with its goods, and the ledger's facts follow", async () => {
    const { order, errors } = await record({
      amount: { amount: "299.5" },
      items: [{ goods: "真丝围巾", quantity: "2", amount: { amount: "200" } }, { goods: "手工皂" }],
      shopOrderNumber: `TB${randomUUID()}`,
    });
    expect(errors).toEqual([]);
    expect(order?.number).toMatch(/^DD-\d{6}$/);
    expect(order).toMatchObject({
      amount: { amount: "299.50", currency: "CNY" },
      items: [
        { goods: "真丝围巾", quantity: "2", amount: { amount: "200.00" } },
        { goods: "手工皂", quantity: null, amount: null },
      ],
    });
    await record({ orderedOn: "2025-11-11", amount: { amount: "0.5" } });
    expect(await card()).toMatchObject({
      dealCount: 2,
      firstDealOn: "2025-11-11",
      lastDealOn: "2026-03-08",
      totalSpent: { amount: "300.00" },
    });
  });

  test("ARC-17 makes a potential customer an existing one, and no one's edit goes stale by it", async () => {
    expect(await card()).toMatchObject({ lifecycle: "POTENTIAL", version: 1, lastDealOn: null });
    await record({});
    expect(await card()).toMatchObject({ lifecycle: "EXISTING", version: 1 });
  });

  test("ARC-67 stands on the customer's timeline and pages by the latest first", async () => {
    for (const day of ["2026-01-01", "2026-03-01", "2026-02-01"]) await record({ orderedOn: day });
    const customer = await card();
    expect(customer).toMatchObject({
      orders: {
        totalCount: { value: 3, capped: false },
        nodes: [{ orderedOn: "2026-03-01" }, { orderedOn: "2026-02-01" }, { orderedOn: "2026-01-01" }],
      },
    });
    expect(customer).toMatchObject({
      timeline: {
        nodes: [
          { kind: "CUSTOMER_CREATED" },
          { kind: "ORDER_RECORDED" },
          { kind: "ORDER_RECORDED" },
          { kind: "ORDER_RECORDED" },
        ],
      },
    });
    const walked: string[] = [];
    for (let after: string | null = null; ;) {
      const page: {
        customer: { orders: { nodes: Order[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
      } = await agent.query(
        "query ($id: ID, $after: String) { customer(id: $id) { orders(first: 1, after: $after) { nodes { orderedOn } pageInfo { hasNextPage endCursor } } } }",
        { id: customerId, after },
      );
      walked.push(...page.customer.orders.nodes.map(({ orderedOn }) => orderedOn));
      if (!page.customer.orders.pageInfo.hasNextPage) break;
      after = page.customer.orders.pageInfo.endCursor;
    }
    expect(walked).toEqual(["2026-03-01", "2026-02-01", "2026-01-01"]);
  });

  test.each([
    ["a negative amount", { amount: { amount: "-1" } }, "amount"],
    ["three decimals", { amount: { amount: "1.005" } }, "amount"],
    ["another currency", { amount: { amount: "1", currency: "USD" } }, "amount"],
    ["a day before 1990", { orderedOn: "1989-12-31" }, "orderedOn"],
    ["a day far ahead", { orderedOn: "2199-01-01" }, "orderedOn"],
    ["goods without a name", { items: [{ goods: " " }] }, "items"],
    ["a quantity of nothing", { items: [{ goods: "茶", quantity: "0" }] }, "items"],
  ])("refuses %s and records nothing", async (_, input, path) => {
    const { order, errors } = await record(input);
    expect(order).toBeNull();
    expect(errors[0]?.path[0]).toBe(path);
    expect(await card()).toMatchObject({ dealCount: 0 });
  });

  test("refuses a day that does not exist and a number that is a float before anything runs", async () => {
    for (const input of [
      { orderedOn: "2026-02-30" },
      { amount: { amount: 1.5 } },
      { amount: { amount: "1e3" } },
    ]) {
      const answer = await agent.send(
        "mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { errors { code } } }",
        {
          input: { customerId, orderedOn: "2026-03-08", amount: { amount: "1" }, items: [], ...input },
        },
      );
      expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
    }
  });

  test("refuses an order number that is on file, and T43 a repeated request has one effect", async () => {
    const shopOrderNumber = `TB${randomUUID()}`;
    const input = { shopOrderNumber, idempotencyKey: randomUUID() };
    const [first, second] = [await record(input), await record(input)];
    expect(first.order?.id).toBe(second.order?.id);
    expect((await record({ shopOrderNumber })).errors).toMatchObject([
      { code: "ALREADY_TAKEN", path: ["shopOrderNumber"] },
    ]);
    expect(await card()).toMatchObject({ dealCount: 1 });
  });

  test("is edited, with the old goods in its history and the facts counted anew", async () => {
    const { order } = await record({ items: [{ goods: "蓝牙耳机" }] });
    const edited = await edit({
      orderId: order?.id,
      expectedVersion: 1,
      amount: { amount: "80" },
      items: [{ goods: "行车记录仪" }],
    });
    expect(edited.order).toMatchObject({
      version: 2,
      amount: { amount: "80.00" },
      items: [{ goods: "行车记录仪" }],
    });
    expect(await card()).toMatchObject({ totalSpent: { amount: "80.00" } });
    const changes = await server.database.query(
      "select field, old_value, new_value from change where record_type = 'Order' and operation = 'editOrder' order by field",
    );
    expect(changes).toEqual([
      { field: "amount", old_value: "100.00", new_value: "80.00" },
      { field: "items", old_value: "蓝牙耳机", new_value: "行车记录仪" },
    ]);
  });

  test("T42 a stale edit is a conflict that shows the other value", async () => {
    const { order } = await record({});
    await edit({ orderId: order?.id, expectedVersion: 1, orderedOn: "2026-03-09" });
    const stale = await edit({ orderId: order?.id, expectedVersion: 1, orderedOn: "2026-03-10" });
    expect(stale).toMatchObject({
      errors: [{ code: "CONFLICT" }],
      conflicts: [{ field: "orderedOn", current: { text: "2026-03-09" } }],
      order: { orderedOn: "2026-03-09" },
    });
  });

  test("fifty orders at once of one customer are all counted", async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => record({ amount: { amount: "1.10" } })),
    );
    expect(answers.every(({ errors }) => errors.length === 0)).toBe(true);
    expect(await card()).toMatchObject({ dealCount: 50, totalSpent: { amount: "55.00" } });
  });
});

describe("a note about a customer", () => {
  const write =
    "mutation ($input: WriteNoteInput!) { writeNote(input: $input) { note { id version text writtenBy { role } } errors { code path } } }";
  const change =
    "mutation ($input: EditNoteInput!) { editNote(input: $input) { note { version text } conflicts { field current { text } } errors { code } } }";
  interface Note {
    id: string;
    version: number;
    text: string;
  }

  test("is written, stands on the timeline, and is put into other words", async () => {
    const { writeNote } = await agent.query<{ writeNote: { note: Note } }>(write, {
      input: { customerId, text: " 想要红色的 " },
    });
    expect(writeNote.note).toMatchObject({ version: 1, text: "想要红色的", writtenBy: { role: "AGENT" } });
    const edited = await agent.query(change, {
      input: { noteId: writeNote.note.id, expectedVersion: 1, text: "想要蓝色的" },
    });
    expect(edited["editNote"]).toMatchObject({ note: { version: 2, text: "想要蓝色的" }, errors: [] });
    const stale = await agent.query(change, {
      input: { noteId: writeNote.note.id, expectedVersion: 1, text: "想要绿色的" },
    });
    expect(stale["editNote"]).toMatchObject({
      errors: [{ code: "CONFLICT" }],
      conflicts: [{ field: "text", current: { text: "想要蓝色的" } }],
    });
    const { customer } = await agent.query<{ customer: unknown }>(
      "query ($id: ID) { customer(id: $id) { timeline(first: 1) { nodes { kind subject { ... on Note { text } } } } notes(first: 5) { nodes { text editedAt } } } }",
      { id: customerId },
    );
    expect(customer).toMatchObject({
      timeline: { nodes: [{ kind: "NOTE_WRITTEN", subject: { text: "想要蓝色的" } }] },
      notes: { nodes: [{ text: "想要蓝色的" }] },
    });
  });

  test("T23 is text and nothing else", async () => {
    const text = '<img src=x onerror="alert(1)"> {{name}} =HYPERLINK("http://x")';
    const { writeNote } = await agent.query<{ writeNote: { note: Note } }>(write, {
      input: { customerId, text },
    });
    expect(writeNote.note.text).toBe(text);
  });

  test.each([
    ["", "REQUIRED"],
    ["长".repeat(5001), "TOO_LONG"],
    ["\u202Egnp.exe", "INVALID_VALUE"],
  ])("is refused when it is %j", async (text, code) => {
    const answer = await agent.query(write, { input: { customerId, text } });
    expect(answer["writeNote"]).toMatchObject({ note: null, errors: [{ code, path: ["text"] }] });
  });
});
