import { randomUUID } from "node:crypto";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openComposition } from "../support/browser.ts";
import { axeFindings, openConsole } from "../support/console.ts";
import type { OpenConsole } from "../support/console.ts";
import { startTestServer } from "../support/server.ts";
import type { Role, TestServer } from "../support/server.ts";

interface OnFile {
  id: string;
  number: string;
  version: number;
}

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** A customer that was put on file before the story begins. */
async function customerOnFile(details: Record<string, string>): Promise<OnFile> {
  const agent = await server.as("AGENT");
  const { createCustomer } = await agent.query<{ createCustomer: { customer: OnFile } }>(
    `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id number version } } }`,
    { input: { idempotencyKey: randomUUID(), ...details } },
  );
  return createCustomer.customer;
}

async function visit(role: Role, path: string, language?: "en"): Promise<OpenConsole> {
  return openConsole(browser, server, { role, path, ...(language ? { language } : {}) });
}

/** Opens a customer's card as a page of its own. */
async function openCard(role: Role, customer: OnFile): Promise<OpenConsole> {
  const opened = await visit(role, `/customers/${customer.number}`);
  await opened.page.getByRole("article").getByText(customer.number).waitFor();
  return opened;
}

const field = (page: Page | Locator, name: string): Locator =>
  page.getByRole("textbox", { name, exact: true });
const dialog = (page: Page, name: string | RegExp): Locator => page.getByRole("dialog", { name });
const button = (page: Page | Locator, name: string): Locator =>
  page.getByRole("button", { name, exact: true });

async function seeTold(page: Page, text: string): Promise<void> {
  await page.getByRole("status").getByText(text).first().waitFor();
}

/** The form that a key or a click has just opened, once its first field has the keyboard. */
async function openForm(page: Page, name: string | RegExp): Promise<Locator> {
  const form = dialog(page, name);
  await form.locator("input:focus, textarea:focus").waitFor();
  return form;
}

/** Saves with Ctrl+Enter and sees the form go. */
async function save(page: Page, form: Locator): Promise<void> {
  await page.keyboard.press("Control+Enter");
  await form.waitFor({ state: "detached" });
}

async function openTab(page: Page, name: RegExp): Promise<Locator> {
  await page.getByRole("tab", { name }).click();
  return page.getByRole("tabpanel", { name });
}

