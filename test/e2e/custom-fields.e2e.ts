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

const createField = (input: object): Promise<unknown> =>
  administrator.query(
    `mutation ($input: CreateCustomFieldInput!) { createCustomField(input: $input) { customField { id name } errors { message } } }`,
    { input },
  );

test("DOS-6.2 an administrator makes a field, an agent fills it in and sees it on the card", async () => {
  const customer = await customerOnFile(agent, { name: "顾南枝", phone: "13800138002" });
  const settings = await openConsole(browser, server, { role: "ADMINISTRATOR", path: "/settings" });
  const { page } = settings;
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
  expect(settings.problems).toEqual([]);

  const { page: desk, problems } = await openConsole(browser, server, {
    person: agent,
    path: `/customers/${customer.number}`,
  });
  const archive = await openTab(desk, /^档案/);
  await button(desk, "填写生活情况").click();
  form = await openForm(desk, "填写生活情况");
  await form.getByRole("combobox", { name: "常去门店" }).click();
  await desk.getByTitle("滨江店", { exact: true }).click();
  await field(form, "暗号").fill("天王盖地虎");
  await picture(desk, "section-form");
  await save(desk, form);
  await archive.getByText("滨江店").waitFor();
  await archive.getByText("天王盖地虎").waitFor({ state: "detached" });
  await picture(desk, "card");
  expect(problems).toEqual([]);

  await page.setViewportSize({ width: 1280, height: 800 });
  await button(page, "停用字段：常去门店").click();
  await seeTold(page, "已停用字段“常去门店”");
  await life.getByText("常去门店").waitFor({ state: "detached" });
  await button(page, "撤销").last().click();
  await life.getByText("常去门店").waitFor();
});
