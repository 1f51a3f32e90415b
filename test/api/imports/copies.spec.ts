import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import {
  check,
  customerCalled,
  decide,
  finish,
  importIn,
  importNow,
  ownOperations,
  proposals,
  revert,
  sheet,
  takeIn,
  takeStep,
  upload,
  type ImportNow,
} from "./import-calls.ts";

const FISH = "小鱼,金卡,于小鱼,fish@example.cn,13800138001,杭州市西湖区1号,2026-01-02,碧螺春,100.00";
const ASKING = "咦咦咦是你,,,,,,,,";
const HILL = "大山,银卡会员,单大山,,13800138002,,2026-02-01,紫砂壶,50";

let server: TestServer;
let client: Client;
beforeAll(async () => {
  server = await startTestServer();
  client = await server.as("ADMINISTRATOR");
});
afterAll(() => server.stop());

/** In this order, as the shop's year goes by. */
describe("DOS-2.4 a longer copy of the same sheet", () => {
  let first: ImportNow;
  let second: ImportNow;

  test("adds only what is new, also the second of two deals that are alike", async () => {
    first = await takeIn(client, sheet(FISH, ASKING, HILL));
    expect(first.counts).toMatchObject({ newCustomers: 3, potentialCustomers: 1, newOrders: 2 });
    const longer = await takeIn(client, sheet(FISH, ASKING, HILL, FISH));
    expect(longer.counts).toMatchObject({ newCustomers: 0, newOrders: 1, knownRows: 3, proposals: 0 });
    expect(await customerCalled(client, "小鱼")).toMatchObject({ dealCount: 2 });
  });

  test("ARC-18 a later order under the same ID makes the potential customer an existing one, and fills what was empty", async () => {
    second = await takeIn(
      client,
      sheet(
        FISH.replace("13800138001", "13900139001").replace("金卡", "钻石"),
        "咦咦咦是你,,易易,,13800138003,,2026-05-05,茶具,18",
        HILL,
      ),
    );
    expect(await customerCalled(client, "咦咦咦是你")).toMatchObject({
      name: "易易",
      lifecycle: "EXISTING",
      dealCount: 1,
      phone: { text: "138****8003" },
    });
    expect(second.counts).toMatchObject({ newOrders: 1, filledFields: 2, proposals: 2, knownRows: 1 });
  });

  test("ARC-19 never overwrites: a changed value is proposed, contact data masked", async () => {
    expect(await customerCalled(client, "小鱼")).toMatchObject({ phone: { text: "138****8001" } });
    const open = await proposals(client, second.number);
    expect(open.map(({ field, current, proposed }) => [field, current.text, proposed.text])).toEqual([
      ["memberLevelId", "金卡会员", "钻石会员"],
      ["phone", "138****8001", "139****9001"],
    ]);
    expect(open.every(({ customer }) => customer.displayName === "于小鱼")).toBe(true);
  });

  test("accepted, the value comes into the archive with its history; rejected, it is not proposed again", async () => {
    const [level, phone] = await proposals(client, second.number);
    if (!level || !phone) throw new Error("two proposals were there a moment ago");
    await decide(client, "ACCEPT", [phone]);
    await decide(client, "REJECT", [level]);
    expect(await customerCalled(client, "小鱼")).toMatchObject({
      phone: { text: "139****9001" },
      version: 2,
    });
    const { customers } = await client.query<{ customers: { nodes: { nickname: string }[] } }>(
      `{ customers(search: "13900139001", first: 5) { nodes { nickname } } }`,
    );
    expect(customers.nodes).toEqual([{ nickname: "小鱼" }]);
    const found = await client.query<{
      customerByExternalRef: {
        openProposals: unknown[];
        history: { nodes: { field: string | null; source: string; import: { number: string } }[] };
      };
    }>(`{ customerByExternalRef(externalRef: { system: "shop-customer-id", id: "小鱼" }) {
      openProposals { id } history(first: 1) { nodes { field source import { number } } } } }`);
    expect(found.customerByExternalRef).toEqual({
      openProposals: [],
      history: { nodes: [{ field: "phone", source: "CONSOLE", import: { number: second.number } }] },
    });
    const third = await takeIn(client, sheet(FISH.replace("金卡", "钻石").replace("13800138001", "")));
    expect(third.counts).toMatchObject({ proposals: 0, knownRows: 1 });
  });

  test("ARC-12 T14 whoever decided is found in the change log by name, for one value and for all at once", async () => {
    await client.query(
      "mutation ($input: DecideAllProposalsInput!) { decideAllProposals(input: $input) { errors { code } } }",
      { input: { importId: second.id, decision: "REJECT" } },
    );
    expect(await ownOperations(client)).toEqual(
      expect.arrayContaining(["decideProposals", "decideAllProposals"]),
    );
  });

  test("reverted, gives every field back and takes its own records away, save what people changed", async () => {
    const asking = await customerCalled(client, "咦咦咦是你");
    await client.query(
      `mutation ($input: EditCustomerInput!) { editCustomer(input: $input) { errors { code } } }`,
      { input: { customerId: asking?.id, expectedVersion: asking?.version, name: "易小易" } },
    );
    await revert(client, second.number);
    expect(await customerCalled(client, "小鱼")).toMatchObject({
      phone: { text: "138****8001" },
      dealCount: 2,
    });
    // The name was changed by a person since; the phone still was the import's.
    expect(await customerCalled(client, "咦咦咦是你")).toMatchObject({
      name: "易小易",
      phone: { text: null },
      lifecycle: "POTENTIAL",
      dealCount: 0,
    });
    expect(await takeStep(client, "revertImport", await importNow(client, second.number))).toMatchObject([
      { code: "WRONG_STATE" },
    ]);
  });

  test("repeated, it is taken in again from its stored rows", async () => {
    expect(await takeStep(client, "repeatImport", await importNow(client, second.number))).toEqual([]);
    const again = await importIn(client, second.number, "FINISHED");
    expect(again.counts).toMatchObject({ newOrders: 1, filledFields: 1 });
    expect(await customerCalled(client, "咦咦咦是你")).toMatchObject({ dealCount: 1, lifecycle: "EXISTING" });
  });

  test("the first one reverted keeps the customers whom others added to, and says how many", async () => {
    await client.query(
      `mutation ($input: WriteNoteInput!) { writeNote(input: $input) { errors { code } } }`,
      { input: { customerId: (await customerCalled(client, "大山"))?.id, text: "要发票" } },
    );
    const reverted = await revert(client, first.number);
    expect(reverted.keptRecords).toBeGreaterThan(0);
    expect(await customerCalled(client, "大山")).toMatchObject({ dealCount: 0 });
  });
});

