import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import type { Client } from "../support/client.ts";
import { axeFindings, closeConsoles, openConsole } from "../support/console.ts";
import type { OpenConsole } from "../support/console.ts";
import {
  button,
  customerOnFile,
  dialog,
  field,
  openForm,
  openTab,
  save,
  seeTold,
  takeIn,
} from "../support/customer-card.ts";
import type { OnFile } from "../support/customer-card.ts";
import { startTestServer } from "../support/server.ts";
import type { Role, TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
/** A program of the shop's, which puts customers on file before a story begins. */
let agent: Client;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser({ fonts: false }), startTestServer()]);
  agent = await server.as("AGENT");
});

afterEach(() => closeConsoles(browser));

afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function visit(role: Role, path: string): Promise<OpenConsole> {
  return openConsole(browser, server, { role, path });
}

/** Opens a customer's card as a page of its own. */
async function openCard(role: Role, customer: OnFile): Promise<OpenConsole> {
  const opened = await visit(role, `/customers/${customer.number}`);
  await opened.page.getByRole("article").getByText(customer.number).waitFor();
  return opened;
}

describe("DOS-2.6 T42 two people change one customer", () => {
  test("the slower one sees both values of each field, takes either, and loses nothing", async () => {
    const customer = await customerOnFile(agent, { name: "王小明", phone: "13800138005" });
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
    const customer = await customerOnFile(agent, {
      name: "周迅捷",
      phone: "13800138006",
      email: "zhou@example.cn",
    });
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
    const customer = await customerOnFile(agent, { name: "吴越", email: "wuyue@example.cn" });
    const { page } = await openCard("AGENT", customer);
    await button(page, "查看完整的电子邮箱").click();
    await page.getByRole("menuitem", { name: "其他原因……" }).click();
    const form = await openForm(page, "查看完整的电子邮箱");
    await page.keyboard.press("Control+Enter");
    await form.getByText("请写明查看原因").waitFor();
    await field(form, "查看原因").fill("核对快递单");
    await save(page, form);
    await page.getByRole("link", { name: "wuyue@example.cn" }).waitFor();
    await button(page, "电子邮箱：为什么有这项信息").click();
    const history = dialog(page, "电子邮箱：为什么有这项信息");
    await history.getByText("核对快递单").waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  test("a viewer sees masked values and nothing to change them with", async () => {
    const customer = await customerOnFile(agent, { name: "郑和", phone: "13800138007" });
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

describe("DOS-2.6 what a spreadsheet says otherwise", () => {
  test("stands on the card until somebody decides, field by field", async () => {
    const header = "客户ID,真实姓名,联系方式,交易日期,购买商品,成交金额";
    await takeIn(agent, "first.csv", `${header}\ntb_7788,沈丹丹,13800138008,2026-10-01,羊毛毯,88.50\n`);
    await takeIn(agent, "second.csv", `${header}\ntb_7788,沈丹,13900139008,2026-10-01,羊毛毯,88.50\n`);
    const { page, problems } = await visit("AGENT", "/customers?search=tb_7788");
    await page.getByRole("row", { name: /沈丹丹/ }).click();
    await page.keyboard.press("Enter");
    const proposals = page.getByRole("region", { name: "待处理的差异" });
    await proposals.getByText("139****9008").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await proposals.getByRole("button", { name: /联系方式：采用/ }).click();
    await proposals.getByText("139****9008").waitFor({ state: "detached" });
    await proposals.getByRole("button", { name: /真实姓名：不采用/ }).click();
    await proposals.waitFor({ state: "detached" });
    const card = page.getByRole("article");
    await card.getByText("139****9008").first().waitFor();
    await card.getByRole("heading", { name: "沈丹丹" }).waitFor();
    expect(problems).toEqual([]);
  });
});

describe("DOS-2.6 orders and notes of a customer", () => {
  test("an order is recorded line by line, the figures follow, and a wrong amount is mended and taken back", async () => {
    const customer = await customerOnFile(agent, { name: "冯秀英" });
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
    await orders.getByText("¥320.00").last().waitFor();
    await button(page, "撤销").click();
    await orders.getByText("¥328.50").last().waitFor();
    expect(problems).toEqual([]);
  });

  test("a note is written, put into other words, and a colleague's words are not lost", async () => {
    const customer = await customerOnFile(agent, { name: "韩梅" });
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
