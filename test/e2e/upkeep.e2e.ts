import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openOffice, recordOf, type Colleague } from "../api/access/office.ts";
import { editArchive } from "../api/customers/archive-calls.ts";
import { edit } from "../api/customers/customer-calls.ts";
import { launchBrowser } from "../support/browser.ts";
import type { Client } from "../support/client.ts";
import { axeFindings, closeConsoles, openConsole } from "../support/console.ts";
import { button, customerOnFile, dialog, openForm, save, seeTold } from "../support/customer-card.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
let agent: Client;
/** Looks after customers; others change them. */
let owner: Colleague;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser({ fonts: false }), startTestServer()]);
  const office = await openOffice(server);
  agent = await server.as("AGENT");
  owner = await office.hire({ role: "SALES_AGENT" }, await office.addTeam());
});
afterEach(() => closeConsoles(browser));
afterAll(async () => {
  await browser.close();
  await server.stop();
});

test("ARC-13 DOS-6.3 a value says why it is here, and the one before it comes back in one click, and goes again", async () => {
  const { id, number, version } = await customerOnFile(agent, { name: "沈听澜", nickname: "听澜" });
  await edit(agent, { customerId: id, expectedVersion: version, name: "沈听岚" });
  const { page, problems } = await openConsole(browser, server, {
    role: "AGENT",
    path: `/customers/${number}`,
  });
  await page.getByRole("heading", { name: "沈听岚" }).waitFor();
  const why = "真实姓名：为什么有这项信息";
  await button(page, why).focus();
  await page.keyboard.press("Enter");
  const origin = dialog(page, why);
  await origin.getByText("在控制台填写").waitFor();
  await origin.getByText("保存目的").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await button(origin, "恢复“真实姓名”以前的内容").click();
  await seeTold(page, "已恢复“真实姓名”以前的内容");
  await origin.getByText("旧值", { exact: true }).waitFor();
  await origin.getByText("从变更记录恢复").waitFor();
  await button(page, "撤销").click();
  await seeTold(page, "已撤销恢复“真实姓名”");
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "沈听岚" }).waitFor();
  expect(problems).toEqual([]);
});

test("DOS-6.4 what is missing leads to its form; an archive that is due is confirmed in one click and taken back", async () => {
  const { id, number, version } = await customerOnFile(owner.client, { name: "顾长安" });
  await server.database.query(
    `update customer set created_at = '2020-01-01' where id = '${recordOf(id)}'; update section_verification set verified_at = '2020-01-01' where customer_id = '${recordOf(id)}'`,
  );
  // What is written now is fresh; the basic information was last looked at when the archive was opened.
  await editArchive(owner.client, "individual", {
    customerId: id,
    expectedVersion: version,
    careerNotes: "常出差",
  });
  const { page, problems } = await openConsole(browser, server, {
    person: owner.client,
    path: `/customers/${number}?tab=archive`,
  });
  await page.getByRole("button", { name: /^完整度/ }).click();
  const missing = dialog(page, "档案完整度");
  await missing.getByText("接下来可以问").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await button(missing, "填写职业").click();
  const form = await openForm(page, /事业情况/);
  await form.getByLabel("职业", { exact: true }).fill("教师");
  await save(page, form);
  await page.getByText("教师").first().waitFor();

  const basic = page.getByRole("region", { name: "基本信息" });
  await basic.getByText("该核对了").waitFor();
  await page.goto(`${server.address}/customers/due`);
  const confirm = button(page, "顾长安，基本信息：仍然正确");
  await confirm.waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await confirm.click();
  await seeTold(page, "已确认“基本信息”无误");
  await page.getByText("你负责的档案都核对过了").waitFor();
  await button(page, "撤销").click();
  await confirm.waitFor();
  expect(problems).toEqual([]);
});

describe("whoever looks after a customer", () => {
  test("DOS-6.4 is told at once what somebody else changed, and finds the way there", async () => {
    const { id, number, version } = await customerOnFile(owner.client, { name: "江晚吟" });
    const { page, problems } = await openConsole(browser, server, {
      person: owner.client,
      path: "/customers",
    });
    const bell = page.getByRole("button", { name: /^客户变动提醒/ });
    await bell.waitFor();
    await page.getByRole("row").filter({ hasText: "江晚吟" }).waitFor();
    await edit(agent, { customerId: id, expectedVersion: version, nickname: "晚吟" });
    await page.getByRole("button", { name: "客户变动提醒：1 条未读" }).waitFor();
    await bell.click();
    const alerts = dialog(page, "客户变动提醒");
    await alerts.getByText("修改了客户ID").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "客户变动提醒：没有未读", includeHidden: true }).waitFor();
    await alerts.getByRole("link", { name: "江晚吟" }).click();
    await page.waitForURL(`**/customers/${number}?tab=history`);
    await page
      .getByRole("tabpanel", { name: /变更记录/ })
      .getByText("晚吟")
      .first()
      .waitFor();
    expect(problems).toEqual([]);
  });

  test("ARC-76 gives it away with a note, which stands with the owners one after the other", async () => {
    const { number } = await customerOnFile(agent, { name: "白落梅" });
    const { page, problems } = await openConsole(browser, server, {
      role: "ADMINISTRATOR",
      path: `/customers/${number}`,
    });
    await button(page, "更换").click();
    const assigning = dialog(page, /由谁负责/);
    await assigning.getByLabel("交接说明").fill("只在周末接电话");
    await assigning.getByRole("option", { name: /（我）/ }).click();
    await seeTold(page, "现在由");
    await button(page, "历任").click();
    const owners = dialog(page, "历任负责人");
    await owners.getByText("只在周末接电话").waitFor();
    await owners.getByText("现任").waitFor();
    expect(await owners.getByRole("listitem").count()).toBe(2);
    expect(await axeFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
  });
});
