import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { axeFindings, closeConsoles, openConsole } from "../support/console.ts";
import { createKey, Program } from "../support/program.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser({ fonts: false }), startTestServer()]);
  await (
    await server.as("AGENT")
  ).query('mutation { createCustomer(input: { name: "林书豪甲" }) { customer { id } } }');
});
afterEach(() => closeConsoles(browser));
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

describe("DOS-3.6 an administrator makes a key for a program", () => {
  test("sees its secret once, the program asks with it, and is refused once it is revoked", async () => {
    const { page, problems } = await openConsole(browser, server, {
      role: "ADMINISTRATOR",
      path: "/api-keys",
    });
    await page.getByText("还没有密钥").waitFor();
    await page.getByRole("button", { name: "新建密钥" }).click();
    await page.getByLabel("名称").fill("官网下单程序");
    await page.getByText("90 天").click();
    await page.getByRole("button", { name: "新建并显示密钥" }).click();

    const dialog = page.getByRole("dialog").filter({ hasText: "只显示这一次" });
    await dialog.waitFor();
    const [secret = "", command = ""] = await dialog.locator("code").allInnerTexts();
    expect(secret).toMatch(/^dossier_\w{8}_\w{43}$/);
    expect(command).toContain(`curl ${server.address}/graphql -H 'authorization: Bearer ${secret}'`);
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole("button", { name: "我已经保存好了" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(await page.content()).not.toContain(secret);

    const program = new Program(server.address, secret);
    expect(await program.query("{ customers(first: 1) { nodes { name } } }")).toEqual({
      customers: { nodes: [{ name: "林书豪甲" }] },
    });
    await page.reload();
    await row(page, "官网下单程序").getByText("可用").waitFor();
    expect(await row(page, "官网下单程序").innerText()).toContain("客服");

    await row(page, "官网下单程序").getByRole("button", { name: "吊销" }).click();
    const question = page.getByRole("dialog").filter({ hasText: "不能恢复" });
    await question.getByRole("button", { name: "吊销", exact: true }).click();
    await row(page, "官网下单程序").getByText("已吊销").waitFor();
    expect((await program.send("{ me { permissions } }")).status).toBe(401);
    expect(problems).toEqual([]);
  });

  test("nobody else finds the page in the navigation or a key on it", async () => {
    await createKey(await server.as("ADMINISTRATOR"), { name: "看不到的密钥" });
    const { page } = await openConsole(browser, server, { role: "AGENT", path: "/help" });
    await page.getByRole("link", { name: "接口调试台" }).waitFor();
    expect(await page.getByRole("link", { name: "API 密钥" }).count()).toBe(0);
    await page.goto(`${server.address}/api-keys`);
    await page.getByRole("alert").waitFor();
    expect(await page.getByText("看不到的密钥").count()).toBe(0);
    expect(await page.getByRole("button", { name: "新建密钥" }).count()).toBe(0);
  });
});

describe("DOS-3.6 the explorer at /graphql", () => {
  test("runs a request with the reader's own rights, and shows the schema's words", async () => {
    const { page, problems } = await openConsole(browser, server, { role: "VIEWER", path: "/graphql" });
    await page.getByRole("button", { name: "运行" }).click();
    await page.getByText("状态 200").waitFor();
    const answer = page.getByRole("textbox", { name: "返回结果" });
    expect(await answer.innerText()).toContain("林书豪甲");

    await page.getByRole("button", { name: "登记投诉" }).click();
    await page.getByRole("button", { name: "运行" }).click();
    await answer.getByText("FORBIDDEN").waitFor();

    await page.getByRole("searchbox", { name: "查找类型或字段" }).fill("投诉编号");
    await page.getByRole("listitem").filter({ hasText: "Complaint.number" }).getByRole("link").click();
    await page.waitForURL(/type=Complaint$/);
    await page.getByText("TS-2026-000045").first().waitFor();
    expect(problems).toEqual([]);
  });

  test("completes fields of the schema as one types, and Ctrl + Enter runs", async () => {
    const { page, problems } = await openConsole(browser, server, { role: "AGENT", path: "/graphql" });
    const request = page.getByRole("textbox", { name: "请求" });
    await request.click();
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
    await page.keyboard.type("{ custom");
    await page.getByRole("option", { name: /^customers/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
    await page.keyboard.insertText("query A { me { permissions } } query B { channels { id } }");
    await page.keyboard.press("Control+Enter");
    await page.getByText("状态 200").waitFor();
    expect(await page.getByRole("textbox", { name: "返回结果" }).innerText()).toContain("channels");
    expect(problems).toEqual([]);
  });

  test("follows what changes, live, until it is stopped", async () => {
    const { page, problems } = await openConsole(browser, server, { role: "AGENT", path: "/graphql" });
    await page.getByRole("button", { name: "订阅变动" }).click();
    await page.getByRole("button", { name: "运行" }).click();
    await page.getByText("已收到 0 条").waitFor();
    const agent = await server.as("AGENT");
    await expect
      .poll(
        async () => {
          await agent.query('mutation { createCustomer(input: { name: "实时客户" }) { customer { id } } }');
          return page.getByRole("textbox", { name: "返回结果" }).innerText();
        },
        { timeout: 20_000 },
      )
      .toContain("CUSTOMER_CREATED");
    await page.getByRole("button", { name: "停止" }).click();
    await page.getByRole("button", { name: "运行" }).waitFor();
    expect(problems).toEqual([]);
  });

  test("is asked for by nobody who is not signed in, and its script by no other page", async () => {
    const stranger = await openConsole(browser, server, { path: "/graphql" });
    await stranger.page.waitForURL(/\/sign-in/);
    const { page } = await openConsole(browser, server, { role: "AGENT", path: "/customers" });
    const scripts: string[] = [];
    page.on("request", (request) => scripts.push(new URL(request.url()).pathname));
    for (const path of ["/customers", "/help", "/account"]) {
      await page.goto(server.address + path);
      await page.getByRole("heading").first().waitFor();
      await page.waitForLoadState("networkidle");
    }
    expect(scripts.filter((path) => path.endsWith(".js")).length).toBeGreaterThan(3);
    expect(scripts.filter((path) => path.includes("explorer"))).toEqual([]);
  });
});
