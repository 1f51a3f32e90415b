import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { axeFindings, closeConsoles, openConsole } from "../support/console.ts";
import { customerOnFile } from "../support/customer-card.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer()]);
});
afterEach(() => closeConsoles(browser));
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const EDIT = `mutation ($id: ID!, $version: Int!) {
  editCustomer(input: { customerId: $id, expectedVersion: $version, nickname: "春天里的小明同学", phone: "13900139000" }) {
    errors { message } } }`;

describe("ARC-12 the change log in the console", () => {
  test("ARC-12 the change log finds and shows a difference", async () => {
    const agent = await server.as("AGENT");
    const { id, version, number } = await customerOnFile(agent, {
      name: "王小明",
      nickname: "春天里的小明",
      phone: "13800138000",
    });
    await agent.query(EDIT, { id, version });
    await customerOnFile(agent, { name: "别的客户" });

    const { page, problems } = await openConsole(browser, server, {
      role: "ADMINISTRATOR",
      path: "/change-log",
    });
    await page.getByRole("textbox", { name: "档案编号" }).fill(number);
    await page.keyboard.press("Enter");
    await page.waitForURL(/customer=/);
    const log = page.getByRole("list", { name: "变更日志" });
    const edit = log.getByRole("listitem").filter({ hasText: "修改客户" });
    // The list of everything may still be there, or still on its way: first a list, then the one that was asked for.
    await edit.waitFor();
    await log.getByText("别的客户").waitFor({ state: "detached" });
    // One text with what was put in, and personal values as this reader may see them.
    expect(await edit.locator("ins").first().innerText()).toContain("同学");
    expect(await edit.innerText()).not.toContain("13900139000");
    await edit.getByText("139****9000").waitFor();
    expect(await log.getByText("别的客户").count()).toBe(0);
    expect(await axeFindings(page)).toEqual([]);

    // The address is the finding: whoever gets it sees the same.
    await page.reload();
    await edit.getByRole("link").click();
    await page.getByRole("heading", { name: "王小明", level: 1 }).waitFor();
    expect(problems).toEqual([]);
  });
});
