import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ArchiveSection } from "../../../server/src/modules/customers/fields.ts";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { readSection } from "../customers/archive-calls.ts";
import {
  changeField,
  madeField,
  readValues,
  setValues,
  type CustomField,
} from "../customers/custom-field-calls.ts";
import { created } from "../customers/customer-calls.ts";
import {
  check,
  customerCalled,
  decide,
  finish,
  importNow,
  mend,
  problemRows,
  proposals,
  revert,
  takeIn,
  type Customer,
} from "./import-calls.ts";
import { asField, columnsOf, fieldsIn, mapColumns, sheetOf } from "./archive-column-calls.ts";

let server: TestServer;
let administrator: Client;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer();
  [administrator, agent] = await Promise.all([server.as("ADMINISTRATOR"), server.as("AGENT")]);
});
afterAll(() => server.stop());

async function customerOf(nickname: string): Promise<Customer> {
  const customer = await customerCalled(agent, nickname);
  if (!customer) throw new Error(`nobody is called ${nickname}`);
  return customer;
}

const sectionOf = async (
  nickname: string,
  section: ArchiveSection,
  kind: "individual" | "company" = "individual",
) => readSection(agent, (await customerOf(nickname)).id, kind, section);

describe("ARC-06 DOS-6.1 columns of a sheet become fields of the archive", () => {
  test("recognised by a label in either language or by the field's name, beside what was known before", async () => {
    const head = [
      "客户ID",
      "真实姓名",
      "联系方式",
      "职业",
      "Education",
      "purchasePreferences",
      "出生日期",
      "所在地区",
      "单位电话",
      "家庭住址",
      "收货地址",
      "年份",
    ];
    const row = [
      "李娜",
      "李娜",
      "13800138111",
      "教师",
      "本科",
      "绿茶，红茶；白茶",
      "1990/3/7",
      "浙江省杭州市西湖区",
      "0571-88888888-8",
      "杭州市一号",
      "杭州市二号",
      "x",
    ];
    const checked = await check(agent, sheetOf(head, row));
    const columns = await columnsOf(agent, checked);
    expect(fieldsIn(columns)).toEqual([
      "CUSTOMER_ID",
      "NAME",
      "PHONE",
      "occupation",
      "educationLevel",
      "purchasePreferences",
      "birthDate",
      "district",
      "workPhone",
      "homeAddress",
      "ADDRESS",
      null,
    ]);
    expect(columns[4]).toMatchObject({ target: "FIELD", fieldLabel: "学历", samples: ["本科"] });
    // What is personal is masked in passing, as it is everywhere.
    expect(columns[6]?.samples).toEqual(["****"]);
    expect(columns[8]?.samples[0]).toContain("****");
    await finish(agent, checked);
    expect(await sectionOf("李娜", ArchiveSection.CAREER)).toMatchObject({
      occupation: "教师",
      workPhone: { state: "MASKED" },
    });
    expect(await sectionOf("李娜", ArchiveSection.EDUCATION)).toMatchObject({ educationLevel: "BACHELOR" });
    expect(await sectionOf("李娜", ArchiveSection.CONSUMPTION)).toMatchObject({
      purchasePreferences: ["绿茶", "红茶", "白茶"],
    });
    expect(await sectionOf("李娜", ArchiveSection.BASIC)).toMatchObject({
      birthDate: { state: "MASKED", text: "1990-**-**" },
      district: { code: "330106" },
      homeAddress: { state: "MASKED" },
    });
    const { id } = await customerOf("李娜");
    const { customer } = await agent.query<{
      customer: { completeness: { percent: number }; provenance: { field: string; source: string }[] };
    }>(
      `query ($id: ID) { customer(id: $id) { completeness { percent } provenance(fields: ["occupation", "birthDate"]) { field source } } }`,
      { id },
    );
    expect(customer.provenance).toEqual([
      { field: "birthDate", source: "IMPORT" },
      { field: "occupation", source: "IMPORT" },
    ]);
    const [facts] = await server.database.query<{ completeness: number }>(
      "select completeness from customer_facts join customer on customer.id = customer_id where nickname = '李娜'",
    );
    expect(facts?.completeness).toBe(customer.completeness.percent);
    expect(
      await server.database.query("select from customer where personal::text like '%1990-03-07%'"),
    ).toEqual([]);
  });

  test("dates and numbers are read as spreadsheets save them, and a firm's own choice by its name or code", async () => {
    const level = await madeField(administrator, {
      type: "CHOICE",
      labelZh: "门店等级",
      labelEn: "Shop grade",
      choices: [{ labelZh: "甲", labelEn: "First" }, { labelZh: "1" }],
    });
    const several = await madeField(administrator, {
      type: "CHOICES",
      labelZh: "关注",
      choices: [{ labelZh: "价格" }, { labelZh: "质量" }, { labelZh: "售后、维修" }],
    });
    const day = await madeField(administrator, { type: "DATE", labelZh: "回访日" });
    const money = await madeField(administrator, { type: "MONEY", labelZh: "储值余额" });
    const yes = await madeField(administrator, { type: "YES_NO", labelZh: "加微信" });
    const page = await madeField(administrator, { type: "LINK", labelZh: "主页" });
    const friend = await madeField(administrator, { type: "CUSTOMER", labelZh: "推荐客户" });
    const { number } = await customerOf("李娜");
    const head = ["客户ID", "Shop grade", "关注", "回访日", "储值余额", "加微信", "主页", "推荐客户"];
    await takeIn(
      agent,
      sheetOf(
        head,
        [
          "表一",
          "first",
          "质量,价格",
          "2031年1月31日",
          "¥1,280.50元",
          "√",
          "www.example.cn",
          number.toLowerCase(),
        ],
        ["表二", "1", "售后、维修", "2031-01-31 00:00:00", "99", "否", "", ""],
      ),
    );
    const values = async (called: string) => readValues(agent, (await customerOf(called)).id);
    const friendId = (await customerOf("李娜")).id;
    expect(await values("表一")).toEqual([
      { __typename: "ChoiceFieldValue", choice: { code: "1", label: "甲", retired: false } },
      { __typename: "ChoicesFieldValue", choices: [{ code: "1" }, { code: "2" }] },
      { __typename: "DateFieldValue", date: "2031-01-31" },
      { __typename: "MoneyFieldValue", money: { amount: "1280.50", currency: "CNY" } },
      { __typename: "YesNoFieldValue", yes: true },
      { __typename: "LinkFieldValue", link: "https://www.example.cn/" },
      { __typename: "CustomerFieldValue", customer: { id: friendId } },
    ]);
    // The second choice is called 1: its name is meant, not the first one's code.
    expect((await values("表二")).slice(0, 3)).toEqual([
      { __typename: "ChoiceFieldValue", choice: { code: "2", label: "1", retired: false } },
      { __typename: "ChoicesFieldValue", choices: [{ code: "3" }] },
      { __typename: "DateFieldValue", date: "2031-01-31" },
    ]);
    for (const { id, version } of [level, several, day, money, yes, page, friend])
      await changeField(administrator, "archive", { customFieldId: id, expectedVersion: version });
  });

  test("what is wrong is said cell by cell, in words of that field, and goes in when it is mended", async () => {
    const head = ["客户ID", "学历", "出生日期", "所在地区", "网址", "毕业年份", "手机号", "电话"];
    const row = ["难", "学霸", "2026-02-30", "火星", "x", "19年", "13800138222", "88888888"];
    const checked = await check(agent, sheetOf(head, row));
    const [wrong] = await problemRows(agent, checked.number);
    const issues = wrong?.cells.flatMap(({ header, issue }) => (issue ? [[header, issue.code]] : []));
    expect(issues).toEqual([
      ["学历", "NOT_A_CHOICE"],
      ["出生日期", "DATE_DOES_NOT_EXIST"],
      ["所在地区", "NOT_A_DISTRICT"],
      ["毕业年份", "NOT_A_NUMBER"],
      ["电话", "NOT_A_PHONE"],
    ]);
    expect(wrong?.cells[1]?.issue?.message).toContain("本科");
    expect(checked.counts).toMatchObject({ problemRows: 1, newCustomers: 0 });
    const done = await finish(agent, checked);
    if (!wrong) throw new Error("no row");
    const { row: mended } = await mend(agent, done, wrong, {
      1: "master",
      2: "1990-02-28",
      3: "330106",
      5: "1999",
      7: "0571-88888888",
    });
    expect(mended.state).toBe("MENDED");
    expect(await sectionOf("难", ArchiveSection.EDUCATION)).toMatchObject({
      educationLevel: "MASTER",
      graduationYear: 1999,
    });
  });

  test("what is empty is filled, what differs waits for a decision, and all of it is taken back with the import", async () => {
    const note = await madeField(administrator, { type: "TEXT", labelZh: "口味", sensitivity: "PERSONAL" });
    const customer = await created(agent, {
      name: "周公",
      individual: { occupation: "医生", hobbies: ["茶", "棋"], homeAddress: "旧居一号" },
      externalRefs: [{ system: "shop-customer-id", id: "周公" }],
    });
    await setValues(agent, customer.id, 1, [{ field: note.id, value: { text: "清淡" } }]);
    const head = ["客户ID", "职业", "行业", "嗜好", "家庭住址", "学历", "口味", "收货地址"];
    const one = await takeIn(
      agent,
      sheetOf(head, ["周公", "教师", "教育", "棋、茶", "新居二号", "博士", "重辣"]),
    );
    expect(one.counts).toMatchObject({ newCustomers: 0, filledFields: 3, proposals: 3 });
    const open = await proposals(agent, one.number);
    const differing = open.map(({ field, current, proposed }) => [field, current.text, proposed.text]);
    expect(differing.toReversed()).toEqual([
      ["occupation", "医生", "教师"],
      ["homeAddress", "旧居****", "新居****"],
      [note.name, "****", "****"],
    ]);
    expect(await sectionOf("周公", ArchiveSection.CAREER)).toMatchObject({
      occupation: "医生",
      industry: "教育",
    });
    await decide(agent, "ACCEPT", open);
    expect(await sectionOf("周公", ArchiveSection.CAREER)).toMatchObject({ occupation: "教师" });
    // The same once more says nothing new.
    const again = await check(
      agent,
      sheetOf(head, ["周公", "教师", "教育", "茶，棋", "新居二号", "Doctor", "重辣"]),
    );
    expect(again.counts).toMatchObject({ filledFields: 0, proposals: 0, knownRows: 1 });
    await revert(administrator, one.number);
    expect(await sectionOf("周公", ArchiveSection.CAREER)).toMatchObject({
      occupation: "医生",
      industry: null,
    });
    expect(await sectionOf("周公", ArchiveSection.EDUCATION)).toMatchObject({ educationLevel: null });
    const history = await server.database.query<{ operation: string }>(
      "select operation from change where record_id = (select id from customer where name = '周公') and field = 'occupation' order by id",
    );
    expect(history.map(({ operation }) => operation)).toEqual(["decideProposals", "revertImport"]);
    await changeField(administrator, "archive", { customFieldId: note.id, expectedVersion: 1 });
  });

  test("DOS-6.2 sixty columns of the firm's own go in with one file", async () => {
    const made: CustomField[] = [];
    for (let place = 1; place <= 60; place += 1)
      made.push(
        await madeField(administrator, { type: place % 2 ? "TEXT" : "NUMBER", labelZh: `指标${place}` }),
      );
    const head = ["客户ID", ...made.map(({ label }) => label)];
    const lines = Array.from({ length: 40 }, (_, line) => [
      `六十${line}`,
      ...made.map((_field, place) => (place % 2 ? String(place * line) : `值${place}`)),
    ]);
    const one = await takeIn(agent, sheetOf(head, ...lines));
    expect(one.counts).toMatchObject({ newCustomers: 40, problemRows: 0 });
    expect(await readValues(agent, (await customerOf("六十7")).id)).toHaveLength(60);
  });
});