describe("DOS-2.4 an order with a number", () => {
  const NUMBERED = "客户ID,真实姓名,订单编号,付款时间,宝贝标题,数量,实付金额";
  const rows = (...lines: string[]): string => `${[NUMBERED, ...lines].join("\n")}\n`;

  test("on several rows is one order: the same amount on each is its total, different ones are added", async () => {
    const done = await takeIn(
      client,
      rows(
        "阿多,多多,8001,2026-03-01 10:00:00,茶壶,1,90.00",
        "阿多,多多,8001,2026-03-01 10:00:00,茶杯,4,90.00",
        "阿多,多多,8002,2026-03-02 10:00:00,茶盘,1,30.00",
        "阿多,多多,8002,2026-03-02 10:00:00,茶巾,2,12.50",
      ),
    );
    expect(done.counts).toMatchObject({ newCustomers: 1, newOrders: 2 });
    const customer = await customerCalled(client, "阿多");
    expect(
      customer?.orders.nodes.map(({ amount, items }) => [amount.amount, items.map(({ goods }) => goods)]),
    ).toEqual([
      ["42.50", ["茶盘", "茶巾"]],
      ["90.00", ["茶壶", "茶杯"]],
    ]);
  });

  test("and another day or amount is proposed on the order, once for all its rows", async () => {
    const done = await takeIn(
      client,
      rows(
        "阿多,多多,8001,2026-03-05 10:00:00,茶壶,1,80.00",
        "阿多,多多,8001,2026-03-05 10:00:00,茶杯,4,80.00",
      ),
    );
    const open = await proposals(client, done.number);
    expect(open.map(({ field, current, proposed }) => [field, current.text, proposed.text])).toEqual([
      ["amount", "90.00", "80.00"],
      ["orderedOn", "2026-03-01", "2026-03-05"],
    ]);
    await decide(client, "ACCEPT", open);
    expect(await customerCalled(client, "阿多")).toMatchObject({ totalSpent: { amount: "122.50" } });
  });

  test("that another customer has is a problem of its row", async () => {
    const checked = await check(client, rows("另一位,李四,8002,2026-03-02,茶盘,1,30.00"));
    expect(checked.counts).toMatchObject({ problemRows: 1, newCustomers: 0, newOrders: 0 });
  });
});

