import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openComposition } from "../support/browser.ts";
import { closeConsoles, openConsole } from "../support/console.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser({ fonts: false }), startTestServer()]);
  const agent = await server.as("AGENT");
  const names = [
    "王小明",
    "单雄信",
    "仇英",
    ...Array.from({ length: 130 }, (_, index) => `客户${String(index).padStart(3, "0")}`),
  ];
  for (const [index, name] of names.entries()) {
    const { createCustomer } = await agent.query<{ createCustomer: { customer: { id: string } } }>(
      "mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } } }",
      { input: { name, phone: `1380000${String(1000 + index)}` } },
    );
    if (index % 2 === 1) continue;
    await agent.query(
      "mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { errors { code } } }",
      {
        input: {
          customerId: createCustomer.customer.id,
          orderedOn: index === 0 ? "2026-10-01" : "2026-01-02",
          amount: { amount: "88.00" },
          items: [],
        },
      },
    );
  }
}, 120_000);
afterEach(() => closeConsoles(browser));

afterAll(async () => {
  await browser.close();
  await server.stop();
});

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
/** The rows that a search leaves, once the page has counted them. */
async function rowsLeft(page: Page): Promise<number> {
  await page.getByText("共 1 位客户").waitFor();
  return (await page.getByRole("row").count()) - 1;
}

const focusedRow = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent ?? "");

describe("DOS-2.5 the ledger", () => {
  test("shows the last deal first and customers without one last, and grows as one goes down by keyboard alone", async () => {
    const { page, problems } = await openConsole(browser, server, { role: "AGENT", path: "/customers" });
    await row(page, "王小明").waitFor();
    expect(await page.getByRole("row").nth(1).innerText()).toContain("王小明");
    await row(page, "王小明").focus();
    // Each time to the end of what has come so far, until nothing more comes.
    const goDown = async (): Promise<string> => {
      await page.keyboard.press("End");
      return focusedRow(page);
    };
    await expect.poll(goDown, { timeout: 30_000 }).toContain("单雄信");
    // Only what is in sight is in the document.
    expect(await page.getByRole("row").count()).toBeLessThan(60);
    expect(problems).toEqual([]);
  });

  test("finds by name, pinyin and initials typed into the search box, and the address holds it", async () => {
    const { page } = await openConsole(browser, server, { role: "AGENT", path: "/customers" });
    for (const [typed, name] of [
      ["王", "王小明"],
      ["小明", "王小明"],
      ["wangxm", "王小明"],
      ["wxm", "王小明"],
      ["shan", "单雄信"],
    ] as const) {
      await page.getByText("共 133 位客户").waitFor();
      await row(page, "王小明").waitFor();
      await page.keyboard.press("/");
      await page.keyboard.type(typed);
      await page.waitForURL(`**/customers?search=${encodeURIComponent(typed)}`);
      await row(page, name).waitFor();
      expect(await rowsLeft(page), typed).toBe(1);
      await page.reload();
      await row(page, name).waitFor();
      expect(await page.getByRole("searchbox").inputValue()).toBe(typed);
      await page.getByRole("searchbox").fill("");
      await page.getByRole("searchbox").blur();
    }
  });

  test("T63 finds by digits of a phone, which stand in no address; going back finds them again", async () => {
    const { page } = await openConsole(browser, server, { role: "AGENT", path: "/customers" });
    await row(page, "王小明").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("1002");
    await row(page, "仇英").click();
    await page.waitForURL(/open=/);
    expect(await rowsLeft(page)).toBe(1);
    expect(page.url()).not.toContain("1002");
    await page.getByRole("link", { name: "投诉", exact: true }).click();
    await page.waitForURL("**/complaints");
    await page.goBack();
    await row(page, "仇英").waitFor();
    expect(await page.getByRole("searchbox").inputValue()).toBe("1002");
    expect(await rowsLeft(page)).toBe(1);
  });

  test("asks nothing while an input method composes, and finds when the word is chosen", async () => {
    const { page } = await openConsole(browser, server, { role: "AGENT", path: "/customers" });
    await row(page, "王小明").waitFor();
    await page.getByRole("searchbox").focus();
    const composition = await openComposition(page);
    await composition.compose("xiao ming");
    expect(page.url()).not.toContain("search");
    await composition.choose("小明");
    await page.waitForURL(/search=/);
    await row(page, "王小明").waitFor();
    expect(await rowsLeft(page)).toBe(1);
  });

  test("opens a record beside it, walks to the next with it open, and Escape gives the row back", async () => {
    const { page } = await openConsole(browser, server, { role: "AGENT", path: "/customers" });
    await row(page, "王小明").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/open=KH-/);
    const first = new URL(page.url()).searchParams.get("open");
    await page.getByRole("heading", { name: "王小明" }).waitFor();
    await page.getByRole("button", { name: /下一位/ }).click();
    await page.waitForURL((url) => url.searchParams.get("open") !== first);
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => !url.searchParams.has("open"));
    expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("row");
  });

  test("says so when nothing is found, and offers the way back", async () => {
    const { page } = await openConsole(browser, server, {
      role: "AGENT",
      path: "/customers?search=nobodyatall",
      language: "en",
    });
    await page.getByText('Nothing found for "nobodyatall"').waitFor();
    expect(await page.getByRole("main").getByRole("button", { name: /clear/i }).count()).toBeGreaterThan(0);
  });
});
