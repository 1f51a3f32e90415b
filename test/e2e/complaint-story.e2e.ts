import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import type { Client } from "../support/client.ts";
import { complaintOnFile, takeStep } from "../support/complaints.ts";
import { axeFindings, closeConsoles, openConsole } from "../support/console.ts";
import {
  button,
  customerOnFile,
  dialog,
  field,
  openForm,
  openTab,
  save,
  seeTold,
} from "../support/customer-card.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
let agent: Client;
let administrator: Client;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser({ fonts: false }), startTestServer()]);
  [agent, administrator] = [await server.as("AGENT"), await server.as("ADMINISTRATOR")];
});
afterEach(() => closeConsoles(browser));
afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function openCard(number: string): Promise<{ page: Page; problems: string[] }> {
  const opened = await openConsole(browser, server, { role: "AGENT", path: `/customers/${number}` });
  await opened.page.getByRole("article").getByText(number).waitFor();
  return opened;
}

async function openComplaint(number: string): Promise<{ page: Page; problems: string[] }> {
  const opened = await openConsole(browser, server, { role: "AGENT", path: `/complaints/${number}` });
  await opened.page.getByRole("article").getByText(number).waitFor();
  return opened;
}

describe("DOS-3.1 filing a complaint from the customer's card", () => {
  test("takes three interactions: open, category, file", async () => {
    const customer = await customerOnFile(agent, { name: "孙小满" });
    const { page, problems } = await openCard(customer.number);
    await page.keyboard.press("c"); // 1
    await openForm(page, "为孙小满登记投诉");
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.type("羊毛毯洗一次就起球");
    await page.getByRole("radio", { name: "产品质量", exact: true }).check(); // 2
    await page.keyboard.press("Control+Enter"); // 3
    await seeTold(page, "已登记");
    await page.getByRole("article").getByText("1 件投诉处理中").waitFor();
    const timeline = await openTab(page, /动态/);
    await timeline.getByText("羊毛毯洗一次就起球").waitFor();
    await timeline.getByRole("link", { name: /^TS-/ }).click();
    await page.waitForURL(/complaints\/TS-/);
    await page.getByRole("article").getByText("羊毛毯洗一次就起球").waitFor();
    expect(problems).toEqual([]);
  });

  test("keeps what was typed when it is closed, and an order is one click", async () => {
    const customer = await customerOnFile(agent, { name: "钱多多" });
    await agent.query(
      "mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { errors { code } } }",
      {
        input: {
          customerId: customer.id,
          orderedOn: "2026-10-01",
          amount: { amount: "88.00" },
          items: [{ goods: "碧螺春" }],
        },
      },
    );
    const { page } = await openCard(customer.number);
    await page.keyboard.press("c");
    await openForm(page, /登记投诉/);
    await page.keyboard.type("少了一盒");
    await page.keyboard.press("Escape");
    await dialog(page, /登记投诉/).waitFor({ state: "detached" });
    await page.keyboard.press("c");
    const form = await openForm(page, /登记投诉/);
    expect(await field(form, "客户反映了什么").inputValue()).toBe("少了一盒");
    await page.keyboard.press("Control+Enter");
    await form.getByText("选一个分类").waitFor();
    await form.getByRole("radio", { name: "错发漏发", exact: true }).check();
    await form.getByRole("radio", { name: /碧螺春 ¥88.00/ }).check();
    await save(page, form);
    const list = await openTab(page, /投诉/);
    await list.getByRole("link", { name: /^TS-/ }).click();
    await page.getByRole("article").getByRole("link", { name: /^DD-/ }).waitFor();
  });

  test("stands in the ledger, which can be filtered by it", async () => {
    const customer = await customerOnFile(agent, { name: "李有话" });
    await customerOnFile(agent, { name: "无事人" });
    await complaintOnFile(agent, customer, {});
    const { page, problems } = await openConsole(browser, server, { role: "AGENT", path: "/customers" });
    await page.getByRole("row").filter({ hasText: "无事人" }).waitFor();
    await page.getByRole("checkbox", { name: "有未结投诉" }).click();
    await page.waitForURL(/complaint=open/);
    await page.getByRole("row").filter({ hasText: "无事人" }).waitFor({ state: "detached" });
    await page.getByRole("row").filter({ hasText: "李有话" }).getByText("1 件").click();
    await page.waitForURL(/customers\/KH-.*tab=complaints/);
    await page.getByRole("tabpanel", { name: /投诉/ }).getByText("毯子破了一个洞").waitFor();
    expect(problems).toEqual([]);
  });
});