describe("DOS-2.4 a sheet without customer IDs", () => {
  test("knows customers by phone, then e-mail, then name with address", async () => {
    const rows = [
      "真实姓名,电子邮箱,联系方式,收货地址,交易日期,购买商品,成交金额",
      "钱一,,13700137001,,2026-04-01,茶,10",
      "钱一,qian@example.cn,13700137001,,2026-04-02,茶,10",
      "钱二,er@example.cn,,,2026-04-03,茶,10",
      "钱二,ER@example.cn,,,2026-04-04,茶,10",
      "钱三,,,绍兴市越城区3号,2026-04-05,茶,10",
      "钱三,,,绍兴市越城区3号,2026-04-06,茶,10",
    ];
    const text = `${rows.join("\n")}\n`;
    const done = await takeIn(client, text);
    expect(done.counts).toMatchObject({ newCustomers: 3, newOrders: 6 });
    const again = await finish(client, await check(client, `${text}\n`));
    expect(again.counts).toMatchObject({ newCustomers: 0, newOrders: 0, knownRows: 6 });
  });

  test("asks which one is meant when several customers have the phone", async () => {
    for (const name of ["周甲", "周乙"])
      await client.query(
        `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { errors { code } } }`,
        { input: { name, phone: "13600136001" } },
      );
    const checked = await check(
      client,
      "真实姓名,联系方式,交易日期,购买商品,成交金额\n周乙,13600136001,2026-05-01,茶,10\n周丙,13600136001,2026-05-01,茶,10\n",
    );
    expect(checked.counts).toMatchObject({ newCustomers: 0, newOrders: 1, problemRows: 1 });
  });
});

describe("T35 at the same moment", () => {
  test("the same file sent twice is one import and one duplicate", async () => {
    const text = sheet("双生,,双双,,13400134001,,2026-06-01,茶,10");
    const answers = await Promise.all([upload(client, text), upload(client, text)]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409]);
  });

  test("two files that overlap, started together, make each customer and each deal once", async () => {
    const rows = Array.from(
      { length: 300 },
      (_, index) =>
        `并行${index},,并行${index},,1330013${String(index).padStart(4, "0")},,2026-06-02,茶,${index}`,
    );
    const [one, other] = await Promise.all([
      check(client, sheet(...rows.slice(0, 200))),
      check(client, sheet(...rows.slice(100))),
    ]);
    if (!one || !other) throw new Error("two imports were checked");
    await Promise.all([finish(client, one), finish(client, other)]);
    const [counted] = await server.database.query<{ customers: number; orders: number }>(
      `select count(distinct customer.id)::integer as customers, count(customer_order.id)::integer as orders
      from customer left join customer_order on customer_order.customer_id = customer.id
      where nickname like '并行%'`,
    );
    expect(counted).toEqual({ customers: 300, orders: 300 });
  });
});
