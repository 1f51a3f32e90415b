import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openComposition } from "../support/browser.ts";
import type { Client } from "../support/client.ts";
import { axeFindings, closeConsoles, openConsole } from "../support/console.ts";
import type { OpenConsole } from "../support/console.ts";
import { button, customerOnFile, field, openForm, openTab, save, seeTold } from "../support/customer-card.ts";
import type { OnFile } from "../support/customer-card.ts";
import { startTestServer } from "../support/server.ts";
import type { Role, TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
/** A program of the shop's, which puts customers on file before a story begins. */
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

async function visit(role: Role, path: string, language?: "en"): Promise<OpenConsole> {
  return openConsole(browser, server, { role, path, ...(language ? { language } : {}) });
}

/** Opens a customer's card as a page of its own. */
async function openCard(role: Role, customer: OnFile): Promise<OpenConsole> {
  const opened = await visit(role, `/customers/${customer.number}`);
  await opened.page.getByRole("article").getByText(customer.number).waitFor();
  return opened;
}

describe("DOS-2.6 putting a customer on file by hand", () => {
  test("what is typed is checked at once, somebody with the same phone is shown, and the card opens beside the ledger", async () => {
    await customerOnFile(agent, { name: "李静怡", phone: "13900139001" });
    const { page, problems } = await visit("AGENT", "/customers");
    await page.getByRole("row", { name: /李静怡/ }).waitFor();
    await page.keyboard.press("n");
    const form = await openForm(page, "新建客户档案");
    await field(form, "联系方式").fill("1390013900");
    await form.getByText("手机号应为 11 位").waitFor();
    await field(form, "联系方式").fill("139 0013 9001");
    await form.getByRole("heading", { name: "可能已经建过档" }).waitFor();
    await form.getByRole("link", { name: "李静怡" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await field(form, "联系方式").fill("13900139002");
    await form.getByRole("link", { name: "李静怡" }).waitFor({ state: "detached" });
    await field(form, "真实姓名").fill("李静");
    await save(page, form);
    await page.getByRole("heading", { name: "李静", exact: true }).waitFor();
    expect(page.url()).toContain("open=KH-");
    expect(problems).toEqual([]);
  });

  test("a form that is closed keeps what was typed, and says so when it opens again", async () => {
    const { page } = await visit("AGENT", "/customers?new=customer");
    const form = await openForm(page, "新建客户档案");
    await field(form, "真实姓名").fill("半途而废");
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    await page.keyboard.press("n");
    await form.getByText("这是你上次没保存的内容").waitFor();
    expect(await field(form, "真实姓名").inputValue()).toBe("半途而废");
    await button(form, "丢弃草稿").click();
    await expect.poll(() => field(form, "真实姓名").inputValue()).toBe("");
  });
});

describe("DOS-2.6 the customer's card", () => {
  test("is made, changed, given an order and a note by keyboard alone", async () => {
    const { page, problems } = await visit("AGENT", "/customers");
    await page.getByRole("heading", { name: "客户档案", level: 1 }).waitFor();
    await page.keyboard.press("n");
    const create = await openForm(page, "新建客户档案");
    await page.keyboard.type("仇志强");
    await save(page, create);
    await page.getByRole("heading", { name: "仇志强" }).waitFor();

    await page.keyboard.press("e");
    const edit = await openForm(page, "修改客户资料");
    await page.keyboard.press("Tab");
    await page.keyboard.type("小强爱坚果");
    await save(page, edit);
    await seeTold(page, "修改已保存");

    await page.keyboard.press("o");
    const order = await openForm(page, "录入订单");
    await field(order, "商品名称").focus();
    await page.keyboard.type("临安山核桃");
    await page.keyboard.press("Tab");
    await page.keyboard.type("2");
    await page.keyboard.press("Tab");
    await page.keyboard.type("１２８");
    await button(order, "填入商品合计 ¥128.00").press("Enter");
    await save(page, order);
    await page.getByRole("article").getByText("¥128.00").first().waitFor();

    await page.keyboard.press("m");
    await page
      .locator(":focus")
      .and(page.getByRole("textbox", { name: "写跟进" }))
      .waitFor();
    await page.keyboard.type("周末不要打电话");
    await page.keyboard.press("Control+Enter");
    const timeline = page.getByRole("tabpanel", { name: "动态" });
    await timeline.getByText("周末不要打电话").waitFor();
    await timeline.getByText("临安山核桃").waitFor();
    await timeline.getByText("建立档案").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  test("its shortcuts keep quiet while a note is typed with an input method", async () => {
    const customer = await customerOnFile(agent, { name: "陈欧" });
    const { page } = await openCard("AGENT", customer);
    await page.keyboard.press("m");
    const box = page.getByRole("textbox", { name: "写跟进" });
    await page.locator(":focus").and(box).waitFor();
    const composition = await openComposition(page);
    await composition.compose("oe");
    await composition.choose("哦");
    await page.keyboard.type("e");
    expect(await box.inputValue()).toBe("哦e");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  test("an edit sends only what was changed, and can be taken back", async () => {
    const customer = await customerOnFile(agent, { name: "赵敏", phone: "13800138003" });
    const { page } = await openCard("AGENT", customer);
    await page.keyboard.press("e");
    const form = await openForm(page, "修改客户资料");
    expect(await field(form, "联系方式").getAttribute("placeholder")).toBe("保留 138****8003");
    await field(form, "真实姓名").fill("赵明敏");
    await save(page, form);
    await page.getByRole("heading", { name: "赵明敏" }).waitFor();
    await button(page, "撤销").click();
    await page.getByRole("heading", { name: "赵敏", exact: true }).waitFor();
    const history = await openTab(page, /变更记录/);
    await expect.poll(() => history.getByRole("listitem").count()).toBe(3);
    expect(await page.getByText("138****8003").count()).toBe(1);
  });

  test("says so when there is no such customer, and keeps long names within a narrow screen", async () => {
    const name =
      "内蒙古自治区呼伦贝尔市海拉尔区草原牧人食品贸易有限责任公司第二分公司线上旗舰店直营事业部华东大区特别客户服务中心";
    const customer = await customerOnFile(agent, { name, kind: "COMPANY" });
    const { page } = await openCard("AGENT", customer);
    await page.setViewportSize({ width: 375, height: 760 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(375);
    expect(await axeFindings(page)).toEqual([]);
    await page.goto(`${server.address}/customers/KH-999999`);
    await page.getByRole("heading", { name: "没有这份客户档案" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  test("reads the same in English", async () => {
    const customer = await customerOnFile(agent, { name: "孙丽", phone: "13800138004" });
    const { page, problems } = await visit("AGENT", `/customers/${customer.number}`, "en");
    await page.getByRole("heading", { name: "孙丽" }).waitFor();
    for (const tab of ["Orders", "Notes", "History", "Timeline"]) await openTab(page, new RegExp(tab));
    expect(await axeFindings(page)).toEqual([]);
    for (const [key, title] of [
      ["e", "Edit the customer"],
      ["o", "Record an order"],
    ] as const) {
      await page.keyboard.press(key);
      const form = await openForm(page, title);
      expect(await axeFindings(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await form.waitFor({ state: "detached" });
    }
    expect(problems).toEqual([]);
  });
});
