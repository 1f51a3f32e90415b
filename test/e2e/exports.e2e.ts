import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cellsOf } from "../api/exports/export-calls.ts";
import { takeIn } from "../api/imports/import-calls.ts";
import { launchBrowser } from "../support/browser.ts";
import { axeFindings, closeConsoles, openConsole } from "../support/console.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

const SHEET = new URL("../support/spreadsheets/客户档案表.xlsx", import.meta.url);

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser({ fonts: false }), startTestServer()]);
  await takeIn(await server.as("ADMINISTRATOR"), await readFile(SHEET));
});
afterAll(async () => {
  await closeConsoles(browser);
  await browser.close();
  await server.stop();
});

async function openExport(page: Page): Promise<void> {
  await page.getByRole("button", { name: "导出", exact: true }).click();
  await page
    .getByRole("dialog", { name: "导出客户" })
    .getByText(/共 \d+ 行/)
    .waitFor();
}

/** Presses the dialog's button and reads the file that comes. */
async function exportNow(page: Page): Promise<{ name: string; cells: string[][] }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page
      .getByRole("dialog")
      .getByRole("button", { name: /导\s?出/ })
      .click(),
  ]);
  const cells = await cellsOf(new Uint8Array(await readFile(await download.path())));
  return { name: download.suggestedFilename(), cells };
}

describe("lists of customers leave the console", () => {
  test("ARC-06 the archive sheet in full, with a reason; ARC-05 the same list with columns of one's choice, masked", async () => {
    const { page, problems } = await openConsole(browser, server, {
      role: "ADMINISTRATOR",
      path: "/customers?q=tb_&order=NEWEST",
    });
    await openExport(page);
    expect(await axeFindings(page)).toEqual([]);
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "客户档案表" }).check();
    await dialog.getByRole("radio", { name: "完整显示" }).check();
    await dialog.getByRole("button", { name: /导\s?出/ }).click();
    await dialog.getByText("请选择原因").waitFor();
    await dialog.getByRole("combobox", { name: "原因" }).click();
    await page.getByTitle("核实身份").click();
    const sheet = await exportNow(page);
    expect(sheet.name).toMatch(/^客户档案表 \d{4}-\d{2}-\d{2}\.xlsx$/);
    expect(sheet.cells[0]).toEqual(["客户档案表"]);
    expect(sheet.cells.slice(2).some((row) => /^1\d{10}$/.test(row[4] ?? ""))).toBe(true);
    await page.getByText(/^已导出 \d+ 行：客户档案表/).waitFor();
    await dialog.waitFor({ state: "hidden" });

    await openExport(page);
    await dialog.getByRole("radio", { name: "自选列" }).check();
    await dialog.getByRole("checkbox", { name: "成交次数" }).uncheck();
    await dialog.getByRole("checkbox", { name: "电子邮箱" }).check();
    const list = await exportNow(page);
    expect(list.cells[1]).toContain("电子邮箱");
    expect(list.cells[1]).not.toContain("成交次数");
    expect(list.cells.flat().filter((cell) => cell.includes("****")).length).toBeGreaterThan(0);
    expect(problems).toEqual([]);
  });

  test("ARC-01 the roster is printed with its filter in words, and the change log says so", async () => {
    const { page, problems } = await openConsole(browser, server, {
      role: "ADMINISTRATOR",
      path: "/customers?lifecycle=EXISTING",
    });
    await page.getByRole("button", { name: "打印名册" }).click();
    await page.waitForURL("**/customers/roster?lifecycle=EXISTING");
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "打印", exact: true }).click();
    const rows = page.getByRole("article").getByRole("row");
    await rows.nth(31).waitFor();
    expect(await rows.count()).toBe(1 + 31);
    await page.getByRole("article").getByText("范围：现有客户；按最近成交").waitFor();
    expect(await page.getByRole("article").innerText()).toMatch(/打印人：.+/);

    const pages = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const sizes = [...pages.matchAll(/\/MediaBox \[0 0 (\d+)[\d.]* (\d+)/g)].map(([, ...size]) =>
      size.join(" x "),
    );
    expect([...new Set(sizes)]).toEqual(["841 x 594"]);

    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("navigation", { name: "主导航" }).isVisible()).toBe(false);
    expect(await page.getByRole("button", { name: "打印", exact: true }).isVisible()).toBe(false);
    await page.emulateMedia({ media: "screen" });
    await page.goto(`${server.address}/change-log?kind=EXPORT`);
    await page.getByText("客户名册 · 打印 · 个人信息打码 · 31 位客户 · 筛选：客户状态").waitFor();
    expect(problems).toEqual([]);
  });

  test("T20 whoever may not export finds no button, and is told so at the roster's address", async () => {
    const { page } = await openConsole(browser, server, { role: "AGENT", path: "/customers" });
    await page.getByRole("button", { name: "建档" }).waitFor();
    expect(await page.getByRole("button", { name: /导出|打印/ }).count()).toBe(0);
    await page.goto(`${server.address}/customers/roster`);
    await page.getByRole("heading", { name: "你的角色不能导出或打印客户名单" }).waitFor();
  });
});