describe("CMP-10 CMP-12 CMP-13 CMP-14 one complaint from the first word to the end, by keyboard", () => {
  test("each step asks for its evidence and refuses without, and the log keeps it all", async () => {
    const customer = await customerOnFile(agent, { name: "周到" });
    const { number } = await complaintOnFile(agent, customer, { description: "收到的不是我订的" });
    const { page, problems } = await openComplaint(number);
    const complaint = page.getByRole("article");
    const step = async (name: string): Promise<ReturnType<typeof dialog>> => {
      await button(complaint, `下一步：${name}`).waitFor();
      await page.keyboard.press("s");
      const form = dialog(page, new RegExp(name));
      await form.waitFor();
      return form;
    };

    let form = await step("联系客户");
    await page.keyboard.press("Control+Enter");
    await form.getByText(/请选择/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await form.getByRole("radio", { name: "微信", exact: true }).check();
    await save(page, form);

    form = await step("分析原因");
    await page.keyboard.press("Control+Enter");
    await form.getByText(/请填写.*原因/).waitFor();
    await field(form, "原因").fill("拣货时没有扫码");
    await save(page, form);

    form = await step("解决问题");
    await field(form, "解决方案").fill("当天补发，并致歉");
    await save(page, form);

    form = await step("回访客户");
    await field(form, "客户反映").fill("补发很快，谢谢");
    await page.keyboard.press("Control+Enter");
    await form.getByText(/满意度/).waitFor();
    await form.getByRole("radio", { name: "满意", exact: true }).check();
    await save(page, form);

    form = await step("结案");
    await save(page, form);
    await button(complaint, "重新处理").waitFor();
    const log = complaint.getByRole("region", { name: "处理记录" });
    for (const words of ["微信", "拣货时没有扫码", "当天补发，并致歉", "补发很快，谢谢", "已结案"]) {
      await log.getByText(words).first().waitFor();
    }
    expect(await page.getByRole("listitem").and(page.locator("[aria-current=step]")).innerText()).toContain(
      "已结案",
    );

    await page.keyboard.press("s");
    form = dialog(page, /重新处理/);
    await field(form, "理由").fill("客户又来电，还少一盒");
    await save(page, form);
    await button(complaint, "下一步：分析原因").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  test("a note is written without leaving the keyboard", async () => {
    const customer = await customerOnFile(agent, { name: "韩备注" });
    const { number } = await complaintOnFile(agent, customer, {});
    const { page, problems } = await openComplaint(number);
    await page.keyboard.press("n");
    await page.locator("textarea:focus").waitFor();
    await page.keyboard.type("仓库说下午补发");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("listitem").filter({ hasText: "仓库说下午补发" }).waitFor();
    expect(problems).toEqual([]);
  });
});

describe("DOS-3.4 T42 two agents on one complaint", () => {
  test("the later step sees what the other did, and what was typed stays", async () => {
    const customer = await customerOnFile(agent, { name: "争分夺秒" });
    const complaint = await complaintOnFile(agent, customer, {});
    await takeStep(administrator, complaint, "ACKNOWLEDGED", { acknowledgedThrough: "PHONE" });
    const { page, problems } = await openComplaint(complaint.number);
    await button(page, "下一步：分析原因").waitFor();
    await page.keyboard.press("s");
    const form = await openForm(page, /分析原因/);
    await field(form, "原因").fill("供应商换了包装");
    await takeStep(administrator, complaint, "ANALYSED", { cause: "标签贴错" });
    await page.keyboard.press("Control+Enter");
    const alert = form.getByRole("alert").filter({ hasText: "有了新进展" });
    await alert.getByText("标签贴错").waitFor();
    await alert.getByText("管理员").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    // The step is gone, but not the words: they go along to another one and stay as a draft.
    await alert.getByRole("button", { name: "解决问题" }).click();
    const next = await openForm(page, /解决问题/);
    await field(next, "解决方案").fill("换新包装");
    await save(page, next);
    await page.getByRole("article").getByText("换新包装").first().waitFor();
    expect(problems).toEqual([]);
  });

  test("the later edit sees both values and takes either", async () => {
    const customer = await customerOnFile(agent, { name: "同时改" });
    const complaint = await complaintOnFile(agent, customer, { description: "原来的话" });
    const { page, problems } = await openComplaint(complaint.number);
    await page.keyboard.press("e");
    const form = await openForm(page, /修改/);
    await field(form, "客户反映了什么").fill("我改的话");
    await form.getByRole("radio", { name: "严重", exact: true }).check();
    await administrator.query(
      "mutation ($input: EditComplaintInput!) { editComplaint(input: $input) { errors { code } } }",
      {
        input: {
          complaintId: complaint.id,
          expectedVersion: complaint.version,
          description: "同事改的话",
        },
      },
    );
    await page.keyboard.press("Control+Enter");
    const conflict = dialog(page, "刚刚有人改过这份内容");
    await conflict.getByText("同事改的话").waitFor();
    await conflict.getByText("我改的话").waitFor();
    await button(conflict, "按选择保存").click();
    await page.getByRole("article").getByText("我改的话").first().waitFor();
    await page.getByRole("article").getByText("严重", { exact: true }).first().waitFor();
    expect(problems).toEqual([]);
  });
});
