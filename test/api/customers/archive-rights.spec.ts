import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ArchiveSection } from "../../../server/src/modules/customers/archive-field.ts";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { agentWith } from "../access/people-with-rights.ts";
import { editArchive, openFields, readSection, setPurpose } from "./archive-calls.ts";
import { created, found, type Customer } from "./customer-calls.ts";

const HIDDEN = { state: "HIDDEN", text: null };
const NUMBER = "330106199003070022";

let server: TestServer;
let administrator: Client;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer();
  [administrator, agent] = await Promise.all([server.as("ADMINISTRATOR"), server.as("AGENT")]);
});
afterAll(() => server.stop());

const basicOf = (client: Client, { id }: Pick<Customer, "id">) =>
  readSection(client, id, "individual", ArchiveSection.BASIC);
const change = (client: Client, customerId: string, expectedVersion: number, fields: object) =>
  editArchive(client, "individual", { customerId, expectedVersion, ...fields });

interface FieldNow {
  name: string;
  open: boolean;
  purpose: string | null;
  right: string;
  version: number;
}

async function fieldOf(client: Client, name: string): Promise<FieldNow | undefined> {
  const { archiveFields } = await client.query<{ archiveFields: FieldNow[] }>(
    "{ archiveFields { name open purpose right version } }",
  );
  return archiveFields.find((field) => field.name === name);
}

/** Somebody whose role says this of a sensitive field too. */
async function agentWhoSees(field: string, right: string): Promise<Client> {
  const somebody = await agentWith(server, {});
  const { me } = await somebody.query<{ me: { heldRole: { id: string; version: number } } }>(
    "{ me { heldRole { id version } } }",
  );
  const { editRole } = await administrator.query<{ editRole: { errors: object[] } }>(
    "mutation ($input: EditRoleInput!) { editRole(input: $input) { errors { message } } }",
    { input: { roleId: me.heldRole.id, expectedVersion: me.heldRole.version, fields: [{ field, right }] } },
  );
  expect(editRole.errors).toEqual([]);
  return somebody;
}

describe("ARC-38 SEC-08 a sensitive field", () => {
  test("is closed until an administrator sets a purpose, and closed again without one", async () => {
    const customer = await created(agent, { name: "敏感" });
    expect(await fieldOf(administrator, "bloodType")).toEqual({
      name: "bloodType",
      open: false,
      purpose: null,
      right: "NONE",
      version: 0,
    });
    expect(await basicOf(administrator, customer)).toMatchObject({ bloodType: HIDDEN });
    const closed = await change(administrator, customer.id, 1, { bloodType: "AB" });
    expect(closed.errors).toMatchObject([{ code: "FIELD_CLOSED", path: ["bloodType"] }]);

    const set = await setPurpose(administrator, "bloodType", 0, "  献血活动登记 ");
    expect(set).toMatchObject({
      fields: [{ name: "bloodType", open: true, purpose: "献血活动登记", version: 1 }],
      errors: [],
    });
    expect((await change(administrator, customer.id, 1, { bloodType: "AB" })).errors).toEqual([]);
    expect(await basicOf(administrator, customer)).toMatchObject({
      bloodType: { state: "MASKED", text: "****" },
    });

    await setPurpose(administrator, "bloodType", 1, null);
    expect(await basicOf(administrator, customer)).toMatchObject({ bloodType: HIDDEN });
    const { revealField } = await administrator.query<{ revealField: object }>(
      `mutation ($id: ID!) { revealField(input: { customerId: $id, field: BLOOD_TYPE, reason: VERIFY_IDENTITY }) { value errors { code } } }`,
      { id: customer.id },
    );
    expect(revealField).toEqual({ value: null, errors: [{ code: "FIELD_CLOSED" }] });
    await setPurpose(administrator, "bloodType", 2, "献血活动登记");
    expect(await basicOf(administrator, customer)).toMatchObject({ bloodType: { state: "MASKED" } });
  });

  test("is hidden from a role that says nothing of it, and shown to one that does", async () => {
    const customer = await created(agent, { name: "身高" });
    await openFields(administrator, ["height"]);
    await change(administrator, customer.id, 1, { height: "172.5" });
    expect(await basicOf(agent, customer)).toMatchObject({ height: HIDDEN });
    const refused = await change(agent, customer.id, 2, { height: "180" });
    expect(refused.errors).toMatchObject([{ code: "NOT_ALLOWED", path: ["height"] }]);
    const masked = await agentWhoSees("CUSTOMER_HEIGHT", "MASKED");
    expect(await basicOf(masked, customer)).toMatchObject({ height: { state: "MASKED", text: "****" } });
    expect((await change(masked, customer.id, 2, { height: "180" })).errors).toEqual([]);
    expect(await fieldOf(masked, "height")).toMatchObject({ open: true, right: "MASKED" });
  });

  test("gets its purpose from one who read it as it is, and the change log says who", async () => {
    await setPurpose(administrator, "weight", 0, "尺码建议");
    expect((await setPurpose(administrator, "weight", 0, "别的")).errors).toMatchObject([
      { code: "CONFLICT" },
    ]);
    expect((await setPurpose(administrator, "noSuchField", 0, "别的")).errors).toMatchObject([
      { code: "NOT_FOUND", path: ["field"] },
    ]);
    expect((await setPurpose(administrator, "weight", 1, "字".repeat(201))).errors).toMatchObject([
      { code: "TOO_LONG", path: ["purpose"] },
    ]);
    expect(
      await server.database.query(
        "select field, new_value, reason from change where operation = 'setFieldPurpose' and reason = 'weight'",
      ),
    ).toEqual([{ field: "purpose", new_value: "尺码建议", reason: "weight" }]);
  });

  test("is opened by nobody else, and by nobody who has left the desk", async () => {
    const manager = await server.as("MANAGER");
    const ask = `mutation { setFieldPurpose(input: { field: "health", expectedVersion: 0, purpose: "x" }) { errors { code } } }`;
    expect((await manager.send(ask)).errors[0]?.extensions?.["code"]).toBe("FORBIDDEN");
    expect(await fieldOf(administrator, "health")).toMatchObject({ open: false, version: 0 });
  });
});

