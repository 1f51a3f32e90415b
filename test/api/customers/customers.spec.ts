import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { create, created, edit, found } from "./customer-calls.ts";

let server: TestServer;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
});
afterAll(() => server.stop());

describe("ARC-08 an agent opens an archive 建档", () => {
  test("with what is known, and gets a number", async () => {
    const customer = await created(agent, {
      name: "陈思远",
      phone: "138 1234 5678",
      email: "Chen@Example.CN",
      address: "上海市浦东新区世纪大道100号",
    });
    expect(customer.number).toMatch(/^KH-\d{6}$/);
    expect(customer).toMatchObject({ version: 1, displayName: "陈思远", lifecycle: "POTENTIAL" });
  });

  test("SEC-08 contact data comes back masked and lies encrypted", async () => {
    const customer = await created(agent, {
      name: "林晚",
      phone: "13912340987",
      email: "linwan@example.cn",
      address: "成都市武侯区天府大道1号",
    });
    expect(customer.phone).toEqual({ state: "MASKED", text: "139****0987" });
    expect(customer.email).toEqual({ state: "MASKED", text: "l***@example.cn" });
    expect(customer.address.text).toBe("成都市武侯区****");
    const everything = JSON.stringify(
      await server.database.query(
        "select * from customer, customer_blind_index, change, timeline_entry where customer.name = '林晚'",
      ),
    );
    for (const secret of ["13912340987", "linwan@example.cn", "天府大道"]) {
      expect(everything).not.toContain(secret);
      expect(everything).not.toContain(Buffer.from(secret).toString("hex"));
    }
  });

  test("ARC-18 with a nickname alone", async () => {
    expect(await created(agent, { nickname: "啦啦啦啦啦" })).toMatchObject({
      displayName: "啦啦啦啦啦",
      name: null,
      phone: { state: "EMPTY", text: null },
    });
  });

  test("is told all that is wrong at once, in the caller's language, and nothing is made", async () => {
    const before = await server.database.query("select count(*) from customer");
    const wrong = await create(agent, {
      name: "李".repeat(101),
      phone: "12345",
      email: "不是邮箱",
      address: "路\u0000",
    });
    expect(wrong.customer).toBeNull();
    expect(wrong.errors.map(({ code, path }) => `${path.join(".")} ${code}`)).toEqual([
      "name TOO_LONG",
      "phone INVALID_VALUE",
      "email INVALID_VALUE",
      "address INVALID_VALUE",
    ]);
    expect(wrong.errors[2]?.message).toContain("不是有效的邮箱");
    const english = await create(await server.as("AGENT", "en"), { email: "nope" });
    expect(english.errors[0]?.message).toContain("Not a valid e-mail");
    expect((await create(agent, {})).errors).toMatchObject([{ code: "REQUIRED" }]);
    expect(await server.database.query("select count(*) from customer")).toEqual(before);
  });

  test("T45 fifty at once get fifty different numbers", async () => {
    const customers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => created(agent, { name: `并发${index}` })),
    );
    expect(new Set(customers.map(({ number }) => number)).size).toBe(50);
  });

  test("is warned of customers on file with the same phone, e-mail, nickname or name", async () => {
    await created(agent, {
      name: "韩雪",
      nickname: "tb_hanxue",
      phone: "13700001234",
      email: "hanxue@example.cn",
    });
    const { similarCustomers } = await agent.query<{ similarCustomers: { matched: string[] }[] }>(
      `{ similarCustomers(name: "韩雪", nickname: "TB_HANXUE", phone: "+86 137-0000-1234", email: "HanXue@example.cn") { matched customer { displayName } } }`,
    );
    expect(similarCustomers[0]?.matched.sort()).toEqual(["email", "name", "nickname", "phone"]);
  });
});

