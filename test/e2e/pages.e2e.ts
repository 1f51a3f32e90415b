import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { complaintOnFile } from "../support/complaints.ts";
import { axeFindings, goWithin, openConsole } from "../support/console.ts";
import { customerOnFile } from "../support/customer-card.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer()]);
  const agent = await server.as("AGENT");
  const customer = await customerOnFile(agent, {
    name: "一个名字特别特别长的客户用来看看页面会不会被撑开而且还要再长一些",
    phone: "13800001111",
    email: "long@example.cn",
    address: "浙江省杭州市余杭区仓前街道文一西路969号西溪园区",
  });
  const longest = "没有标点也没有空格的一长串话https://shop.example/".repeat(200).slice(0, 5000);
  await complaintOnFile(agent, customer, { description: longest, severity: "CRITICAL" });
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const PAGES = [
  "/customers",
  "/customers?open=KH-000001",
  "/customers/KH-000001",
  "/customers/KH-999999",
  "/complaints",
  "/complaints?scope=ALL&open=TS-2026-000001",
  "/complaints/TS-2026-000001",
  "/complaints/TS-2026-999999",
  "/customers/KH-000001?tab=complaints",
  "/customers/KH-000001?do=complaint",
  "/imports",
  "/staff",
  "/staff?new=department",
  "/customers?owner=nobody",
  "/roles",
  "/roles?new=role",
  "/roles/Role_01900000-0000-7000-8000-000000000004",
  "/roles/Role_01900000-0000-7000-8000-000000000001",
  "/roles/Role_01900000-0000-7000-8000-00000000dead",
  "/change-log",
  "/change-log?kind=EXPORT",
  "/reveals",
  "/api-keys",
  "/api-keys?new=key",
  "/graphql",
  "/graphql?type=Customer",
  "/settings",
  "/account",
  "/help",
  "/nowhere",
];
const LOOKS = [
  { language: "zh-CN", colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { language: "en", colorScheme: "dark", viewport: { width: 375, height: 740 } },
] as const;

describe("DOS-2.9 axe finds nothing, nothing is wider than the window, and the browser complains of nothing", () => {
  describe.each(LOOKS)("in $language, $colorScheme, $viewport.width px", (look) => {
    let page: Page;
    let problems: string[];
    beforeAll(async () => {
      ({ page, problems } = await openConsole(browser, server, { role: "ADMINISTRATOR", ...look }));
    });
    afterAll(() => page.context().close());

    test.each(PAGES)("on %s", async (path) => {
      problems.length = 0;
      await goWithin(page, path);
      await page.getByRole("heading").first().waitFor();
      expect(await axeFindings(page)).toEqual([]);
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBeLessThanOrEqual(0);
      expect(problems).toEqual([]);
    });
  });

  test("on the sign-in page", async () => {
    const { page } = await openConsole(browser, server, { path: "/sign-in", language: "en" });
    await page.getByRole("heading").first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });
});

describe("DOS-2.8 the language", () => {
  test("is the browser's first, can be switched, and stays switched", async () => {
    const { page } = await openConsole(browser, server, { role: "AGENT", path: "/account", language: "en" });
    await page.getByRole("link", { name: "Customers", exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
    await page.getByText("中文", { exact: false }).first().click();
    await page.getByRole("link", { name: "客户档案", exact: true }).first().waitFor();
    await page.reload();
    await page.getByRole("link", { name: "客户档案", exact: true }).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("zh-CN");
  });
});
