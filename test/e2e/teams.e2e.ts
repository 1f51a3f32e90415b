import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { axeFindings, closeConsoles, openConsole } from "../support/console.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer()]);
  await server.as("AGENT");
});
afterEach(() => closeConsoles(browser));
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe("DOS-3.3 teams on the staff page", () => {
  test("a person is put into a team that is made on the way, and taken out again", async () => {
    const { page, problems } = await openConsole(browser, server, { role: "ADMINISTRATOR", path: "/staff" });
    const team = page.getByRole("combobox", { name: "测试 AGENT的小组" });
    await team.click();
    await page.getByTitle("新建小组…").click();
    const dialog = page.getByRole("dialog", { name: "新建小组" });
    await dialog.locator("input:focus").waitFor();
    await page.keyboard.type("售后一组");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await page.getByText("测试 AGENT现在属于售后一组。").waitFor();
    const teams = page.getByRole("region", { name: "小组" });
    await teams.getByText("1 人").waitFor();
    expect(await axeFindings(page)).toEqual([]);

    await page.getByRole("button", { name: "撤销" }).click();
    await page.getByText("测试 AGENT不再属于任何小组。").waitFor();
    await teams.getByText("0 人").waitFor();
    expect(problems).toEqual([]);
  });

  test("a team gets another name, but not one that is taken; its people see it on their own page", async () => {
    const administrator = await server.as("ADMINISTRATOR");
    const names = ["Packing", "Returns"];
    for (const name of names)
      await administrator.query(`mutation { addTeam(input: { name: "${name}" }) { errors { code } } }`);
    const { page } = await openConsole(browser, server, {
      role: "ADMINISTRATOR",
      path: "/staff",
      language: "en",
      viewport: { width: 375, height: 800 },
      colorScheme: "dark",
    });
    await page.getByRole("button", { name: "Rename: Packing" }).click();
    const dialog = page.getByRole("dialog", { name: "Rename Packing" });
    const name = dialog.getByLabel("Name of the team");
    await name.fill("returns");
    await name.press("Enter");
    await dialog.getByText("There is a team of this name already.", { exact: false }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await name.fill("Packing and sending");
    await name.press("Enter");
    await page.getByText("Packing and sending").first().waitFor();

    await page.getByRole("combobox", { name: "Team of 测试 AGENT" }).click();
    await page.getByTitle("Packing and sending").click();
    await page.getByText("测试 AGENT now belongs to Packing and sending.").waitFor();
    const own = await openConsole(browser, server, { role: "AGENT", path: "/account", language: "en" });
    await own.page.getByRole("definition").filter({ hasText: "Packing and sending" }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  });
});
