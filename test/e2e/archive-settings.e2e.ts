import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { closeConsoles, openConsole } from "../support/console.ts";
import { button, customerOnFile, seeTold } from "../support/customer-card.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser({ fonts: false }), startTestServer()]);
});
afterEach(() => closeConsoles(browser));
afterAll(async () => {
  await browser.close();
  await server.stop();
});

test("ARC-17 an administrator tries the rule for lost customers, makes it, and takes it back", async () => {
  const agent = await server.as("AGENT");
  const { id } = await customerOnFile(agent, { name: "沈听澜" });
  await agent.query(
    "mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { errors { code } } }",
    {
      input: { customerId: id, orderedOn: "2020-05-20", amount: { amount: "520.00" }, items: [] },
    },
  );
  const lifecycle = async () =>
    (
      await agent.query<{ customer: { lifecycle: string } }>(
        "query ($id: ID!) { customer(id: $id) { lifecycle } }",
        { id },
      )
    ).customer.lifecycle;

  const { page, problems } = await openConsole(browser, server, { role: "ADMINISTRATOR", path: "/settings" });
  const months = page.getByRole("spinbutton", { name: "多少个月未成交算流失" });
  await months.fill("6");
  await page.getByText("按此规则，1 位现有客户将转为流失。").waitFor();
  await button(page, "保存").click();
  await seeTold(page, "档案设置已保存");
  await expect.poll(lifecycle, { timeout: 30_000 }).toBe("LOST");
  await button(page, "撤销").click();
  await expect.poll(() => months.inputValue(), { timeout: 30_000 }).toBe("12");
  expect(problems).toEqual([]);
});
