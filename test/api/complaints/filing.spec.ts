import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import {
  addCustomer,
  addOrder,
  codesOf,
  done,
  file,
  patiently,
  read,
  whoAmI,
  type Complaint,
} from "./complaint-calls.ts";

let server: TestServer;
let agent: Client;
let customerId: string;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
});
afterAll(() => server.stop());
beforeEach(async () => {
  customerId = await addCustomer(agent);
});

describe("CMP-01 a complaint", () => {
  test.each([
    ["PRODUCT_QUALITY", "PRODUCT"],
    ["WRONG_GOODS", "PRODUCT"],
    ["DELIVERY", "SERVICE"],
    ["STAFF_ATTITUDE", "SERVICE"],
  ])("about %s is about %s", async (category, subject) => {
    expect(await done(file(agent, { customerId, category }))).toMatchObject({ category, subject });
  });

  test("is not filed without saying what it is about", async () => {
    const { errors } = await agent.send(
      `mutation ($input: FileComplaintInput!) { fileComplaint(input: $input) { errors { code } } }`,
      { input: { customerId, description: "不满意" } },
    );
    expect(errors).toHaveLength(1);
    expect(
      await server.database.query("select from complaint where customer_id = $1", [customerId.slice(9)]),
    ).toEqual([]);
  });

  test("is filed with its order, number, filer and owner, and stands on the customer's timeline", async () => {
    const orderId = await addOrder(agent, customerId);
    const self = await whoAmI(agent);
    const complaint = await done(file(agent, { customerId, orderId, severity: "HIGH" }));
    expect(complaint).toMatchObject({
      version: 1,
      kind: "COMPLAINT",
      severity: "HIGH",
      medium: "PHONE",
      description: "快递五天没有更新",
      status: "RECEIVED",
      open: true,
      order: { id: orderId },
      assignee: { id: self.id },
      filedBy: { id: self.id },
      team: null,
      cause: null,
      satisfaction: null,
    });
    expect(complaint.number).toMatch(/^TS-\d{4}-\d{6}$/);
    expect(complaint.changedAt).toBe(complaint.filedAt);
    const { customer } = await agent.query<{ customer: { timeline: { nodes: unknown[] } } }>(
      `query ($id: ID) { customer(id: $id) { timeline(first: 1) { nodes { kind happenedAt subject { ... on Complaint { number } } } } } }`,
      { id: customerId },
    );
    expect(customer.timeline.nodes).toEqual([
      { kind: "COMPLAINT_FILED", happenedAt: complaint.filedAt, subject: { number: complaint.number } },
    ]);
  });
});

describe("CMP-17 CMP-20", () => {
  test.each(["PHONE", "ON_SITE", "WECHAT", "WANGWANG", "QQ", "EMAIL", "WEB_FORM", "PLATFORM", "OTHER"])(
    "CMP-17 a complaint comes in by %s",
    async (medium) => {
      expect(await done(file(agent, { customerId, medium }))).toMatchObject({ medium });
    },
  );

  test.each(["COMPLAINT", "FEEDBACK", "SUGGESTION"])("CMP-20 a %s is taken like any other", async (kind) => {
    const { id } = await done(file(agent, { customerId, kind }));
    expect(await read(agent, id)).toMatchObject({ kind, status: "RECEIVED" });
    const { complaints } = await agent.query<{ complaints: { nodes: { id: string }[] } }>(
      `query ($filter: ComplaintFilter) { complaints(first: 10, filter: $filter) { nodes { id } } }`,
      { filter: { kinds: [kind], customerId } },
    );
    expect(complaints.nodes).toEqual([{ id }]);
  });
});

/** However busy the server is, it is one complaint. */
async function filePatiently(): Promise<Complaint> {
  const input = { customerId, idempotencyKey: randomUUID() };
  return patiently(() => done(file(agent, input)));
}

