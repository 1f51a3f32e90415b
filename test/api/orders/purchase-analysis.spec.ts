import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { created } from "../customers/customer-calls.ts";
import { recordOrder } from "./order-calls.ts";

let server: TestServer;
let agent: Client;
let customerId: string;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
  customerId = (await created(agent, { name: "常客" })).id;
});
afterAll(() => server.stop());

const day = (ago: number): string =>
  new Date(Date.now() + 8 * 3_600_000 - ago * 86_400_000).toISOString().slice(0, 10);

const ANALYSIS = `orderCount quantity amount { amount } averageAmount { amount } meanDaysBetween daysSinceLast
  months { month orderCount amount { amount } } weekdays { weekday orderCount amount { amount } }
  hours { hour orderCount } goodsByAmount { goods orderCount quantity amount { amount } } goodsByOrders { goods orderCount }`;

interface Analysis {
  orderCount: number;
  months: { month: string; orderCount: number; amount: { amount: string } }[];
  weekdays: { weekday: string; orderCount: number }[];
  [field: string]: unknown;
}

async function analyse(id: string): Promise<Analysis> {
  const { customer } = await agent.query<{ customer: { purchaseAnalysis: Analysis } }>(
    `query ($id: ID) { customer(id: $id) { purchaseAnalysis { ${ANALYSIS} } } }`,
    { id },
  );
  return customer.purchaseAnalysis;
}

async function ordersLike(filter: object): Promise<string[]> {
  const { customer } = await agent.query<{
    customer: { orders: { nodes: { orderedOn: string }[]; totalCount: { value: number } } };
  }>(
    "query ($id: ID, $filter: OrderFilter) { customer(id: $id) { orders(first: 50, filter: $filter) { totalCount { value } nodes { orderedOn } } } }",
    { id: customerId, filter },
  );
  expect(customer.orders.totalCount.value).toBe(customer.orders.nodes.length);
  return customer.orders.nodes.map(({ orderedOn }) => orderedOn);
}

describe("ARC-61 ARC-73 what the orders say of a customer's buying", () => {
  test("of somebody without an order is nothing, in all its parts", async () => {
    const analysis = await analyse(customerId);
    expect(analysis).toMatchObject({
      orderCount: 0,
      quantity: "0",
      amount: { amount: "0.00" },
      averageAmount: null,
      meanDaysBetween: null,
      daysSinceLast: null,
      hours: [],
      goodsByAmount: [],
      goodsByOrders: [],
    });
    expect(analysis.months).toHaveLength(24);
    expect(analysis.months.at(-1)?.month).toBe(`${day(0).slice(0, 7)}-01`);
    expect(analysis.weekdays.map(({ weekday }) => weekday)).toEqual([
      "MONDAY",
      "TUESDAY",
      "WEDNESDAY",
      "THURSDAY",
      "FRIDAY",
      "SATURDAY",
      "SUNDAY",
    ]);
  });

  test("is how often, how long ago, when, what, how many and how much", async () => {
    const soap = { goods: "手工皂", quantity: "3" };
    const scarf = { goods: "真丝围巾", quantity: "1.5", amount: { amount: "268.00" } };
    for (const order of [
      { orderedOn: day(30), amount: { amount: "39.90" }, items: [soap], orderedTime: "20:15" },
      {
        orderedOn: day(20),
        amount: { amount: "300.10" },
        items: [scarf, { goods: "手工皂" }],
        orderedTime: "20:59",
      },
      { orderedOn: day(10), amount: { amount: "20.00" }, items: [soap] },
      { orderedOn: day(10), amount: { amount: "0.00" }, items: [] },
      { orderedOn: day(800), amount: { amount: "40.00" }, items: [] },
    ])
      expect((await recordOrder(agent, { customerId, ...order })).errors).toEqual([]);
    const analysis = await analyse(customerId);
    expect(analysis).toMatchObject({
      orderCount: 5,
      quantity: "8.5",
      amount: { amount: "400.00" },
      averageAmount: { amount: "80.00" },
      // 790 days between the first and the last, on four days of orders.
      meanDaysBetween: 263.3,
      daysSinceLast: 10,
      hours: [{ hour: 20, orderCount: 2 }],
      goodsByAmount: [
        { goods: "真丝围巾", orderCount: 1, quantity: "1.5", amount: { amount: "268.00" } },
        // Of the second order nobody knows what the soap cost.
        { goods: "手工皂", orderCount: 3, quantity: "6", amount: { amount: "59.90" } },
      ],
      goodsByOrders: [{ goods: "手工皂" }, { goods: "真丝围巾" }],
    });
    expect(analysis.weekdays.reduce((sum, { orderCount }) => sum + orderCount, 0)).toBe(5);
    expect(analysis.months.reduce((sum, { orderCount }) => sum + orderCount, 0)).toBe(4);
  });

  test("leads with each bar to the orders it stands for", async () => {
    const weekday = ["SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"][
      new Date(day(20)).getUTCDay()
    ];
    expect(await ordersLike({ orderedFrom: day(30), orderedTo: day(20) })).toEqual([day(20), day(30)]);
    expect(await ordersLike({ goods: "真丝围巾" })).toEqual([day(20)]);
    expect(await ordersLike({ goods: "围巾" })).toEqual([]);
    expect(await ordersLike({ weekday, goods: "真丝围巾" })).toEqual([day(20)]);
    expect(await ordersLike({ hour: 20 })).toEqual([day(20), day(30)]);
    expect(await ordersLike({ hour: 21 })).toEqual([]);
  });
});