describe("SEC-08 a personal field of the archive", () => {
  test("is under the right on the contact field it is like, where a role says nothing of it", async () => {
    const blind = await agentWith(server, { phone: "NONE", email: "VIEW", address: "MASKED" });
    const customer = await created(agent, {
      name: "默认权限",
      individual: { mobile: "13812340001", homeAddress: "杭州市西湖区文三路一号", birthDate: "1990-03-07" },
    });
    expect(await basicOf(blind, customer)).toMatchObject({
      mobile: HIDDEN,
      landline: HIDDEN,
      homeAddress: { state: "MASKED" },
      birthDate: { state: "MASKED", text: "1990-**-**" },
      identityNumber: HIDDEN,
    });
    const refused = await change(blind, customer.id, 1, { mobile: "13812340002" });
    expect(refused.errors).toMatchObject([{ code: "NOT_ALLOWED", path: ["mobile"] }]);
  });

  test("is not overwritten by what is shown of it", async () => {
    const customer = await created(agent, { name: "打码", individual: { mobile: "13812340003" } });
    const refused = await change(agent, customer.id, 1, { mobile: "138****0003", homeAddress: "杭州市****" });
    expect(refused.errors).toMatchObject([
      { code: "INVALID_VALUE", path: ["mobile"] },
      { code: "INVALID_VALUE", path: ["homeAddress"] },
    ]);
  });

  test("of a stale edit is told with the conflict, masked; and history tells each value by its right", async () => {
    const customer = await created(agent, { name: "冲突" });
    await change(agent, customer.id, 1, { mobile: "13812340004", school: "某大学" });
    const stale = await change(agent, customer.id, 1, { school: "另一所" });
    expect(stale).toMatchObject({
      conflicts: [
        { field: "mobile", current: { state: "MASKED", text: "138****0004" } },
        { field: "school", current: { state: "CLEAR", text: "某大学" } },
      ],
      errors: [{ code: "CONFLICT" }],
    });
    const ask = `query ($id: ID, $field: String) { customer(id: $id) {
      history(first: 5, field: $field) { nodes { field operation new { text } } }
      timeline(first: 1) { nodes { fields } } } }`;
    const { customer: card } = await agent.query<{ customer: object }>(ask, {
      id: customer.id,
      field: "school",
    });
    expect(card).toEqual({
      history: { nodes: [{ field: "school", operation: "editIndividual", new: { text: "某大学" } }] },
      timeline: { nodes: [{ fields: ["mobile", "school"] }] },
    });
  });

  test("T14 lies in the database in no form that can be read", async () => {
    await openFields(administrator);
    const secrets = {
      mobile: "13812349876",
      homeAddress: "绝密路七十七号",
      referrer: "某介绍人甲乙丙",
      character: ["直爽如风"],
      spouseName: "配偶某某某",
      annualIncome: { amount: "987654.32" },
      identityNumber: NUMBER,
      birthDate: "1990-03-07",
    };
    const customer = await created(administrator, { name: "原样", individual: secrets });
    await change(administrator, customer.id, 1, { spouseName: "改名之后", homeAddress: null });
    const rows = await server.database.query(
      `select customer::text || coalesce((select string_agg(field_value::text, '') from field_value where customer_id = customer.id), '')
         || (select string_agg(change::text, '') from change where record_id = customer.id)
         || (select string_agg(entry::text, '') from timeline_entry entry where customer_id = customer.id) as text
       from customer where number = $1`,
      [customer.number],
    );
    const text = JSON.stringify(rows);
    const values = ["13812349876", "绝密路", "介绍人甲乙丙", "直爽", "配偶某", "改名之后", "987654", NUMBER];
    for (const value of [...values, "1990-03-07"]) {
      expect(text).not.toContain(value);
      expect(text).not.toContain(Buffer.from(value).toString("hex"));
    }
  });
});

