import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readSpreadsheet } from "../../server/src/modules/imports/reading/read-spreadsheet.ts";
import { launchBrowser } from "../support/browser.ts";
import { axeFindings, openConsole } from "../support/console.ts";
import { dropFile } from "../support/drop-file.ts";
import { startTestServer } from "../support/server.ts";
import type { TestServer } from "../support/server.ts";

const SHEET = new URL("../support/spreadsheets/客户档案表.xlsx", import.meta.url);
const SHEET_NAME = "客户档案表.xlsx";

let browser: Browser;
let server: TestServer;
let page: Page;
let problems: string[];
let sheet: Buffer;
/** The address of the first import, to come back to. */
let firstImport: string;

beforeAll(async () => {
  [browser, server, sheet] = await Promise.all([
    launchBrowser({ fonts: false }),
    startTestServer(),
    readFile(SHEET),
  ]);
  ({ page, problems } = await openConsole(browser, server, { role: "ADMINISTRATOR", path: "/customers" }));
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** What the tiles say: name and number. */
async function figures(): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const tile of await page.locator("dl > div").all())
    found[await tile.locator("dt").innerText()] = await tile.locator("dd").first().innerText();
  return found;
}

async function seeHeading(name: string): Promise<void> {
  await page.getByRole("heading", { name, exact: true }).waitFor();
}

async function openImports(): Promise<void> {
  await page.getByRole("link", { name: "导入", exact: true }).click();
  await seeHeading("导入");
}

/** What the ledger says of this customer when somebody searches from wherever they are. */
async function ledgerRow(typed: string, name: string): Promise<string> {
  await page.getByRole("searchbox").fill(typed);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/customers?search=*");
  const row = page.getByRole("row").filter({ hasText: name });
  await row.waitFor();
  return row.innerText();
}

/** The same sheet as another program saves it, with one phone changed and one deal more at its end. */
async function longerCopy(): Promise<Buffer> {
  await using reading = await readSpreadsheet(sheet);
  const lines = [reading.layout.columns.map(({ heading }) => heading)];
  for await (const { rows } of reading.rows()) {
    for (const { cells } of rows) {
      const changed = cells[0] === "tb_396329" ? cells.with(4, "13900139000") : cells;
      lines.push(changed);
    }
  }
  lines.push([
    "tb_396329",
    "银卡会员",
    "单怡娜",
    "user29@example.cn",
    "13900139000",
    "北京市朝阳区建国路88号",
    "2026-11-20",
    "羊毛毯",
    "88.50",
  ]);
  return Buffer.from(lines.map((line) => line.join(",")).join("\r\n"));
}

