import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import type { Client } from "../support/client.ts";
import { axeFindings, closeConsoles, openConsole } from "../support/console.ts";
import { button, field, openForm, openTab, save, seeTold } from "../support/customer-card.ts";
import { startTestServer } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

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

test("ARC-18 ARC-19 ARC-20 咦咦咦是你: from a chat to an order to a review, the archive fills up and nothing is overwritten", async () => {
  const { page, problems } = await openConsole(browser, server, { role: "AGENT", path: "/customers" });
  await page.getByRole("heading", { name: "客户档案", level: 1 }).waitFor();

  // ARC-18 A chat: of whoever asks nothing is known but the nickname.
  await page.keyboard.press("n");
  const opening = await openForm(page, "新建客户档案");
  await field(opening, "客户ID").fill("咦咦咦是你");
  await save(page, opening);
  await page.getByRole("heading", { name: "咦咦咦是你" }).waitFor();
  await page.keyboard.press("m");
  await page.keyboard.type("问过真丝围巾有没有素色的，还在考虑。");
  await page.keyboard.press("Control+Enter");
  await seeTold(page, "跟进记录已保存");

  // ARC-19 An order of the same nickname says who it is.
  await page.goto(`${server.address}/customers`);
  await button(page, "新订单").click();
  const order = await openForm(page, "录入订单");
  await field(order, "客户ID").fill("咦咦咦是你");
  await field(order, "真实姓名").fill("周一一");
  await field(order, "联系方式").fill("13900007788");
  await field(order, "收货地址").fill("浙江省绍兴市越城区解放北路 88 号");
  await field(order, "商品名称").fill("真丝围巾");
  await field(order, "数量").fill("2");
  await field(order, "成交金额").fill("536");
  expect(await axeFindings(page)).toEqual([]);
  await save(page, order);
  await page
    .getByRole("status")
    .getByText(/订单 DD-\d+ 已录入/)
    .first()
    .waitFor();
  const card = page.getByRole("article");
  await card.getByRole("heading", { name: "咦咦咦是你" }).waitFor();
  expect(page.url()).toContain("open=KH-");
  const { customers } = await agent.query<{ customers: { nodes: { name: string | null }[] } }>(
    `{ customers(first: 5, search: "咦咦咦是你") { nodes { name } } }`,
  );
  expect(customers.nodes).toEqual([{ name: null }]);

  // What the order says stands first on the card, until somebody decides.
  const proposals = page.getByRole("region", { name: "待处理的差异" });
  await proposals.getByText("有 3 项新信息等你确认").waitFor();
  await proposals.getByText("139****7788").waitFor();
  await proposals
    .getByRole("button", { name: /^订单 DD-/ })
    .first()
    .waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await proposals.getByRole("button", { name: /^真实姓名：采用订单/ }).click();
  await card.getByRole("heading", { name: "周一一" }).waitFor();
  await page.getByRole("button", { name: "撤销" }).click();
  await card.getByRole("heading", { name: "咦咦咦是你" }).waitFor();
  await proposals.getByText("有 3 项新信息等你确认").waitFor();
  await button(page, "全部采用").click();
  await proposals.waitFor({ state: "detached" });
  await card.getByRole("heading", { name: "周一一" }).waitFor();
  await card.getByText("139****7788").first().waitFor();

  // ARC-20 The review that follows says how satisfied; the card shows it.
  await page.keyboard.press("p");
  const review = await openForm(page, "录入评价");
  await review.getByRole("radio", { name: "4 满意" }).check();
  await field(review, "意见和建议").fill("颜色很正，就是快递慢了一天。");
  expect(await axeFindings(page)).toEqual([]);
  await save(page, review);
  await seeTold(page, "评价已录入");
  await button(page, "满意程度 4/5").first().click();
  await card.getByText("颜色很正，就是快递慢了一天。").waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await button(page, "撤回").click();
  await seeTold(page, "评价已撤回，不再计入满意程度");
  await page.getByRole("button", { name: "撤销" }).last().click();
  await button(page, "满意程度 4/5").first().waitFor();

  // ARC-61 What the orders say is a picture; a bar leads to its orders, and the address says which.
  await openTab(page, /订单/);
  const analysis = page.getByRole("region", { name: "购买分析" });
  await analysis.getByText("商品", { exact: true }).click();
  await analysis.getByRole("button", { name: /真丝围巾/ }).click();
  await page.getByText("只看：真丝围巾").waitFor();
  expect(new URL(page.url()).searchParams.get("goods")).toBe("真丝围巾");
  await analysis.getByText("看数字").click();
  await analysis.getByRole("row", { name: /真丝围巾 1 2 ¥536\.00/ }).waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await button(page, "看全部订单").click();
  await page.getByText("只看：真丝围巾").waitFor({ state: "detached" });
  expect(problems).toEqual([]);
});
