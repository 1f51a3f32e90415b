import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import type { Client } from "../support/client.ts";
import { complaintOnFile } from "../support/complaints.ts";
import { axeFindings, closeConsoles, openConsole } from "../support/console.ts";
import { button, customerOnFile, dialog, openForm, seeTold } from "../support/customer-card.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
let agent: Client;

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser({ fonts: false }), startTestServer()]);
  agent = await server.as("AGENT");
  const quiet = await customerOnFile(agent, { name: "安静" });
  const loud = await customerOnFile(agent, { name: "雷鸣" });
  await complaintOnFile(agent, quiet, {
    description: "袋子有点旧",
    severity: "LOW",
    category: "PRODUCT_OTHER",
  });
  await complaintOnFile(agent, loud, { description: "喝了拉肚子", severity: "CRITICAL" });
  await complaintOnFile(agent, quiet, {
    description: "快递放在门口被拿走了",
    category: "DELIVERY",
    assigneeId: null,
  });
  await complaintOnFile(agent, loud, {
    description: "希望有小包装",
    kind: "SUGGESTION",
    category: "PRODUCT_OTHER",
    assigneeId: null,
  });
});
afterEach(() => closeConsoles(browser));
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });
const scope = (page: Page, name: string) => page.getByRole("radio", { name });
const openDesk = (path = "/complaints") => openConsole(browser, server, { role: "AGENT", path });

describe("DOS-3.3 the desk", () => {
  test("opens with one's own, the most urgent first, and shows how many are whose", async () => {
    const { page, problems } = await openDesk();
    await row(page, "雷鸣").waitFor();
    expect(await page.getByRole("row").nth(1).innerText()).toContain("喝了拉肚子");
    expect(await page.getByRole("row").nth(2).innerText()).toContain("袋子有点旧");
    await page.getByRole("radiogroup", { name: "范围" }).getByText("待分配 2").waitFor();
    await page.getByRole("link", { name: /投诉.*我的 2 件/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  test("is filtered and searched, and the address brings the same list again", async () => {
    const { page } = await openDesk("/complaints?scope=ALL");
    await row(page, "希望有小包装").waitFor();
    await page.getByRole("combobox", { name: "分类" }).click();
    await page.getByTitle("物流配送", { exact: true }).click();
    await row(page, "希望有小包装").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.getByRole("searchbox", { name: "搜索投诉" }).fill("anjing");
    await page.waitForURL(/search=anjing/);
    await page.reload();
    await row(page, "快递放在门口").waitFor();
    expect(await page.getByRole("row").count()).toBe(2);
    await page.getByRole("main").getByRole("button", { name: "清除筛选" }).click();
    await row(page, "希望有小包装").waitFor();
  });

  test("says what to do when there is nothing of one's own", async () => {
    const { page } = await openConsole(browser, server, { role: "ADMINISTRATOR", path: "/complaints" });
    await page.getByText("你手上没有待处理的投诉").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await button(page, "看待分配的").click();
    await row(page, "希望有小包装").waitFor();
    expect(await scope(page, "待分配").isChecked()).toBe(true);
  });

  test("is walked through by keyboard: j and k, Enter, Escape", async () => {
    const { page, problems } = await openDesk("/complaints?scope=ALL");
    await row(page, "雷鸣").first().waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/open=TS-/);
    const first = new URL(page.url()).searchParams.get("open");
    await page.getByRole("article").waitFor();
    await page.keyboard.press("j");
    await page.waitForURL((url) => url.searchParams.get("open") !== first);
    await page.keyboard.press("k");
    await page.waitForURL((url) => url.searchParams.get("open") === first);
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => !url.searchParams.has("open"));
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("row");
    expect(problems).toEqual([]);
  });

  test("gives a complaint to whoever presses m, and takes it back", async () => {
    const customer = await customerOnFile(agent, { name: "交接" });
    const { number } = await complaintOnFile(agent, customer, { description: "谁来接手", assigneeId: null });
    const { page } = await openDesk(`/complaints?scope=ALL&open=${number}`);
    const complaint = page.getByRole("article");
    await complaint.getByText("谁来接手").first().waitFor();
    await page.keyboard.press("m");
    await seeTold(page, `${number} 已分派给测试 AGENT`);
    await complaint.getByText("接手处理").waitFor();
    await button(page, "撤销").click();
    await seeTold(page, "已恢复原来的分派");
    await button(complaint, "由我处理").waitFor();

    await page.keyboard.press("a");
    const people = dialog(page, `分派 ${number}`);
    await people.getByRole("option", { name: /我自己/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.type("AGENT");
    await page.keyboard.press("Enter");
    await people.waitFor({ state: "detached" });
    await button(complaint, "由我处理").waitFor({ state: "detached" });
  });

  test("takes down a new complaint after its customer was found", async () => {
    await customerOnFile(agent, { name: "罗大佑" });
    const { page, problems } = await openDesk();
    await row(page, "雷鸣").first().waitFor();
    await page.keyboard.press("c");
    await page.getByRole("combobox", { name: "搜索客户" }).fill("luodayou");
    await page.getByRole("option", { name: /罗大佑/ }).click();
    const form = await openForm(page, "为罗大佑登记投诉");
    await page.keyboard.type("茶叶受潮了");
    await form.getByRole("radio", { name: "产品质量" }).check();
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/open=TS-/);
    await page.getByRole("article").getByText("茶叶受潮了").first().waitFor();
    expect(problems).toEqual([]);
  });
});

describe("DOS-3.3 whoever only reads", () => {
  test("sees every complaint and nothing to change it with", async () => {
    const { page, problems } = await openConsole(browser, server, { role: "VIEWER", path: "/complaints" });
    await row(page, "喝了拉肚子").click();
    const complaint = page.getByRole("article");
    await complaint.getByText("喝了拉肚子").first().waitFor();
    for (const name of ["联系客户", "由我处理", "分派", "写备注", "修改", "其他操作"]) {
      expect([name, await page.getByRole("button", { name }).count()]).toEqual([name, 0]);
    }
    for (const key of ["s", "m", "a", "n", "e", "c"]) await page.keyboard.press(key);
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(await page.getByRole("radio", { name: "我的" }).count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
  });
});

describe("DOS-3.3 in English", () => {
  test("the desk and a complaint are read and handled", async () => {
    const { page, problems } = await openConsole(browser, server, {
      role: "AGENT",
      path: "/complaints?scope=ALL",
      language: "en",
    });
    await row(page, "喝了拉肚子").click();
    await page.getByRole("article").getByText("Critical").waitFor();
    await page.keyboard.press("s");
    const form = page.getByRole("dialog", { name: /Acknowledge/ });
    await form.getByRole("radio", { name: "Phone" }).check();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("article").getByRole("button", { name: "Next: Analyse the cause" }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
  });
});
