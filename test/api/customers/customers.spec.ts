import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
});
afterAll(() => server.stop());

interface Masked {
  state: string;
  text: string | null;
}
interface Customer {
  id: string;
  number: string;
  version: number;
  displayName: string;
  name: string | null;
  nickname: string | null;
  lifecycle: string;
  phone: Masked;
  email: Masked;
  address: Masked;
}
interface Payload {
  customer: Customer | null;
  conflicts: { field: string; current: Masked; changedBy: { name: string } | null }[];
  errors: { code: string; path: string[]; message: string }[];
}

const CUSTOMER =
  "id number version displayName name nickname lifecycle phone { state text } email { state text } address { state text }";
const PAYLOAD = `customer { ${CUSTOMER} } conflicts { field current { state text } changedBy { name } } errors { code path message }`;

async function create(input: object, client = agent): Promise<Payload> {
  const data = await client.query<{ createCustomer: Payload }>(
    `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { ${PAYLOAD} } }`,
    { input },
  );
  return data.createCustomer;
}

async function created(input: object): Promise<Customer> {
  const { customer, errors } = await create(input);
  if (!customer) throw new Error(`createCustomer refused: ${JSON.stringify(errors)}`);
  return customer;
}

async function edit(input: object, client = agent): Promise<Payload> {
  const data = await client.query<{ editCustomer: Payload }>(
    `mutation ($input: EditCustomerInput!) { editCustomer(input: $input) { ${PAYLOAD} } }`,
    { input },
  );
  return data.editCustomer;
}

async function found(search: string, client = agent): Promise<string[]> {
  const data = await client.query<{ customers: { nodes: Customer[] } }>(
    `query ($search: String) { customers(search: $search, first: 50) { nodes { ${CUSTOMER} } } }`,
    { search },
  );
  return data.customers.nodes.map(({ displayName }) => displayName);
}

