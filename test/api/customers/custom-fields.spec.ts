import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import {
  changeField,
  listFields,
  madeField,
  readValues,
  setValues,
  type CustomField,
} from "./custom-field-calls.ts";
import { created, edit } from "./customer-calls.ts";

let server: TestServer;
let administrator: Client;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer();
  [administrator, agent] = await Promise.all([server.as("ADMINISTRATOR"), server.as("AGENT")]);
});
afterAll(() => server.stop());

type Refusal = { code: string; path: readonly string[] };

const codes = (errors: readonly Refusal[]) => errors.map(({ code, path }) => `${code} ${path.join(".")}`);

describe("ARC-09 DOS-6.2 an administrator makes fields of the archive without a restart", () => {
  test("one of each type holds its value, typed, and the schema stays as it is", async () => {
    const before = await administrator.query("{ __schema { types { name } } }");
    const friend = await created(agent, { name: "介绍人" });
    const values: [type: string, input: object, value: object, shown: object][] = [
      ["TEXT", {}, { text: " 常来 " }, { __typename: "TextFieldValue", text: "常来" }],
      ["LONG_TEXT", {}, { text: "第一行\n第二行" }, { __typename: "TextFieldValue", text: "第一行\n第二行" }],
      ["NUMBER", {}, { number: "-12.50" }, { __typename: "NumberFieldValue", number: "-12.5" }],
      [
        "MONEY",
        {},
        { money: { amount: "99.5" } },
        { __typename: "MoneyFieldValue", money: { amount: "99.50", currency: "CNY" } },
      ],
      ["DATE", {}, { date: "2031-01-31" }, { __typename: "DateFieldValue", date: "2031-01-31" }],
      [
        "CHOICE",
        { choices: [{ labelZh: "红" }, { labelEn: "blue" }] },
        { choice: "2" },
        { __typename: "ChoiceFieldValue", choice: { code: "2", label: "blue", retired: false } },
      ],
      [
        "CHOICES",
        { choices: [{ labelZh: "甲" }, { labelZh: "乙" }, { labelZh: "丙" }] },
        { choices: ["3", "1"] },
        { __typename: "ChoicesFieldValue", choices: [{ code: "1" }, { code: "3" }] },
      ],
      ["YES_NO", {}, { yes: false }, { __typename: "YesNoFieldValue", yes: false }],
      [
        "CUSTOMER",
        {},
        { customer: friend.id },
        { __typename: "CustomerFieldValue", customer: { id: friend.id } },
      ],
      [
        "LINK",
        {},
        { link: "www.example.cn" },
        { __typename: "LinkFieldValue", link: "https://www.example.cn/" },
      ],
    ];
    const fields: CustomField[] = [];
    for (const [type, input] of values)
      fields.push(await madeField(administrator, { type, sections: ["LIFE"], ...input }));
    const customer = await created(agent, { name: "全部类型" });
    const set = await setValues(
      agent,
      customer.id,
      1,
      values.map(([, , value], place) => ({ field: fields[place]?.id ?? "", value })),
    );
    expect(set.errors).toEqual([]);
    expect(await readValues(agent, customer.id, "LIFE")).toEqual(values.map(([, , , shown]) => shown));
    expect(await readValues(agent, customer.id, "BASIC")).toEqual([]);
    expect(await administrator.query("{ __schema { types { name } } }")).toEqual(before);
    // Emptied again, by its name as well as by its id.
    await setValues(agent, customer.id, 2, [{ field: fields[0]?.name ?? "", value: null }]);
    expect(await readValues(agent, customer.id)).toHaveLength(values.length - 1);
  });

  test("named in one language it has that name in both, and a new archive may come with values", async () => {
    const field = await madeField(administrator, { type: "TEXT", labelZh: "门店", labelEn: null });
    const english = await server.as("ADMINISTRATOR", "en");
    expect((await listFields(english)).find(({ id }) => id === field.id)?.label).toBe("门店");
    const customer = await created(agent, {
      name: "随建档",
      fieldValues: [{ field: field.id, value: { text: "西湖店" } }],
    });
    expect(await readValues(agent, customer.id)).toEqual([{ __typename: "TextFieldValue", text: "西湖店" }]);
  });

  test("a section is saved in one step, declared fields and the firm's own together or not at all", async () => {
    const field = await madeField(administrator, { type: "NUMBER" });
    const customer = await created(agent, { name: "一步保存" });
    const save = async (expectedVersion: number, number: string) => {
      const input = { customerId: customer.id, expectedVersion, birthYear: 1990 };
      const { editIndividual } = await agent.query<{ editIndividual: { errors: Refusal[] } }>(
        "mutation ($input: EditIndividualInput!) { editIndividual(input: $input) { errors { code path } } }",
        { input: { ...input, fieldValues: [{ field: field.id, value: { number } }] } },
      );
      return codes(editIndividual.errors);
    };
    expect(await save(1, "9999999999999")).toEqual(["INVALID_VALUE fieldValues.0.value"]);
    expect(await readValues(agent, customer.id)).toEqual([]);
    expect(await save(1, "7")).toEqual([]);
    expect(await readValues(agent, customer.id)).toEqual([{ __typename: "NumberFieldValue", number: "7" }]);
  });

  test("a list reads declared fields and the firm's own in the order asked for, and leaves out what there is not", async () => {
    const own = await madeField(administrator, { type: "NUMBER" });
    const firms = await madeField(administrator, { type: "TEXT", sections: ["COMPANY_BASIC"] });
    const customer = await created(agent, {
      name: "列一列",
      individual: { hobbies: ["茶", "棋"], sex: "FEMALE" },
    });
    await setValues(agent, customer.id, 1, [{ field: own.id, value: { number: "3" } }]);
    const fields = ["sex", own.id, "hobbies", "mobile", "nothing", firms.name, "identityNumber", "name"];
    const asked = await agent.query<{ customers: { nodes: { fieldValues: object[] }[] } }>(
      `query ($fields: [ID!]) { customers(search: "列一列", first: 5) { nodes { fieldValues(fields: $fields) { __typename
        ... on ChoiceFieldValue { name choice { code label } field { id } } ... on NumberFieldValue { name number field { id } }
        ... on ChoicesFieldValue { name choices { label } } ... on MaskedFieldValue { name masked { state } } } } } }`,
      { fields },
    );
    expect(asked.customers.nodes).toEqual([
      {
        fieldValues: [
          {
            __typename: "ChoiceFieldValue",
            name: "sex",
            choice: { code: "FEMALE", label: "女" },
            field: null,
          },
          { __typename: "NumberFieldValue", name: own.name, number: "3", field: { id: own.id } },
          { __typename: "ChoicesFieldValue", name: "hobbies", choices: [{ label: "茶" }, { label: "棋" }] },
        ],
      },
    ]);
  });

  test("choices are renamed and retired, and what was chosen keeps its name", async () => {
    const field = await madeField(administrator, {
      type: "CHOICE",
      choices: [{ labelZh: "旧称" }, { labelZh: "另一个" }],
    });
    const customer = await created(agent, { name: "选过的" });
    await setValues(agent, customer.id, 1, [{ field: field.id, value: { choice: "1" } }]);
    const changed = await changeField(administrator, "change", {
      customFieldId: field.id,
      expectedVersion: 1,
      choices: [
        { code: "2", labelZh: "另一个" },
        { labelZh: "新的" },
        { code: "1", labelZh: "新称", retired: true },
      ],
    });
    expect(changed.customField?.choices).toEqual([
      { code: "2", label: "另一个", retired: false },
      { code: "3", label: "新的", retired: false },
      { code: "1", label: "新称", retired: true },
    ]);
    expect(await readValues(agent, customer.id)).toMatchObject([
      { choice: { code: "1", label: "新称", retired: true } },
    ]);
    const refused = await setValues(agent, customer.id, 2, [{ field: field.id, value: { choice: "1" } }]);
    expect(codes(refused.errors)).toEqual(["INVALID_VALUE values.0.value"]);
    const left = await changeField(administrator, "change", {
      customFieldId: field.id,
      expectedVersion: 2,
      choices: [{ code: "2", labelZh: "另一个" }],
    });
    expect(codes(left.errors)).toEqual(["INVALID_VALUE choices"]);
  });

  test("it is archived, refuses values, and comes back with those it had", async () => {
    const field = await madeField(administrator, { type: "TEXT" });
    const customer = await created(agent, { name: "停用" });
    await setValues(agent, customer.id, 1, [{ field: field.id, value: { text: "留着" } }]);
    const which = { customFieldId: field.id, expectedVersion: 1 };
    expect((await changeField(administrator, "archive", which)).customField).toMatchObject({
      archived: true,
      version: 2,
    });
    expect(await readValues(agent, customer.id)).toEqual([]);
    expect((await listFields(agent)).some(({ id }) => id === field.id)).toBe(false);
    expect((await listFields(agent, "(withArchived: true)")).some(({ id }) => id === field.id)).toBe(true);
    const refused = await setValues(agent, customer.id, 2, [{ field: field.id, value: { text: "新" } }]);
    expect(codes(refused.errors)).toEqual(["WRONG_STATE values.0.field"]);
    const again = await changeField(administrator, "archive", { ...which, expectedVersion: 2 });
    expect(codes(again.errors)).toEqual(["WRONG_STATE customFieldId"]);
    await changeField(administrator, "restore", { ...which, expectedVersion: 2 });
    expect(await readValues(agent, customer.id)).toEqual([{ __typename: "TextFieldValue", text: "留着" }]);
    const restored = await changeField(administrator, "restore", { ...which, expectedVersion: 3 });
    expect(codes(restored.errors)).toEqual(["WRONG_STATE customFieldId"]);
  });

  test("it is moved to another place of its section", async () => {
    const [first, second, third] = [
      await madeField(administrator, { type: "TEXT", sections: ["EDUCATION"] }),
      await madeField(administrator, { type: "TEXT", sections: ["EDUCATION"] }),
      await madeField(administrator, { type: "TEXT", sections: ["EDUCATION"] }),
    ];
    const order = async () => (await listFields(agent, "(section: EDUCATION)")).map(({ id }) => id);
    expect(await order()).toEqual([first.id, second.id, third.id]);
    await changeField(administrator, "move", {
      customFieldId: third.id,
      expectedVersion: 1,
      afterId: first.id,
    });
    expect(await order()).toEqual([first.id, third.id, second.id]);
    await changeField(administrator, "move", { customFieldId: second.id, expectedVersion: 1, afterId: null });
    expect(await order()).toEqual([second.id, first.id, third.id]);
    const nowhere = await changeField(administrator, "move", {
      customFieldId: second.id,
      expectedVersion: 2,
      afterId: second.id,
    });
    expect(codes(nowhere.errors)).toEqual(["NOT_FOUND afterId"]);
  });

  test("sixty on one company are filled and read at once", async () => {
    const firm = await created(agent, { kind: "COMPANY", name: "六十项公司" });
    const fields: CustomField[] = [];
    for (let place = 0; place < 60; place += 1)
      fields.push(await madeField(administrator, { type: "NUMBER", sections: ["COMPANY_TRADE"] }));
    const set = await setValues(
      agent,
      firm.id,
      1,
      fields.map(({ id }, place) => ({ field: id, value: { number: String(place) } })),
    );
    expect(set.errors).toEqual([]);
    expect((await readValues(agent, firm.id, "COMPANY_TRADE")).map(({ number }) => number)).toEqual(
      fields.map((_, place) => String(place)),
    );
  });
});

