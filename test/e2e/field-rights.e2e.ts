import { mkdirSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { agentWith, type Rights } from "../api/access/people-with-rights.ts";
import { launchBrowser } from "../support/browser.ts";
import { axeFindings, closeConsoles, openConsole, type OpenConsole } from "../support/console.ts";
import { button, customerOnFile, field, openForm, type OnFile } from "../support/customer-card.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
let customer: OnFile;
let other: OnFile;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer()]);
  const agent = await server.as("AGENT");
  customer = await customerOnFile(agent, {
    name: "沈知微",
    phone: "13900139123",
    address: "杭州市西湖区文三路一号",
  });
  other = await customerOnFile(agent, { name: "陆明远", phone: "13900139456" });
});
afterEach(() => closeConsoles(browser));
afterAll(async () => {
  await browser.close();
  await server.stop();
});

async function openCard(rights: Rights, { number }: OnFile, language?: "en"): Promise<OpenConsole> {
  const person = await agentWith(server, rights);
  const opened = await openConsole(browser, server, {
    person,
    path: `/customers/${number}`,
    ...(language ? { language } : {}),
  });
  await opened.page.getByRole("article").getByText(number).waitFor();
  return opened;
}

/** What the details say of a field. */
function detail(page: Page, label: string) {
  return page
    .getByRole("article")
    .locator("dl > div")
    .filter({ has: page.locator("dt", { hasText: label }) });
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env["PICTURES"];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}

describe("SEC-08 a personal field on the card", () => {
  test("is empty, hidden, masked or clear, and each looks otherwise", async () => {
    const { page, problems } = await openCard({ phone: "VIEW", email: "MASKED", address: "NONE" }, customer);
    await detail(page, "联系方式").getByText("139****9123").waitFor();
    await detail(page, "电子邮箱").getByText("未填写").waitFor();
    await detail(page, "收货地址").getByText("无权查看").waitFor();
    await picture(page, "masked");
    await button(page, "查看完整的联系方式").click();
    await page.getByText("今天还可查看 200 位客户").waitFor();
    await picture(page, "counter");
    await page.getByRole("menuitem", { name: "联系客户" }).click();
    await detail(page, "联系方式").getByRole("link", { name: "13900139123" }).waitFor();
    await picture(page, "clear");
    expect(await axeFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  test("cannot be typed into where there is no right on it, and the others can", async () => {
    const { page } = await openCard({ phone: "MASKED", address: "NONE" }, customer);
    expect(await button(page, "查看完整的联系方式").count()).toBe(0);
    await page.keyboard.press("e");
    const form = await openForm(page, "修改客户资料");
    expect(await field(form, "收货地址").isDisabled()).toBe(true);
    expect(await field(form, "收货地址").getAttribute("placeholder")).toBe("你的角色不能查看或填写");
    expect(await field(form, "联系方式").isDisabled()).toBe(false);
    await picture(page, "form");
    expect(await axeFindings(page)).toEqual([]);
  });

  test("says on the card that the quota of the day is used up", async () => {
    const { page } = await openCard({ revealQuota: 1 }, customer, "en");
    await button(page, "Show in full: Phone").click();
    await page.getByText("1 more customer today").waitFor();
    await page.getByRole("menuitem", { name: "Contact the customer" }).click();
    await detail(page, "Phone").getByRole("link", { name: "13900139123" }).waitFor();
    await page.goto(`${server.address}/customers/${other.number}`);
    await button(page, "Show in full: Phone").click();
    await page.getByText("None left today").waitFor();
    await page.getByRole("menuitem", { name: "Contact the customer" }).click();
    await page.getByRole("alert").getByText("Your role may reveal values of 1 customer a day").waitFor();
    await picture(page, "used-up");
    expect(await axeFindings(page)).toEqual([]);
  });
});