describe("ARC-38 an identity number", () => {
  beforeAll(() => openFields(administrator));

  test("fills an empty birth date and sex in the same edit, which the history tells", async () => {
    const customer = await created(administrator, { name: "身份证" });
    const answer = await change(administrator, customer.id, 1, { identityNumber: NUMBER });
    expect(answer.errors).toEqual([]);
    expect(await basicOf(administrator, customer)).toMatchObject({
      sex: "FEMALE",
      birthDate: { text: "1990-**-**" },
      identityNumber: { text: "33**************22" },
    });
    const { customer: card } = await administrator.query<{
      customer: { history: { nodes: { field: string }[] } };
    }>("query ($id: ID) { customer(id: $id) { history(first: 3) { nodes { field } } } }", {
      id: customer.id,
    });
    expect(card.history.nodes.map(({ field }) => field).sort()).toEqual([
      "birthDate",
      "identityNumber",
      "sex",
    ]);
  });

  test.each([
    [{ birthDate: "1990-03-08" }, "birthDate"],
    [{ sex: "MALE" }, "sex"],
  ])(
    "is refused beside %j, whichever of them comes later, and nothing is written over",
    async (other, field) => {
      const customer = await created(administrator, { name: "矛盾", individual: other });
      const later = await change(administrator, customer.id, 1, { identityNumber: NUMBER });
      expect(later.errors).toMatchObject([{ code: "INVALID_VALUE", path: ["identityNumber"] }]);
      const known = await created(administrator, { name: "已知", individual: { identityNumber: NUMBER } });
      const earlier = await change(administrator, known.id, 1, other);
      expect(earlier.errors).toMatchObject([{ code: "INVALID_VALUE", path: [field] }]);
      const both = await change(administrator, customer.id, 1, { ...other, identityNumber: NUMBER });
      expect(both.errors).toMatchObject([{ code: "INVALID_VALUE", path: ["identityNumber"] }]);
    },
  );

  test("T16 is not found out by trying birth dates against it", async () => {
    const customer = await created(administrator, { name: "试探", individual: { identityNumber: NUMBER } });
    const answer = await change(agent, customer.id, 1, { birthDate: "1980-01-01" });
    expect(answer.errors).toEqual([]);
  });
});

describe("ARC-40 ARC-41 an age", () => {
  const ageOf = async (client: Client, customer: Customer) =>
    (
      await client.query<{ customer: { individual: { basic: { age: unknown } } } }>(
        "query ($id: ID) { customer(id: $id) { individual { basic { age { years from } } } } }",
        { id: customer.id },
      )
    ).customer.individual.basic.age;
  const thisYear = new Date().getUTCFullYear();

  test("is computed from the birth date, else from the year, else there is none", async () => {
    const [dated, yearOnly, unknown] = [
      await created(agent, { name: "有生日", individual: { birthDate: "1990-01-01", birthYear: 1980 } }),
      await created(agent, { name: "有年份", individual: { birthYear: 1980 } }),
      await created(agent, { name: "都没有" }),
    ];
    expect(await ageOf(agent, dated)).toMatchObject({ from: "BIRTH_DATE" });
    expect(await ageOf(agent, yearOnly)).toEqual({ years: thisYear - 1980, from: "BIRTH_YEAR" });
    expect(await ageOf(agent, unknown)).toBeNull();
  });

  test("tells nothing of a birth date to who may not know of it", async () => {
    const blind = await agentWith(server, { address: "NONE" });
    const customer = await created(agent, { name: "保密", individual: { birthDate: "1990-01-01" } });
    expect(await ageOf(blind, customer)).toBeNull();
  });
});

describe("ARC-38 T16 a customer is found by any number", () => {
  test.each([
    ["mobile", "13812345001"],
    ["landline", "0571-86660001-8"],
    ["workPhone", "0571-86660002"],
  ])("by %s, whole or by its last four digits, and not any more when it is gone", async (field, number) => {
    const name = `有号码 ${field}`;
    const customer = await created(agent, { name, individual: { [field]: number } });
    const whole = number.replace(/-8$/, "");
    expect(await found(agent, whole)).toEqual([name]);
    expect(await found(agent, whole.slice(-4))).toContain(name);
    await change(agent, customer.id, 1, { [field]: null });
    expect(await found(agent, whole)).toEqual([]);
  });

  test("by the same number in two fields once, and as similar", async () => {
    await created(agent, {
      name: "一号两用",
      phone: "13812345002",
      individual: { mobile: "13812345002", landline: "13812345002" },
    });
    expect(await found(agent, "13812345002")).toEqual(["一号两用"]);
    const { similarCustomers } = await agent.query<{ similarCustomers: object[] }>(
      `{ similarCustomers(phone: "13812345002") { matched customer { name } } }`,
    );
    expect(similarCustomers).toEqual([{ matched: ["phone"], customer: { name: "一号两用" } }]);
  });

  test("but not by who may not look for one of them", async () => {
    await created(agent, { name: "只看电话", phone: "13812345003", individual: { mobile: "13812345004" } });
    const matching = await agentWhoSees("CUSTOMER_LANDLINE", "MASKED");
    expect(await found(matching, "13812345003")).toEqual(["只看电话"]);
    expect(await found(matching, "13812345004")).toEqual([]);
  });
});