describe("DOS-6.2 what is refused", () => {
  test("making and changing fields, to everybody but administrators", async () => {
    const answer = await agent.send(
      'mutation { createCustomField(input: { sections: [BASIC], type: TEXT, labelZh: "我的" }) { errors { code } } }',
    );
    expect(answer.errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });

  test("a field without a name, of two sections of persons, of another type, or of a taken name", async () => {
    const of = async (input: object) =>
      codes(
        (await changeField(administrator, "create", { sections: ["BASIC"], type: "TEXT", ...input })).errors,
      );
    expect(await of({})).toEqual(["REQUIRED labelZh"]);
    expect(await of({ labelZh: "甲", sections: ["BASIC", "LIFE"] })).toEqual(["INVALID_VALUE sections"]);
    expect(await of({ labelZh: "甲", sections: [] })).toEqual(["INVALID_VALUE sections"]);
    expect(await of({ labelZh: "甲", type: "ID_NUMBER" })).toEqual(["INVALID_VALUE type"]);
    expect(await of({ labelZh: "甲", type: "CUSTOMER", sensitivity: "PERSONAL" })).toEqual([
      "INVALID_VALUE sensitivity",
    ]);
    expect(await of({ labelZh: "甲".repeat(41) })).toEqual(["TOO_LONG labelZh"]);
    expect(await of({ labelZh: "甲", type: "CHOICE" })).toEqual(["REQUIRED choices"]);
    expect(await of({ labelZh: "甲", choices: [{ labelZh: "一" }] })).toEqual(["INVALID_VALUE choices"]);
    expect(
      await of({ labelZh: "甲", type: "CHOICE", choices: [{ labelZh: "一" }, { labelZh: "一" }] }),
    ).toEqual(["ALREADY_TAKEN choices.1"]);
    await madeField(administrator, { type: "TEXT", labelZh: "唯一" });
    expect(await of({ labelZh: "唯一" })).toEqual(["ALREADY_TAKEN labelZh"]);
  });

  test("a stale version, and a create that is repeated makes one field", async () => {
    const idempotencyKey = randomUUID();
    const input = { sections: ["CAREER"], type: "TEXT", labelZh: "一次", idempotencyKey };
    const [first, second] = [
      await changeField(administrator, "create", input),
      await changeField(administrator, "create", input),
    ];
    expect(second.customField?.id).toBe(first.customField?.id);
    const other = await changeField(administrator, "create", { ...input, labelZh: "另" });
    expect(codes(other.errors)).toEqual(["IDEMPOTENCY_MISMATCH idempotencyKey"]);
    const stale = await changeField(administrator, "change", {
      customFieldId: first.customField?.id,
      expectedVersion: 7,
      labelZh: "别的",
    });
    expect(codes(stale.errors)).toEqual(["CONFLICT expectedVersion"]);
    expect(stale.customField?.label).toBe("一次");
  });

  test("values of another type, of no choice, of scripts, of the other kind and of nobody one sees", async () => {
    const [number, link, choice, firms, person] = [
      await madeField(administrator, { type: "NUMBER" }),
      await madeField(administrator, { type: "LINK" }),
      await madeField(administrator, { type: "CHOICES", choices: [{ labelZh: "一" }] }),
      await madeField(administrator, { type: "TEXT", sections: ["COMPANY_BASIC"] }),
      await madeField(administrator, { type: "CUSTOMER" }),
    ];
    const customer = await created(agent, { name: "拒绝" });
    const refused = await setValues(agent, customer.id, 1, [
      { field: number.id, value: { text: "12" } },
      { field: link.id, value: { link: "javascript:alert(1)" } },
      { field: choice.id, value: { choices: ["1", "9"] } },
      { field: firms.id, value: { text: "企业" } },
      { field: person.id, value: { customer: `Customer_${randomUUID()}` } },
      { field: `CustomField_${randomUUID()}`, value: { text: "没有" } },
      { field: number.name, value: { number: "1" } },
    ]);
    expect(codes(refused.errors).sort()).toEqual(
      [
        "INVALID_VALUE values.0.value",
        "INVALID_VALUE values.1.value",
        "INVALID_VALUE values.2.value",
        "WRONG_KIND values.3.field",
        "NOT_FOUND values.4.value",
        "NOT_FOUND values.5.field",
        "INVALID_VALUE values.6.field",
      ].sort(),
    );
    const two = await agent.send(
      `mutation { setFieldValues(input: { customerId: "${customer.id}", expectedVersion: 1,
        values: [{ field: "${number.id}", value: { number: "1", text: "1" } }] }) { errors { code } } }`,
    );
    expect(JSON.stringify(two)).toMatch(/INVALID_VALUE|BAD_USER_INPUT|VALIDATION|exactly one/i);
    expect(await readValues(agent, customer.id)).toEqual([]);
  });

  test("a stale customer, and the conflict names the field and its value now", async () => {
    const field = await madeField(administrator, { type: "TEXT" });
    const customer = await created(agent, { name: "冲突" });
    await setValues(agent, customer.id, 1, [{ field: field.id, value: { text: "先" } }]);
    const stale = await setValues(agent, customer.id, 1, [{ field: field.id, value: { text: "后" } }]);
    expect(codes(stale.errors)).toEqual(["CONFLICT expectedVersion"]);
    expect(stale.conflicts).toEqual([{ field: field.name, current: { state: "CLEAR", text: "先" } }]);
  });

  test("a firm's values going along unseen when the customer becomes a person", async () => {
    const field = await madeField(administrator, {
      type: "TEXT",
      sections: ["COMPANY_BASIC"],
      labelZh: "税务备注",
    });
    const firm = await created(agent, { kind: "COMPANY", name: "转个人" });
    await setValues(agent, firm.id, 1, [{ field: field.id, value: { text: "有" } }]);
    const refused = await edit(agent, { customerId: firm.id, expectedVersion: 2, kind: "INDIVIDUAL" });
    expect(refused.errors).toMatchObject([{ code: "WRONG_KIND", path: ["kind"] }]);
    expect(refused.errors[0]?.message).toContain("税务备注");
  });
});
