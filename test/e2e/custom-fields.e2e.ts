import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import type { Client } from "../support/client.ts";
import { axeFindings, closeConsoles, openConsole } from "../support/console.ts";
import { button, customerOnFile, field, openForm, openTab, save, seeTold } from "../support/customer-card.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
let agent: Client;
let administrator: Client;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer()]);
  [agent, administrator] = await Promise.all([server.as("AGENT"), server.as("ADMINISTRATOR")]);
});
afterEach(() => closeConsoles(browser));
afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["PICTURES"];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

const createField = (input: object) =>
  administrator.query<{ createCustomField: { customField: { name: string } } }>(
    `mutation ($input: CreateCustomFieldInput!) { createCustomField(input: $input) { customField { id name } errors { message } } }`,
    { input },
  );

test("DOS-6.2 an administrator makes fields of the archive, moves, archives and restores them", async () => {
  const { page, problems } = await openConsole(browser, server, { role: "ADMINISTRATOR", path: "/settings" });
  const part = page.getByRole("region", { name: "自定义字段" });
  await part.getByText("还没有自定义字段").waitFor();
  await picture(page, "settings-empty");
  await button(page, "新建字段").click();
  let form = await openForm(page, "新建字段");
  await form.getByRole("button", { name: "新建", exact: true }).click();
  await form.getByText("请选择一个分区").waitFor();
  await form.getByRole("combobox", { name: "个人客户的分区" }).click();
  await page.getByTitle("个人客户 · 生活情况", { exact: true }).click();
  await page.keyboard.press("Control+Enter");
  await form.getByText("请至少用一种语言填写名称").waitFor();
  await field(form, "中文名称").fill("常去门店");
  await form.getByRole("combobox", { name: "类型" }).click();
  await page.getByTitle("单选", { exact: true }).click();
  await field(form, "第 1 个选项的中文名称").fill("西湖店");
  await field(form, "第 2 个选项的中文名称").fill("滨江店");
  await picture(page, "settings-form");
  expect(await axeFindings(page)).toEqual([]);
  await save(page, form);
  await seeTold(page, "已新建字段“常去门店”，现在就能填写");
  const life = part.getByRole("region", { name: "个人客户 · 生活情况" });
  await life.getByText("西湖店、滨江店").waitFor();

  await button(page, "在个人客户 · 生活情况中新建字段").click();
  form = await openForm(page, "新建字段");
  await field(form, "中文名称").fill("暗号");
  await form.getByRole("radio", { name: /^个人信息/ }).check();
  await save(page, form);
  await button(page, "上移暗号").click();
  await part.getByText("“暗号”已移到第 1 位").waitFor();
  await expect.poll(() => life.getByRole("listitem").first().innerText()).toContain("暗号");
  await expect.poll(() => page.evaluate("document.activeElement?.ariaLabel")).toBe("下移暗号");
  await picture(page, "settings");
  await page.setViewportSize({ width: 375, height: 760 });
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(375);
  await picture(page, "settings-375");

  await page.setViewportSize({ width: 1280, height: 800 });
  await button(page, "停用字段：常去门店").click();
  await seeTold(page, "已停用字段“常去门店”");
  await life.getByText("常去门店").waitFor({ state: "detached" });
  await button(page, "撤销").last().click();
  await life.getByText("常去门店").waitFor();
  expect(problems).toEqual([]);
});

