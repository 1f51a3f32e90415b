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
  // Nobody's, as programs and imports leave them.
  const agent = await server.as("AGENT");
  await customerOnFile(agent, { name: "公海里的客户", phone: "13800002222" });
});
afterEach(() => closeConsoles(browser));
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const ASSIGN = `mutation ($id: ID!, $version: Int!) {
  assignCustomerOwner(input: { customerId: $id, expectedVersion: $version }) { errors { message } } }`;

describe("SEC-05 roles in the console", () => {
  test("SEC-05 an administrator makes a role, gives it, and the person sees less", async () => {
    const administrator = await server.as("ADMINISTRATOR");
    const { customers } = await administrator.query<{
      customers: { nodes: { id: string; version: number; number: string }[] };
    }>("{ customers(first: 1) { nodes { id version number } } }");
    const [customer] = customers.nodes;
    await administrator.query(ASSIGN, { id: customer?.id, version: customer?.version });

    const { page, problems } = await openConsole(browser, server, { role: "ADMINISTRATOR", path: "/roles" });
    await page.getByRole("button", { name: "新建角色" }).click();
    const making = page.getByRole("dialog", { name: "新建角色" });
    await making.getByLabel("名称").fill("外呼专员");
    await making.getByRole("button", { name: "新建并修改" }).click();
    await page.getByRole("heading", { name: "外呼专员", level: 1 }).waitFor();

    const choose = async (box: string, value: string): Promise<void> => {
      await page.getByRole("combobox", { name: box }).click();
      await page.locator(".ant-select-dropdown:visible").getByTitle(value, { exact: true }).click();
    };
    await choose("“查看客户”的范围", "本人负责的");
    await choose("权限: 客户电话", "不可见");
    await page.getByText("2 处修改还没有保存").waitFor();

    // Leaving the page loses nothing.
    await page.getByRole("link", { name: "全部角色" }).click();
    await page.getByRole("link", { name: "外呼专员" }).click();
    await page.getByText("2 处修改还没有保存").waitFor();
    // An import meets every customer, so it cannot stay with a role that sees only some.
    await page.getByRole("button", { name: "核对并保存" }).click();
    const review = page.getByRole("dialog", { name: "核对修改" });
    expect(await review.getByRole("row").allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringMatching(/查看客户\s+全部\s+本人负责的/)]),
    );
    expect(await axeFindings(page)).toEqual([]);
    await review.getByRole("button", { name: "保存" }).click();
    await review.getByText("导入会与全部客户比对", { exact: false }).waitFor();
    await review.getByRole("button", { name: "继续修改" }).click();
    const imports = page.getByRole("group", { name: /^导入/ });
    for (const box of await imports.getByRole("checkbox").all()) await box.setChecked(false);
    expect(await imports.getByRole("checkbox", { checked: true }).count()).toBe(0);
    await page.getByRole("button", { name: "核对并保存" }).click();
    await review.getByRole("button", { name: "保存" }).click();
    // What stays, and not the notice: it is gone again after five seconds, seen or not.
    await page.getByText("处修改还没有保存").waitFor({ state: "detached" });
    await review.waitFor({ state: "detached" });

    await page.goto(`${server.address}/staff`);
    await choose("测试 AGENT的角色", "外呼专员");
    await page.getByText("测试 AGENT现在是外呼专员。").waitFor();

    const seen = await openConsole(browser, server, {
      role: "AGENT",
      path: `/customers/${String(customer?.number)}`,
    });
    await seen.page.getByRole("heading", { name: "没有", exact: false }).first().waitFor();
    const { customers: fewer } = await (
      await server.as("AGENT")
    ).query<{ customers: { nodes: unknown[] } }>("{ customers(first: 1) { nodes { id } } }");
    expect(fewer.nodes).toEqual([]);
    expect(problems).toEqual([]);
  });

  test("SEC-05 hand-over when somebody leaves", async () => {
    const administrator = await server.as("ADMINISTRATOR");
    const leaving = await server.as("MANAGER");
    const customer = await customerOnFile(leaving, { name: "要换负责人的客户" });
    await server.as("SALES_AGENT");
    const { page, problems } = await openConsole(browser, server, { role: "ADMINISTRATOR", path: "/staff" });
    await page.getByRole("button", { name: "停用: 测试 MANAGER" }).click();
    const dialog = page.getByRole("dialog", { name: "交接测试 MANAGER的客户与投诉" });
    await dialog.getByText("测试 MANAGER名下有 1 位客户、0 件未结投诉。").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole("combobox", { name: "交给谁" }).click();
    await page.locator(".ant-select-dropdown:visible").getByTitle("测试 SALES_AGENT").click();
    await dialog.getByLabel("说明").fill("离职交接");
    await dialog.getByRole("button", { name: "开始交接" }).click();
    const list = page.getByRole("region", { name: "交接记录" });
    await list.getByText("已完成").waitFor();
    await list.getByText("客户 1，投诉 0").waitFor();

    const { customer: now } = await administrator.query<{ customer: { owner: { name: string } } }>(
      "query ($number: String!) { customer(number: $number) { owner { name } } }",
      { number: customer.number },
    );
    expect(now.owner.name).toBe("测试 SALES_AGENT");
    await page.goto(`${server.address}/customers/${customer.number}`);
    await page.getByText("测试 SALES_AGENT").first().waitFor();
    expect(problems).toEqual([]);
  });
});