describe("DOS-2.4 a shop's spreadsheet becomes its archive", () => {
  test("dropped on the ledger, it is read, and a dry run shows first what will happen", async () => {
    await dropFile(page, SHEET_NAME, sheet);
    await seeHeading("导入后会这样");
    firstImport = page.url();
    await seeHeading(SHEET_NAME);
    expect(await figures()).toMatchObject({ 新客户: "32", 新订单: "62", 有问题的行: "1", 表格行数: "64" });
    await page.getByText("其中 1 位潜在客户，还没有成交").waitFor();
    await page.getByRole("row", { name: /联系方式/ }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  test("the archive is as it was until somebody takes the file in, by keyboard too", async () => {
    expect((await server.database.query<{ count: string }>("select count(*) from customer"))[0]?.count).toBe(
      "0",
    );
    await page.keyboard.press("Control+Enter");
    await seeHeading("导入完成");
    expect(await figures()).toMatchObject({ 新客户: "32", 新订单: "62" });
  });

  test("the row with four wrong values is listed, mended cell by cell with the keyboard, and taken in", async () => {
    const row = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "第 43 行" }) });
    await row.getByText("4 处要改").waitFor();
    await row.getByText("日历上没有 2026-02-30 这一天").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const right: [string, string][] = [
      ["电子邮箱", "qiuying@example.cn"],
      ["联系方式", "13812345678"],
      ["交易日期", "2026-02-28"],
      ["成交金额", "199.00"],
    ];
    await row.getByLabel("第 43 行，电子邮箱").focus();
    for (const [header, value] of right) {
      const cell = row.getByLabel(`第 43 行，${header}`);
      await page.locator(":focus").and(cell).waitFor();
      await page.keyboard.press("Control+A");
      await page.keyboard.type(value);
      await page.keyboard.press("Enter");
    }
    await page.getByText("第 43 行已导入").waitFor();
    await page.getByText("没有要改的行了").waitFor();
    await page.getByText("已改好", { exact: true }).click();
    await row.getByText("199.00").waitFor();
    await row.getByText("q***@example.cn").waitFor();
  });

  test("its customer is found in the ledger by pinyin", async () => {
    expect(await ledgerRow("qiuying", "仇英")).toContain("¥199.00");
  });

  test("the same file again is recognised, with the way to its import", async () => {
    await openImports();
    await dropFile(page, SHEET_NAME, sheet);
    await page.getByRole("alert").getByText("这个文件导入过了").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("alert").getByRole("link").click();
    await page.waitForURL(firstImport);
  });

  test("what is no spreadsheet is refused at once, in words that help", async () => {
    await openImports();
    await dropFile(page, "合同.pdf", Buffer.from("%PDF-1.7 invented\n"));
    await page.getByRole("alert").getByText("这不是表格文件").waitFor();
    expect(await page.getByRole("alert").innerText()).toContain("“合同.pdf”没有读取成功");
    await page.getByRole("button", { name: "知道了" }).click();
    await page.getByRole("alert").waitFor({ state: "detached" });
    // The refused file's status is the one thing that the browser writes to its console.
    problems = problems.filter((problem) => !/status of 4\d\d/.test(problem));
  });

  test("a longer copy from another program adds only what is new, and a changed phone waits for a decision", async () => {
    await dropFile(page, "客户档案表-十一月.csv", await longerCopy());
    await seeHeading("导入后会这样");
    expect(await figures()).toMatchObject({ 新客户: "0", 新订单: "1" });
    await page.getByRole("button", { name: "开始导入" }).click();
    await seeHeading("导入完成");
    await page.getByRole("button", { name: "单怡娜的联系方式用表格的值" }).click();
    await page.getByText("单怡娜的联系方式已改为表格的值").waitFor();
    await page.getByText("没有待决定的内容").waitFor();
    expect(await ledgerRow("9000", "单怡娜")).toContain("¥4,587.85");
  });

  test("a row that is left out is out of sight, and can be taken in after all", async () => {
    await page.goBack();
    await seeHeading("导入完成");
    const row = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "第 42 行" }) });
    await row.getByRole("button", { name: "不导入这行" }).click();
    await page.getByText("没有要改的行了").waitFor();
    expect(await figures()).toMatchObject({ 有问题的行: "0", 跳过的行: "1" });
    await page.getByText("不导入", { exact: true }).click();
    await row.getByLabel("第 42 行，电子邮箱").fill("");
    await row.getByLabel("第 42 行，联系方式").fill("13812345678");
    await row.getByLabel("第 42 行，交易日期").fill("2026-03-01");
    await row.getByLabel("第 42 行，成交金额").fill("1.00");
    await row.getByRole("button", { name: "保存" }).click();
    await page.getByText("第 42 行已导入").waitFor();
    expect(await ledgerRow("qiuying", "仇英")).toContain("¥200.00");
  });

  test("an import is taken back and taken in again", async () => {
    await page.goto(firstImport);
    await page.getByRole("button", { name: "撤销导入" }).click();
    await seeHeading("这次导入已撤销");
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "重新导入" }).click();
    await seeHeading("导入完成");
    expect(await ledgerRow("shan", "单雄信")).toContain("¥1,679.00");
  });

  test("the list of imports names every file, its numbers and who brought it", async () => {
    await openImports();
    const line = page.getByRole("row", { name: new RegExp(SHEET_NAME) });
    await line.getByText("已导入").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(problems).toEqual([]);
  });
});

describe("DOS-2.3 who may not import", () => {
  test("a viewer is told kindly, and has no place to drop a file", async () => {
    const visit = await openConsole(browser, server, { role: "VIEWER", path: "/imports" });
    await visit.page.getByRole("heading", { name: "你的账号不能导入" }).waitFor();
    expect(await visit.page.locator("input[type=file]").count()).toBe(0);
    expect(await axeFindings(visit.page)).toEqual([]);
    expect(visit.problems).toEqual([]);
  });
});
