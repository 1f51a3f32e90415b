import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { axeFindings, closeConsoles, openConsole } from "../support/console.ts";
import { button, customerOnFile, dialog, field, openForm, openTab, save, seeTold } from "../support/customer-card.ts";
import { startTestServer, type TestServer } from "../support/server.ts";
import type { Client } from "../support/client.ts";

let browser: Browser;
let server: TestServer;
let agent: Client;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer()]);
  agent = await server.as("AGENT");
});
afterEach(() => closeConsoles(browser));
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** Opens the form of one section. */
async function fillIn(page: Page, section: string): Promise<Locator> {
  await button(page, `填写${section}`).click();
  return openForm(page, `填写${section}`);
}

async function choose(page: Page, form: Locator, name: string, option: string): Promise<void> {
  await form.getByRole("combobox", { name, exact: true }).click();
  await page.getByTitle(option, { exact: true }).click();
}

async function tag(page: Page, form: Locator, name: string, words: string): Promise<void> {
  await form.getByRole("combobox", { name, exact: true }).fill(words);
  await page.keyboard.press("Enter");
}

describe("ARC-30 ARC-50 an archive is filled in section by section", () => {
  test("ARC-31 ARC-32 ARC-34 ARC-38 ARC-40 a person's: age, likes, a refused identity number, undo, and one key that shows a value", async () => {
    const administrator = await server.as("ADMINISTRATOR");
    await administrator.stepUp();
    const customer = await customerOnFile(agent, { name: "苏晚晴", phone: "13800138001" });
    const { page, problems } = await openConsole(browser, server, {
      role: "ADMINISTRATOR",
      path: `/customers/${customer.number}`,
    });
    const archive = await openTab(page, /^档案/);
    const basic = archive.getByRole("region", { name: "基本信息" });
    await basic.getByText("已知 0 项").waitFor();

    let form = await fillIn(page, "基本信息");
    expect(await axeFindings(page)).toEqual([]);
    await choose(page, form, "性别", "女");
    await form.getByRole("spinbutton", { name: "年龄" }).fill("34");
    await field(form, "手机").fill("13900139000");
    await page.keyboard.press("Control+Enter");
    await form.waitFor({ state: "detached" });
    await seeTold(page, "基本信息已保存");
    await basic.getByText("34", { exact: true }).waitFor();
    await page.getByText("苏晚晴女士 · 34 岁").waitFor();

    await basic.getByText("139****9000").hover();
    await page.keyboard.press("r");
    await page.getByRole("menuitem", { name: "联系客户" }).click();
    await basic.getByRole("link", { name: "13900139000" }).waitFor();

    form = await fillIn(page, "消费情况");
    await tag(page, form, "购买偏好", "绿茶、羊毛毯");
    await save(page, form);
    await archive.getByText("绿茶、羊毛毯").waitFor();
    await button(page, "撤销").click();
    await archive.getByText("绿茶、羊毛毯").waitFor({ state: "detached" });
    expect(await axeFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
  });
});