describe("DOS-2.6 an agent edits a customer", () => {
  test("what is omitted stays, null empties, and the version grows", async () => {
    const customer = await created(agent, { name: "孙悦", nickname: "sunny", phone: "13600001111" });
    const edited = await edit(agent, {
      customerId: customer.id,
      expectedVersion: 1,
      nickname: null,
      email: "sun@example.cn",
    });
    expect(edited.errors).toEqual([]);
    expect(edited.customer).toMatchObject({
      version: 2,
      name: "孙悦",
      nickname: null,
      phone: { text: "136****1111" },
      email: { text: "s***@example.cn" },
    });
  });

  test("ARC-13 former values stay in the history, marked with who and when", async () => {
    const customer = await created(agent, { name: "何静", phone: "13600002222" });
    await edit(agent, { customerId: customer.id, expectedVersion: 1, name: "何晶", phone: "13600003333" });
    const { customer: card } = await agent.query<{
      customer: { history: { nodes: Record<string, unknown>[] } };
    }>(
      `query ($number: String) { customer(number: $number) { history(first: 10) { nodes { operation field fields old { state text } new { text } actor { name } source } } } }`,
      { number: customer.number },
    );
    expect(card.history.nodes).toMatchObject([
      {
        operation: "editCustomer",
        field: "phone",
        old: { state: "MASKED", text: "136****2222" },
        new: { text: "136****3333" },
        source: "CONSOLE",
      },
      {
        operation: "editCustomer",
        field: "name",
        old: { state: "CLEAR", text: "何静" },
        new: { text: "何晶" },
      },
      { operation: "createCustomer", field: null, fields: ["name", "kind", "phone"] },
    ]);
    expect(await found(agent, "2222")).not.toContain("何晶");
    expect(await found(agent, "3333")).toContain("何晶");
  });

  test("T42 a stale edit is a conflict with both values, and nothing is lost", async () => {
    const customer = await created(agent, { name: "许诺", phone: "13600004444" });
    await edit(await server.as("ADMINISTRATOR"), {
      customerId: customer.id,
      expectedVersion: 1,
      name: "许若",
      phone: "13600005555",
    });
    const stale = await edit(agent, { customerId: customer.id, expectedVersion: 1, name: "许洛" });
    expect(stale.errors).toMatchObject([{ code: "CONFLICT" }]);
    expect(stale.customer).toMatchObject({ version: 2, name: "许若" });
    expect(stale.conflicts).toMatchObject([
      { field: "name", current: { state: "CLEAR", text: "许若" }, changedBy: { name: "管理员" } },
      { field: "phone", current: { state: "MASKED", text: "136****5555" } },
    ]);
  });

  test("T42 of fifty edits of one version at once exactly one wins", async () => {
    const customer = await created(agent, { name: "竞争" });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        edit(agent, { customerId: customer.id, expectedVersion: 1, name: `竞争${index}` }),
      ),
    );
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.filter(({ errors }) => errors[0]?.code === "CONFLICT")).toHaveLength(49);
  });

  test.each([{ phone: "138****5678" }, { email: "l***@example.cn" }, { address: "成都市武侯区****" }])(
    "a masked text %j is refused, never saved over the value",
    async (masked) => {
      const customer = await created(agent, {
        name: "打码",
        phone: "13600006666",
        email: "mask@example.cn",
        address: "成都市武侯区天府大道1号",
      });
      const refused = await edit(agent, { customerId: customer.id, expectedVersion: 1, ...masked });
      expect(refused.errors).toMatchObject([{ code: "INVALID_VALUE", path: Object.keys(masked) }]);
    },
  );

  test("T14 an id of another type, of nobody, or not an id at all is not found", async () => {
    const { channels } = await agent.query<{ channels: { id: string }[] }>("{ channels { id } }");
    for (const customerId of [channels[0]?.id, `Customer_${randomUUID()}`, "x", "Customer_1 or 1=1", ""]) {
      expect((await edit(agent, { customerId, expectedVersion: 1, name: "x" })).errors).toMatchObject([
        { code: "NOT_FOUND" },
      ]);
    }
  });

  test("T15 fields that only Dossier sets are not in the input", async () => {
    const customer = await created(agent, { name: "赋值" });
    for (const extra of [
      { tier: "IMPORTANT" },
      { number: "KH-1" },
      { version: 9 },
      { createdAt: "2020-01-01T00:00:00Z" },
      { demo: true },
    ]) {
      const answer = await agent.send(
        `mutation ($input: EditCustomerInput!) { editCustomer(input: $input) { errors { code } } }`,
        {
          input: { customerId: customer.id, expectedVersion: 1, ...extra },
        },
      );
      expect(answer.status).toBe(400);
    }
  });
});