describe("ARC-60 an order says how it was paid, where it came through and at what time", () => {
  const ask = async (mutation: string, input: object) =>
    (
      await agent.query<
        Record<string, { order: Record<string, unknown> | null; errors: { code: string; path: string[] }[] }>
      >(
        `mutation ($input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!) { ${mutation}(input: $input) {
          order { id version paymentMethod otherPayment orderedTime channel { id } } errors { code path } } }`,
        { input },
      )
    )[mutation];
  const order = () => ({ customerId, orderedOn: day(5), amount: { amount: "10.00" }, items: [] });

  test("and all of it can be changed", async () => {
    const { channels } = await agent.query<{ channels: { id: string }[] }>("{ channels { id } }");
    const [channel] = channels;
    const recorded = await ask("recordOrder", {
      ...order(),
      paymentMethod: "OTHER",
      otherPayment: "购物券",
      orderedTime: "09:05",
      channelId: channel?.id,
    });
    expect(recorded?.order).toMatchObject({
      paymentMethod: "OTHER",
      otherPayment: "购物券",
      orderedTime: "09:05",
      channel: { id: channel?.id },
    });
    const edited = await ask("editOrder", {
      orderId: recorded?.order?.["id"],
      expectedVersion: 1,
      paymentMethod: "CASH_ON_DELIVERY",
      orderedTime: null,
      channelId: null,
    });
    expect(edited?.order).toMatchObject({
      version: 2,
      paymentMethod: "CASH_ON_DELIVERY",
      otherPayment: null,
      orderedTime: null,
      channel: null,
    });
    const same = await ask("editOrder", {
      orderId: recorded?.order?.["id"],
      expectedVersion: 2,
      paymentMethod: "CASH_ON_DELIVERY",
    });
    expect(same?.order).toMatchObject({ version: 2 });
  });

  test.each([
    [
      "words for a method that has a name",
      { paymentMethod: "CASH", otherPayment: "现金" },
      "INVALID_VALUE",
      "otherPayment",
    ],
    ["too many words", { paymentMethod: "OTHER", otherPayment: "长".repeat(51) }, "TOO_LONG", "otherPayment"],
    ["a channel that is none", { channelId: customerIdOfNobody() }, "NOT_FOUND", "channelId"],
  ])("and %s are refused", async (_, given, code, field) => {
    expect((await ask("recordOrder", { ...order(), ...given }))?.errors).toEqual([{ code, path: [field] }]);
  });
});

function customerIdOfNobody(): string {
  return "Customer_01900000-0000-7000-8000-000000000001";
}