describe("DOS-2.6 putting a customer on file by hand", () => {
  test("what is typed is checked at once, somebody with the same phone is shown, and the card opens beside the ledger", async () => {
    await customerOnFile({ name: "李静怡", phone: "13900139001" });
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
    expect(await field(form, "真实姓名").inputValue()).toBe("");
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
    const customer = await customerOnFile({ name: "陈欧" });
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
    const customer = await customerOnFile({ name: "赵敏", phone: "13800138003" });
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
    const customer = await customerOnFile({ name, kind: "COMPANY" });
    const { page } = await openCard("AGENT", customer);
    await page.setViewportSize({ width: 375, height: 760 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(375);
    expect(await axeFindings(page)).toEqual([]);
    await page.goto(`${server.address}/customers/KH-999999`);
    await page.getByRole("heading", { name: "没有这份客户档案" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  test("reads the same in English", async () => {
    const customer = await customerOnFile({ name: "孙丽", phone: "13800138004" });
    const { page, problems } = await visit("AGENT", `/customers/${customer.number}`, "en");
    await page.getByRole("heading", { name: "孙丽" }).waitFor();
    for (const tab of ["Orders", "Notes", "History", "Timeline"]) {
      await openTab(page, new RegExp(tab));
      expect(await axeFindings(page)).toEqual([]);
    }
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

describe("DOS-2.6 T42 two people change one customer", () => {
  test("the slower one sees both values of each field, takes either, and loses nothing", async () => {
    const customer = await customerOnFile({ name: "王小明", phone: "13800138005" });
    const slow = await openCard("AGENT", customer);
    await slow.page.keyboard.press("e");
    const form = await openForm(slow.page, "修改客户资料");
    await field(form, "真实姓名").fill("王大明");
    await field(form, "联系方式").fill("13900139005");

    const fast = await openCard("ADMINISTRATOR", customer);
    await fast.page.keyboard.press("e");
    const faster = await openForm(fast.page, "修改客户资料");
    await field(faster, "真实姓名").fill("王晓明");
    await field(faster, "联系方式").fill("13700137005");
    await field(faster, "客户ID").fill("晚风");
    await save(fast.page, faster);

    await slow.page.keyboard.press("Control+Enter");
    const conflict = dialog(slow.page, "刚刚有人改过这份内容");
    const name = conflict.getByRole("group", { name: /真实姓名/ });
    await name.getByText("原来： 王小明").waitFor();
    expect(await name.getByRole("radio").count()).toBe(2);
    await name.getByText("王大明").waitFor();
    const phone = conflict.getByRole("group", { name: /联系方式/ });
    await phone.getByText("137****7005").waitFor();
    await phone.getByText("13900139005").waitFor();
    await conflict.getByText("晚风").waitFor();
    expect(await axeFindings(slow.page)).toEqual([]);

    await button(conflict, "返回继续修改").click();
    await conflict.waitFor({ state: "detached" });
    expect(await field(form, "联系方式").inputValue()).toBe("13900139005");
    await slow.page.keyboard.press("Control+Enter");
    await name.getByText("王晓明").click();
    await button(conflict, "按选择保存").click();

    await slow.page.getByRole("heading", { name: "王晓明" }).waitFor();
    await slow.page.getByText("139****9005").waitFor();
    await slow.page.getByRole("article").getByText("晚风").first().waitFor();
    // The refused save is no error of the page.
    expect(slow.problems).toEqual([]);
  });
});

describe("DOS-2.6 SEC-08 contact data is looked at for a reason", () => {
  test("one key shows the usual reasons, the value comes whole, and the look stands in the history", async () => {
    const customer = await customerOnFile({ name: "周迅捷", phone: "13800138006", email: "zhou@example.cn" });
    const { page, problems } = await openCard("AGENT", customer);
    expect(await page.content()).not.toContain("13800138006");
    await page.keyboard.press("r");
    await page.getByRole("menuitem", { name: "联系客户" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.locator(":focus").and(page.getByRole("menuitem")).waitFor();
    await page.keyboard.press("Enter");
    const shown = page.getByRole("link", { name: "13800138006" });
    expect(await shown.getAttribute("href")).toBe("tel:13800138006");
    await button(page, "复制联系方式").waitFor();
    expect(await axeFindings(page)).toEqual([]);

    const history = await openTab(page, /变更记录/);
    await history.getByRole("listitem").filter({ hasText: "查看了联系方式" }).getByText("联系客户").waitFor();
    await shown.waitFor();
    await page.getByRole("link", { name: "帮助" }).click();
    await page.getByRole("heading", { level: 1 }).and(page.getByText("帮助")).waitFor();
    await page.goBack();
    await page.getByText("138****8006").waitFor();
    expect(await page.content()).not.toContain("13800138006");
    expect(problems).toEqual([]);
  });

  test("another reason is given in words, and each field has its own history", async () => {
    const customer = await customerOnFile({ name: "吴越", email: "wuyue@example.cn" });
    const { page } = await openCard("AGENT", customer);
    await button(page, "查看完整的电子邮箱").click();
    await page.getByRole("menuitem", { name: "其他原因……" }).click();
    const form = await openForm(page, "查看完整的电子邮箱");
    await page.keyboard.press("Control+Enter");
    await form.getByText("请写明查看原因").waitFor();
    await field(form, "查看原因").fill("核对快递单");
    await save(page, form);
    await page.getByRole("link", { name: "wuyue@example.cn" }).waitFor();
    await button(page, "电子邮箱的变更记录").click();
    const history = dialog(page, "电子邮箱的变更记录");
    await history.getByText("核对快递单").waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  test("a viewer sees masked values and nothing to change them with", async () => {
    const customer = await customerOnFile({ name: "郑和", phone: "13800138007" });
    const { page, problems } = await openCard("VIEWER", customer);
    await page.getByText("138****8007").waitFor();
    for (const name of ["查看完整的联系方式", "修改", "录入订单", "写跟进"]) {
      expect([name, await button(page, name).count()]).toEqual([name, 0]);
    }
    for (const key of ["r", "e", "o", "m"]) await page.keyboard.press(key);
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
  });
});

describe("DOS-2.6 orders and notes of a customer", () => {
  test("an order is recorded line by line, the figures follow, and a wrong amount is mended and taken back", async () => {
    const customer = await customerOnFile({ name: "冯秀英" });
    const { page, problems } = await openCard("AGENT", customer);
    const orders = await openTab(page, /订单/);
    await orders.getByText("还没有订单").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await button(orders, "录入订单").click();
    const form = await openForm(page, "录入订单");
    await page.keyboard.press("Control+Enter");
    await form.getByText("请填写商品名称").waitFor();
    await form.getByLabel("交易日期", { exact: true }).fill("2026-03-08");
    await field(form, "订单号").fill("TB-20260308");
    await field(form, "商品名称").fill("西湖龙井");
    await field(form, "小计").fill("300.5");
    await button(form, "再加一种商品").click();
    await field(form, "商品名称").nth(1).fill("龙井茶酥");
    await field(form, "小计").nth(1).fill("28");
    await button(form, "填入商品合计 ¥328.50").click();
    await save(page, form);
    await orders.getByText("TB-20260308").waitFor();
    await page.getByRole("article").getByText("2026/03/08").first().waitFor();
    await page.getByText("现有客户").first().waitFor();

    await orders.getByRole("button", { name: /修改订单/ }).click();
    const edit = await openForm(page, /修改订单/);
    await field(edit, "成交金额").fill("320");
    await save(page, edit);
    await orders.getByText("¥320.00").waitFor();
    await button(page, "撤销").click();
    await orders.getByText("¥328.50").waitFor();
    expect(problems).toEqual([]);
  });

  test("a note is written, put into other words, and a colleague's words are not lost", async () => {
    const customer = await customerOnFile({ name: "韩梅" });
    const { page, problems } = await openCard("AGENT", customer);
    const notes = await openTab(page, /跟进记录/);
    await notes.getByText("还没有跟进记录").waitFor();
    await notes.getByRole("textbox", { name: "写跟进" }).fill("喜欢绿茶");
    await button(notes, "保存跟进记录").click();
    const note = notes.getByRole("listitem");
    await note.getByText("喜欢绿茶").waitFor();

    await button(note, "修改跟进记录").click();
    await note.getByRole("textbox").fill("喜欢绿茶，不要茉莉");
    const colleague = await openCard("ADMINISTRATOR", customer);
    const theirs = await openTab(colleague.page, /跟进记录/);
    await button(theirs, "修改跟进记录").click();
    await theirs.getByRole("listitem").getByRole("textbox").fill("喜欢红茶");
    await colleague.page.keyboard.press("Control+Enter");
    await seeTold(colleague.page, "跟进记录已修改");

    await note.getByRole("textbox").press("Control+Enter");
    const conflict = dialog(page, "刚刚有人改过这份内容");
    await conflict.getByText("喜欢红茶").waitFor();
    await button(conflict, "按选择保存").click();
    await note.getByText("喜欢绿茶，不要茉莉").waitFor();
    expect(problems).toEqual([]);
  });
});
