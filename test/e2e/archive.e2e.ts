import { mkdirSync } from "node:fs";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { axeFindings, closeConsoles, openConsole } from "../support/console.ts";
import { button, customerOnFile, field, openForm, openTab, save, seeTold } from "../support/customer-card.ts";
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

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["PICTURES"];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** What a form refused, beside the field. */
const refusal = (form: Locator, words: string | RegExp): Promise<void> =>
  form.getByText(words).first().waitFor();

describe("ARC-30 ARC-50 an archive is filled in section by section", () => {
  test("ARC-31 ARC-33 ARC-38 ARC-40 a person's: age, likes, undo, a closed field that is opened, a refused identity number, one key to see a value", async () => {
    const customer = await customerOnFile(agent, { name: "苏晚晴", phone: "13800138001" });
    const { page, problems } = await openConsole(browser, server, {
      role: "ADMINISTRATOR",
      path: `/customers/${customer.number}`,
    });
    await openTab(page, /^档案/);
    const archive = page.getByRole("tabpanel", { name: /^档案/ });
    const basic = archive.getByRole("region", { name: "基本信息" });
    await basic.getByText("已知 0 项").waitFor();
    for (const section of ["消费", "事业", "家庭", "生活", "教育", "个性", "人际"])
      await archive.getByRole("region", { name: `${section}情况` }).waitFor();

    let form = await fillIn(page, "基本信息");
    await form.getByText(/未启用：.*身份证号码/).waitFor();
    await choose(page, form, "性别", "女");
    await form.getByRole("spinbutton", { name: "年龄" }).fill("34");
    await field(form, "手机").fill("13900139000");
    await picture(page, "form");
    expect(await axeFindings(page)).toEqual([]);
    await save(page, form);
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
    await button(page, "撤销").last().click();
    await archive.getByText("绿茶、羊毛毯").waitFor({ state: "detached" });
    await picture(page, "person");
    expect(await axeFindings(page)).toEqual([]);

    await basic.getByText(/项未启用/).click();
    await basic.getByRole("link", { name: "去设置" }).click();
    await button(page, "启用身份证号码").click();
    await field(page, "收集目的").fill("核对实名购票人");
    await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
    await seeTold(page, "已启用 1 项");
    await page.getByText("核对实名购票人").first().waitFor();
    await picture(page, "settings");
    expect(await axeFindings(page)).toEqual([]);
    await page.goto(`${server.address}/customers/${customer.number}?tab=archive&section=BASIC`);
    form = await openForm(page, "填写基本信息");
    await field(form, "身份证号码").fill("11010519491231002A");
    await page.keyboard.press("Control+Enter");
    await refusal(form, /身份证/);
    await field(form, "身份证号码").fill("11010519491231002X");
    await page.keyboard.press("Control+Enter");
    await form.waitFor({ state: "detached" });
    await basic.getByText("身份证号码", { exact: true }).waitFor();
    expect(problems).toEqual([]);
  });

  test("ARC-50 ARC-51 ARC-54 ARC-15 ARC-02 a firm's: its sections, the stage of the sale, and the card on one page of A4", async () => {
    const name = "内蒙古自治区呼伦贝尔市海拉尔区草原牧人食品贸易有限责任公司第二分公司";
    const customer = await customerOnFile(agent, { name, kind: "COMPANY", phone: "0571-88888888-8" });
    const { page, problems } = await openConsole(browser, server, {
      role: "ADMINISTRATOR",
      language: "en",
      path: `/customers/${customer.number}`,
    });
    const stage = page.getByRole("region", { name: "Stage of the sale" });
    await stage
      .getByRole("radio", { name: "Before the sale", exact: true })
      .and(page.locator(":checked"))
      .waitFor();
    await stage.getByRole("radio", { name: "After the sale" }).click();
    await expect.poll(() => page.url()).toContain("stage=AFTER_SALE");
    await expect.poll(() => page.getByRole("tab").first().innerText()).toBe("Timeline");
    await stage.getByRole("button", { name: "Call back and note it" }).waitFor();
    await stage.getByRole("radio", { name: "Before the sale" }).click();
    await expect.poll(() => page.getByRole("tab").first().innerText()).toBe("Archive");
    const archive = page.getByRole("tabpanel", { name: "Archive" });
    await button(page, "Fill in: Characteristics").click();
    let form = await openForm(page, "Fill in: Characteristics");
    await form.getByRole("spinbutton", { name: "Number of employees" }).fill("128");
    await save(page, form);
    await archive.getByText("128").waitFor();
    await button(page, "Fill in: People in charge").click();
    form = await openForm(page, "Fill in: People in charge");
    await field(form, "Contact").fill("王海");
    await field(form, "The contact's phone").fill("13700137000");
    await save(page, form);
    await page.getByRole("article").getByText("137****7000").first().waitFor();
    await page.setViewportSize({ width: 375, height: 760 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(375);
    await picture(page, "firm-375");
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await axeFindings(page)).toEqual([]);
    await picture(page, "firm");

    await page.getByRole("link", { name: "Print the card" }).click();
    // The card itself is an article too, and stands until the page of the print is there.
    await page.getByRole("heading", { name: "Print the customer's card" }).waitFor();
    await page.getByRole("article").getByText("137****7000").waitFor();
    await picture(page, "print");
    const paper = await page.pdf({ preferCSSPageSize: true });
    expect(paper.toString("latin1").match(/\/Type \/Page\b(?!s)/g)).toHaveLength(1);
    expect(await axeFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
  });
});