describe("T45 the number", () => {
  test("is of fifty complaints filed at once another one each, in the year of the business", async () => {
    const filed = await Promise.all(Array.from({ length: 50 }, () => filePatiently()));
    expect(new Set(filed.map(({ number }) => number)).size).toBe(50);
    const year = new Intl.DateTimeFormat("en", { timeZone: "Asia/Shanghai", year: "numeric" }).format(
      new Date(),
    );
    expect(filed.every(({ number }) => number.startsWith(`TS-${year}-`))).toBe(true);
    const { customer } = await agent.query<{ customer: object }>(
      "query ($id: ID) { customer(id: $id) { openComplaintCount complaints(first: 1) { totalCount { value } } } }",
      { id: customerId },
    );
    expect(customer).toEqual({ openComplaintCount: 50, complaints: { totalCount: { value: 50 } } });
  });

  test("goes on over a gap that a refused filing leaves", async () => {
    const [first, refused, second] = [
      await done(file(agent, { customerId })),
      await file(agent, {
        customerId,
        photographIds: ["ComplaintPhotograph_0198c000-0000-7000-8000-000000000000"],
      }),
      await done(file(agent, { customerId })),
    ];
    expect(codesOf(refused)).toEqual(["NOT_FOUND photographIds"]);
    expect(Number(second.number.slice(8))).toBe(Number(first.number.slice(8)) + 2);
  });
});

describe("DOS-3.2 a complaint filed twice", () => {
  test("under one key is one, and the answer is the same", async () => {
    const input = { customerId, idempotencyKey: randomUUID() };
    const [first, again] = [await done(file(agent, input)), await done(file(agent, input))];
    expect(again).toEqual(first);
    const rows = await server.database.query("select from complaint where customer_id = $1", [
      customerId.slice(9),
    ]);
    expect(rows).toHaveLength(1);
  });

  test("at the same moment under one key is one", async () => {
    const input = { customerId, idempotencyKey: randomUUID() };
    const filed = await Promise.all(
      Array.from({ length: 5 }, () => done(patiently(() => file(agent, input)))),
    );
    expect(new Set(filed.map(({ id }) => id)).size).toBe(1);
  });

  test("under one key with another text is refused", async () => {
    const idempotencyKey = randomUUID();
    await done(file(agent, { customerId, idempotencyKey }));
    const other = await file(agent, { customerId, idempotencyKey, description: "另一件事" });
    expect(codesOf(other)).toEqual(["IDEMPOTENCY_MISMATCH idempotencyKey"]);
  });
});

describe("DOS-3.2 a filing is refused", () => {
  const NOBODY = "0198c000-0000-7000-8000-000000000000";

  test.each([
    ["without words", { description: " \n " }, "REQUIRED description"],
    ["T23 with words that nobody sees", { description: "\u200B\u2060" }, "REQUIRED description"],
    ["with too many words", { description: "长".repeat(5001) }, "TOO_LONG description"],
    ["of an unknown customer", { customerId: `Customer_${NOBODY}` }, "NOT_FOUND customerId"],
    ["of a record that is no customer", { customerId: `Order_${NOBODY}` }, "NOT_FOUND customerId"],
    ["about an unknown order", { orderId: `Order_${NOBODY}` }, "NOT_FOUND orderId"],
    ["for an unknown person", { assigneeId: `StaffMember_${NOBODY}` }, "NOT_FOUND assigneeId"],
  ])("%s", async (_how, input, expected) => {
    const english = await server.as("AGENT", "en");
    const [zh, en] = [
      await file(agent, { customerId, ...input }),
      await file(english, { customerId, ...input }),
    ];
    expect([codesOf(zh), codesOf(en)]).toEqual([[expected], [expected]]);
    expect(zh.errors[0]?.message).toMatch(/\p{Script=Han}/u);
    expect(en.errors[0]?.message).toMatch(/^[A-Za-z0-9 ,.'`;:]+$/);
  });

  test("about another customer's order", async () => {
    const orderId = await addOrder(agent, await addCustomer(agent, "别的客户"));
    expect(codesOf(await file(agent, { customerId, orderId }))).toEqual(["INVALID_VALUE orderId"]);
  });

  test("by a viewer and by nobody, and no row comes of it", async () => {
    const before = await server.database.query("select count(*) from complaint");
    for (const [client, code] of [
      [await server.as("VIEWER"), "FORBIDDEN"],
      [server.visitor(), "UNAUTHENTICATED"],
    ] as const) {
      const { errors } = await client.send(
        `mutation ($input: FileComplaintInput!) { fileComplaint(input: $input) { errors { code } } }`,
        { input: { customerId, category: "PRICE", description: "太贵" } },
      );
      expect(errors.map((error) => error.extensions?.["code"])).toEqual([code]);
    }
    expect(await server.database.query("select count(*) from complaint")).toEqual(before);
  });
});