test("DOS-6.2 an agent fills the firm's own fields in, sees them on the card and as a column, and filters by them", async () => {
  const customer = await customerOnFile(agent, { name: "顾南枝", phone: "13800138002" });
  const choices = [{ labelZh: "东站店" }, { labelZh: "滨江店" }];
  await createField({ type: "CHOICE", sections: ["LIFE"], labelZh: "接待门店", choices });
  await createField({ type: "TEXT", sections: ["LIFE"], labelZh: "口令", sensitivity: "PERSONAL" });
  const { page: desk, problems } = await openConsole(browser, server, {
    person: agent,
    path: `/customers/${customer.number}`,
  });
  const archive = await openTab(desk, /^档案/);
  await button(desk, "填写生活情况").click();
  let form = await openForm(desk, "填写生活情况");
  await form.getByRole("combobox", { name: "接待门店" }).click();
  await desk.getByTitle("滨江店", { exact: true }).click();
  await field(form, "口令").fill("天王盖地虎");
  await picture(desk, "section-form");
  await save(desk, form);
  await archive.getByText("滨江店").waitFor();
  await archive.getByText("天王盖地虎").waitFor({ state: "detached" });
  await picture(desk, "card");
  await customerOnFile(agent, { name: "谢无衣" });
  await desk.getByRole("link", { name: "客户档案", exact: true }).first().click();
  await button(desk, "选择列").click();
  const columns = desk.getByRole("dialog", { name: "选择列" });
  await field(columns, "查找字段或分区").fill("门店");
  await columns.getByRole("checkbox", { name: "接待门店" }).check();
  await button(columns, "左移接待门店").click();
  await picture(desk, "columns");
  expect(await axeFindings(desk)).toEqual([]);
  await button(columns, "使用这些列").click();
  const list = desk.getByRole("grid", { name: "客户档案" });
  await list.getByRole("gridcell", { name: "滨江店" }).waitFor();
  await list.getByRole("row", { name: /谢无衣/ }).waitFor();
  await list.getByRole("columnheader", { name: "生活情况 接待门店" }).getByText("接待门店").click();
  await desk.getByText("按字段排序时，只列出填了这个字段的客户").waitFor();
  await list.getByRole("row", { name: /谢无衣/ }).waitFor({ state: "detached" });
  await desk.goBack();
  await list.getByRole("row", { name: /谢无衣/ }).waitFor();

  await button(desk, "按字段筛选").click();
  form = await openForm(desk, "按字段筛选");
  await form.getByRole("combobox", { name: "字段" }).fill("接待门店");
  await desk.keyboard.press("Enter");
  await form.getByRole("combobox", { name: "接待门店" }).click();
  await desk.getByTitle("滨江店", { exact: true }).click();
  // The list of choices lies over the button until something else is pressed.
  await form.getByText("条件").click();
  await button(form, "筛选").click();
  await form.waitFor({ state: "detached" });
  await button(desk, "接待门店：滨江店").waitFor();
  await list.getByRole("row", { name: /谢无衣/ }).waitFor({ state: "detached" });
  await list.getByRole("row", { name: /顾南枝/ }).waitFor();
  await picture(desk, "ledger");
  expect(await axeFindings(desk)).toEqual([]);
  await desk.reload();
  await button(desk, "接待门店：滨江店").waitFor();
  await list.getByRole("gridcell", { name: "滨江店" }).waitFor();
  expect(problems).toEqual([]);
});

test("DOS-6.2 a firm with sixty fields of its own is readable, on a phone too", async () => {
  const types = ["TEXT", "NUMBER", "MONEY", "DATE", "YES_NO", "LONG_TEXT"];
  const values = [
    { text: "内蒙古自治区呼伦贝尔市海拉尔区草原牧人食品贸易有限责任公司" },
    { number: "12345.678" },
    { money: { amount: "9876543.21" } },
    { date: "2027-03-31" },
    { yes: true },
    { text: "每季度对账一次。\n账期三十天，节假日顺延。" },
  ];
  const names: string[] = [];
  for (let place = 0; place < 60; place += 1) {
    const answer = await createField({
      type: types[place % types.length],
      sections: [place < 30 ? "COMPANY_TRADE" : "COMPANY_CHARACTER"],
      labelZh: place === 0 ? "上一年度实际交易金额与合同约定金额的差异说明" : `经营指标${place}`,
    });
    names.push(answer.createCustomField.customField.name);
  }
  const firm = await customerOnFile(agent, { name: "草原牧人食品", kind: "COMPANY" });
  const set = await agent.query<{ setFieldValues: { errors: unknown[] } }>(
    "mutation ($input: SetFieldValuesInput!) { setFieldValues(input: $input) { errors { message } } }",
    {
      input: {
        customerId: firm.id,
        expectedVersion: 1,
        values: names.map((name, place) => ({ field: name, value: values[place % values.length] })),
      },
    },
  );
  expect(set.setFieldValues.errors).toEqual([]);
  const { page, problems } = await openConsole(browser, server, {
    person: agent,
    path: `/customers/${firm.number}`,
  });
  const archive = await openTab(page, /^档案/);
  await archive.getByRole("region", { name: "交易情况" }).getByText("已知 30 项").waitFor();
  await archive.getByText("¥9,876,543.21").first().waitFor();
  await picture(page, "sixty");
  expect(await axeFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 375, height: 760 });
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(375);
  await picture(page, "sixty-375");
  await button(page, "填写交易情况").click();
  await openForm(page, "填写交易情况");
  await picture(page, "sixty-form-375");
  expect(problems).toEqual([]);
});