describe("DOS-6.1 a sheet of firms", () => {
  test("is known by its headings and makes firms; the fields of persons are not among its own", async () => {
    const head = ["客户ID", "企业名称", "统一社会信用代码", "结算方式", "主营产品", "负责人姓名", "电话"];
    const row = [
      "厂一",
      "杭州某某茶业有限公司",
      "91330106MA2H2W5N08",
      "Monthly account",
      "绿茶;红茶",
      "王厂长",
      "0571-88888888",
    ];
    const checked = await check(agent, sheetOf(head, row));
    expect(fieldsIn(await columnsOf(agent, checked))).toEqual([
      "CUSTOMER_ID",
      "NAME",
      "creditCode",
      "settlement",
      "mainProducts",
      "leaderName",
      "PHONE",
    ]);
    expect(await mapColumns(agent, checked, asField(4, "hobbies"))).toEqual(["WRONG_KIND"]);
    await finish(agent, await importNow(agent, checked.number));
    expect(await customerOf("厂一")).toMatchObject({ name: "杭州某某茶业有限公司" });
    expect(await sectionOf("厂一", ArchiveSection.COMPANY_TRADE, "company")).toMatchObject({
      settlement: "MONTHLY",
    });
    expect(await sectionOf("厂一", ArchiveSection.COMPANY_LEADERS, "company")).toMatchObject({
      leaderName: { state: "MASKED" },
    });
    const [facts] = await server.database.query<{ verify_section: string; completeness: number }>(
      "select verify_section, completeness from customer_facts join customer on customer.id = customer_id where nickname = '厂一'",
    );
    expect(facts?.verify_section).toBe("COMPANY_BASIC");
  });

  test("a firm met in a sheet of persons keeps its archive as it is, and the row says why", async () => {
    const checked = await check(agent, sheetOf(["客户ID", "职业"], ["厂一", "教师"]));
    const [row] = await problemRows(agent, checked.number);
    expect(row?.cells.flatMap(({ issue }) => issue?.code ?? [])).toEqual(["OTHER_KIND"]);
    expect(checked.counts).toMatchObject({ problemRows: 1, filledFields: 0 });
  });

  test("somebody may say what kind of customers it holds; the headings are looked at again", async () => {
    const checked = await check(agent, sheetOf(["客户ID", "公司名称", "职业"], ["厂二", "某某公司", "x"]));
    expect(fieldsIn(await columnsOf(agent, checked))).toEqual(["CUSTOMER_ID", null, "occupation"]);
    expect(await mapColumns(agent, checked, { customerKind: "COMPANY" })).toEqual([]);
    expect(fieldsIn(await columnsOf(agent, checked))).toEqual(["CUSTOMER_ID", "NAME", null]);
    await finish(agent, await importNow(agent, checked.number));
    const [made] = await server.database.query<{ kind: string }>(
      "select kind from customer where nickname = '厂二'",
    );
    expect(made?.kind).toBe("COMPANY");
  });
});