describe("ARC-08 an agent opens an archive 建档", () => {
  test("with what is known, and gets a number", async () => {
    const customer = await created({
      name: "陈思远",
      phone: "138 1234 5678",
      email: "Chen@Example.CN",
      address: "上海市浦东新区世纪大道100号",
    });
    expect(customer.number).toMatch(/^KH-\d{6}$/);
    expect(customer).toMatchObject({ version: 1, displayName: "陈思远", lifecycle: "POTENTIAL" });
  });

  test("SEC-08 contact data comes back masked and lies encrypted", async () => {
    const customer = await created({
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
    expect(await created({ nickname: "啦啦啦啦啦" })).toMatchObject({
      displayName: "啦啦啦啦啦",
      name: null,
      phone: { state: "EMPTY", text: null },
    });
  });

  test("is told all that is wrong at once, in the caller's language, and nothing is made", async () => {
    const before = await server.database.query("select count(*) from customer");
    const wrong = await create({
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
    const english = await create({ email: "nope" }, await server.as("AGENT", "en"));
    expect(english.errors[0]?.message).toContain("Not a valid e-mail");
    expect((await create({})).errors).toMatchObject([{ code: "REQUIRED" }]);
    expect(await server.database.query("select count(*) from customer")).toEqual(before);
  });

  test("T43 the same request sent twice at once makes one customer", async () => {
    const input = { name: "周一诺", idempotencyKey: randomUUID() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => create(input)));
    expect(new Set(answers.map(({ customer }) => customer?.id)).size).toBe(1);
    expect((await create({ ...input, name: "周二诺" })).errors[0]?.code).toBe("IDEMPOTENCY_MISMATCH");
  });

  test("T45 fifty at once get fifty different numbers", async () => {
    const customers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => created({ name: `并发${index}` })),
    );
    expect(new Set(customers.map(({ number }) => number)).size).toBe(50);
  });

  test("is warned of customers on file with the same phone, e-mail, nickname or name", async () => {
    await created({ name: "韩雪", nickname: "tb_hanxue", phone: "13700001234", email: "hanxue@example.cn" });
    const { similarCustomers } = await agent.query<{ similarCustomers: { matched: string[] }[] }>(
      `{ similarCustomers(name: "韩雪", nickname: "TB_HANXUE", phone: "+86 137-0000-1234", email: "HanXue@example.cn") { matched customer { displayName } } }`,
    );
    expect(similarCustomers[0]?.matched.sort()).toEqual(["email", "name", "nickname", "phone"]);
  });
});

describe("DOS-2.5 the search box finds", () => {
  beforeAll(async () => {
    for (const name of ["王小明", "单雄信", "仇英", "曾国藩", "吕布", "欧阳娜娜", "王大锤"])
      await created({ name });
    await created({ name: "赵敏", nickname: "tb_504471", phone: "13812344321", email: "zhaomin@example.cn" });
    await created({ name: "O'Brien Wang", nickname: "Überkunde" });
  });

  test.each([
    ["王", ["王小明", "王大锤"]],
    ["小明", ["王小明"]],
    ["wangxm", ["王小明"]],
    ["wxm", ["王小明"]],
    ["wangxiaoming", ["王小明"]],
    ["xiaoming", ["王小明"]],
    ["WangX", ["王小明"]],
    ["王xm", ["王小明"]],
    ["shan", ["单雄信"]],
    ["qiu", ["仇英"]],
    ["zenggf", ["曾国藩"]],
    ["lv", ["吕布"]],
    ["lubu", ["吕布"]],
    ["ouyang", ["欧阳娜娜"]],
    ["oynn", ["欧阳娜娜"]],
    ["tb_504", ["赵敏"]],
    ["504471", ["赵敏"]],
    ["4321", ["赵敏"]],
    ["13812344321", ["赵敏"]],
    ["+86 138-1234-4321", ["赵敏"]],
    ["ZhaoMin@example.cn", ["赵敏"]],
    ["  小明 ", ["王小明"]],
    ["没有这个人", []],
    ["%", []],
    ["\\", []],
    ["'; drop table customer; --", []],
  ])("by %s", async (search, expected) => {
    const names = await found(search);
    for (const name of expected) expect(names).toContain(name);
    if (expected.length === 0 || search.length > 2) expect(names).toEqual(expected);
  });

  test("a customer by number", async () => {
    const customer = await created({ name: "按编号" });
    expect(await found(customer.number.toLowerCase())).toEqual(["按编号"]);
  });

  test("T16 nothing by contact data for a viewer, who may not match it", async () => {
    const viewer = await server.as("VIEWER");
    for (const search of ["4321", "13812344321", "zhaomin@example.cn"])
      expect(await found(search, viewer)).toEqual([]);
    expect(await found("赵敏", viewer)).toEqual(["赵敏"]);
  });

  test("and refuses a search of more than 100 characters", async () => {
    const answer = await agent.send(
      `{ customers(first: 1, search: "${"长".repeat(101)}") { nodes { id } } }`,
    );
    expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
  });
});

describe("DOS-2.6 an agent edits a customer", () => {
  test("what is omitted stays, null empties, and the version grows", async () => {
    const customer = await created({ name: "孙悦", nickname: "sunny", phone: "13600001111" });
    const edited = await edit({
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
    const customer = await created({ name: "何静", phone: "13600002222" });
    await edit({ customerId: customer.id, expectedVersion: 1, name: "何晶", phone: "13600003333" });
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
    expect(await found("2222")).not.toContain("何晶");
    expect(await found("3333")).toContain("何晶");
  });

  test("T42 a stale edit is a conflict with both values, and nothing is lost", async () => {
    const customer = await created({ name: "许诺", phone: "13600004444" });
    await edit(
      { customerId: customer.id, expectedVersion: 1, name: "许若", phone: "13600005555" },
      await server.as("ADMINISTRATOR"),
    );
    const stale = await edit({ customerId: customer.id, expectedVersion: 1, name: "许洛" });
    expect(stale.errors).toMatchObject([{ code: "CONFLICT" }]);
    expect(stale.customer).toMatchObject({ version: 2, name: "许若" });
    expect(stale.conflicts).toMatchObject([
      { field: "name", current: { state: "CLEAR", text: "许若" }, changedBy: { name: "管理员" } },
      { field: "phone", current: { state: "MASKED", text: "136****5555" } },
    ]);
  });

  test("T42 of fifty edits of one version at once exactly one wins", async () => {
    const customer = await created({ name: "竞争" });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        edit({ customerId: customer.id, expectedVersion: 1, name: `竞争${index}` }),
      ),
    );
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(answers.filter(({ errors }) => errors[0]?.code === "CONFLICT")).toHaveLength(49);
  });

  test.each([{ phone: "138****5678" }, { email: "l***@example.cn" }, { address: "成都市武侯区****" }])(
    "a masked text %j is refused, never saved over the value",
    async (masked) => {
      const customer = await created({
        name: "打码",
        phone: "13600006666",
        email: "mask@example.cn",
        address: "成都市武侯区天府大道1号",
      });
      const refused = await edit({ customerId: customer.id, expectedVersion: 1, ...masked });
      expect(refused.errors).toMatchObject([{ code: "INVALID_VALUE", path: Object.keys(masked) }]);
    },
  );

  test("T14 an id of another type, of nobody, or not an id at all is not found", async () => {
    const { channels } = await agent.query<{ channels: { id: string }[] }>("{ channels { id } }");
    for (const customerId of [channels[0]?.id, `Customer_${randomUUID()}`, "x", "Customer_1 or 1=1", ""]) {
      expect((await edit({ customerId, expectedVersion: 1, name: "x" })).errors).toMatchObject([
        { code: "NOT_FOUND" },
      ]);
    }
  });

  test("T15 fields that only Dossier sets are not in the input", async () => {
    const customer = await created({ name: "赋值" });
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

describe("DOS-2.6 a personal value is revealed", () => {
  const reveal =
    "mutation ($input: RevealFieldInput!) { revealField(input: $input) { value errors { code path } } }";

  test("with a reason, and the look stands in the history", async () => {
    const customer = await created({ name: "查看", phone: "13600007777" });
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
    const customer = await created({ name: "其他原因", phone: "13600008888" });
    const input = { customerId: customer.id, field: "PHONE", reason: "OTHER" };
    expect(await agent.query(reveal, { input })).toMatchObject({
      revealField: { value: null, errors: [{ code: "REQUIRED", path: ["reasonText"] }] },
    });
    expect(await agent.query(reveal, { input: { ...input, reasonText: "客户要求核对" } })).toMatchObject({
      revealField: { value: "13600008888" },
    });
  });

  test("not to a viewer, and the refusal leaves no trace of a look", async () => {
    const customer = await created({ name: "只读", phone: "13600009999" });
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
      await created({ name: "密文甲", phone: "13611110000" }),
      await created({ name: "密文乙", phone: "13622220000" }),
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
    await created({ name: "占用", externalRefs: [externalRef] });
    expect((await create({ name: "再占", externalRefs: [externalRef] })).errors).toMatchObject([
      { code: "ALREADY_TAKEN", path: ["externalRefs", "0"] },
    ]);
  });
});
