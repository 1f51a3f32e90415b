import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { axeFindings, openConsole } from "../support/console.ts";
import { customerOnFile } from "../support/customer-card.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const REVEAL = `mutation ($id: ID!, $field: CustomerPersonalField!, $reason: RevealReason!) {
  revealField(input: { customerId: $id, field: $field, reason: $reason }) { value errors { message } } }`;

describe("SEC-08 who looked at personal data", () => {
  test("SEC-08 the privacy officer sees who looked at how many customers, and why", async () => {
    const agent = await server.as("AGENT");
    for (const [name, phone] of [
      ["王小明", "13800138001"],
      ["李小红", "13800138002"],
    ] as const) {
      const { id } = await customerOnFile(agent, { name, phone });
      await agent.query(REVEAL, { id, field: "PHONE", reason: "SHIP_ORDER" });
      await agent.query(REVEAL, { id, field: "PHONE", reason: "CONTACT_CUSTOMER" });
    }
    const { page, problems } = await openConsole(browser, server, {
      role: "PRIVACY_OFFICER",
      path: "/reveals",
    });
    const person = page.getByRole("row").filter({ hasText: "测试 AGENT" });
    await person.getByText("2 / 200").waitFor();
    await person.getByText("4 次").waitFor();
    expect(await page.getByRole("list", { name: "逐条记录" }).getByRole("listitem").count()).toBe(4);
    expect(await page.content()).not.toContain("13800138001");
    expect(await axeFindings(page)).toEqual([]);

    await page.getByRole("button", { name: "前一天" }).click();
    await page.getByText("这一天没有人查看过完整信息").waitFor();
    expect(problems).toEqual([]);
  });
});
