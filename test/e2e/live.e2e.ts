import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { closeConsoles } from "../support/console.ts";
import { button, customerOnFile, field, openForm, save } from "../support/customer-card.ts";
import { startTwoServers, type Colleague, type TwoServers } from "../support/two-servers.ts";

let browser: Browser;
let servers: TwoServers;
let li: Colleague;
let zhang: Colleague;
beforeAll(async () => {
  [browser, servers] = await Promise.all([launchBrowser(), startTwoServers()]);
  [li, zhang] = [await servers.hire("李琴"), await servers.hire("张弛")];
});
afterEach(() => closeConsoles(browser));
afterAll(async () => {
  await browser.close();
  await servers.end();
});

/** Puts a mark on the page that a reload would wipe off; answers whether it is still there. */
async function watchForReload(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => document.documentElement.setAttribute("data-kept", "yes"));
  return () => page.evaluate(() => document.documentElement.hasAttribute("data-kept"));
}

const write = (client: Colleague["client"], customerId: string, text: string) =>
  client.query("mutation ($input: WriteNoteInput!) { writeNote(input: $input) { errors { code } } }", {
    input: { customerId, text },
  });

async function fileComplaint(who: Colleague, input: object): Promise<{ id: string; number: string }> {
  const { fileComplaint: payload } = await who.client.query<{
    fileComplaint: { complaint: { id: string; number: string } };
  }>(
    "mutation ($input: FileComplaintInput!) { fileComplaint(input: $input) { complaint { id number } errors { code } } }",
    { input: { category: "PRODUCT_QUALITY", description: "扣子掉了", ...input } },
  );
  return payload.complaint;
}

const staffIdOf = async ({ client }: Colleague): Promise<string> =>
  (await client.query<{ me: { staff: { id: string } } }>("{ me { staff { id } } }")).me.staff.id;

describe("DOS-3.4 two people at two servers of one archive", () => {
  test("what one writes and changes on a card the other sees, without reloading", async () => {
    const customer = await customerOnFile(li.client, { name: "赵一鸣", nickname: "晚风" });
    const mine = await servers.open(browser, servers.first, li, `/customers/${customer.number}`);
    const theirs = await servers.open(browser, servers.second, zhang, `/customers/${customer.number}`);
    const ledger = await servers.open(browser, servers.second, zhang, "/customers?q=晚风");
    await ledger.getByRole("row").filter({ hasText: "赵一鸣" }).waitFor();
    for (const page of [mine, theirs]) await page.getByRole("article").getByText("赵一鸣").first().waitFor();
    const kept = [await watchForReload(theirs), await watchForReload(ledger)];

    await mine.keyboard.press("e");
    const form = await openForm(mine, "修改客户资料");
    await field(form, "真实姓名").fill("赵一鸣先生");
    await save(mine, form);
    await theirs.getByRole("article").getByText("赵一鸣先生").first().waitFor();
    await ledger.getByRole("row").filter({ hasText: "赵一鸣先生" }).waitFor();

    await write(li.client, customer.id, "周三下午来取货");
    await theirs.getByText("周三下午来取货").waitFor();
    for (const isKept of kept) expect(await isKept()).toBe(true);
  });

  test("what is being typed stays as it is, and the slower one is shown both values", async () => {
    const customer = await customerOnFile(li.client, { name: "孙二" });
    const page = await servers.open(browser, servers.second, zhang, `/customers/${customer.number}`);
    await page.getByRole("article").getByText("孙二").first().waitFor();
    await page.keyboard.press("e");
    const form = await openForm(page, "修改客户资料");
    await field(form, "真实姓名").fill("孙二娘");
    await li.client.query(
      "mutation ($input: EditCustomerInput!) { editCustomer(input: $input) { errors { code } } }",
      { input: { customerId: customer.id, expectedVersion: customer.version, name: "孙二哥" } },
    );
    // Behind the form the card has followed.
    await page.getByRole("article").getByText("孙二哥").first().waitFor({ state: "attached" });
    expect(await field(form, "真实姓名").inputValue()).toBe("孙二娘");
    await page.keyboard.press("Control+Enter");
    const conflict = page.getByRole("dialog", { name: "刚刚有人改过这份内容" });
    await conflict.getByText("孙二哥").first().waitFor();
    await conflict.getByText("孙二娘").first().waitFor();
  });

  test("whoever is given a complaint is told at once, with the way there; it stands on his desk without reloading", async () => {
    const customer = await customerOnFile(li.client, { name: "周小满" });
    const desk = await servers.open(browser, servers.second, zhang, "/complaints");
    await desk.getByRole("heading", { level: 1 }).waitFor();
    const elsewhere = await servers.open(browser, servers.first, zhang, "/customers");
    await elsewhere.getByRole("row").filter({ hasText: "周小满" }).waitFor();
    const isKept = await watchForReload(desk);
    const { number } = await fileComplaint(li, {
      customerId: customer.id,
      assigneeId: await staffIdOf(zhang),
    });
    await desk.getByRole("row").filter({ hasText: "周小满" }).waitFor();
    for (const page of [desk, elsewhere])
      await page.getByRole("status").getByText(`李琴把投诉 ${number} 交给你处理`).waitFor();
    expect(await isKept()).toBe(true);
    await button(elsewhere, "查看").click();
    await elsewhere.waitForURL(`**/complaints/${number}`);
    await elsewhere.getByRole("article").getByText("扣子掉了").first().waitFor();
  });

  test("whoever takes a complaint himself is told nothing", async () => {
    const customer = await customerOnFile(zhang.client, { name: "吴己" });
    const desk = await servers.open(browser, servers.second, zhang, "/complaints");
    await desk.getByRole("heading", { level: 1 }).waitFor();
    const { number } = await fileComplaint(zhang, { customerId: customer.id });
    await desk.getByRole("row").filter({ hasText: "吴己" }).waitFor();
    expect(await desk.getByText(`投诉 ${number} 交给你`).count()).toBe(0);
  });

  test("a list of which several pages are loaded keeps them and its place while it follows", async () => {
    const filed = await customerOnFile(li.client, { name: "郑多多" });
    for (let count = 0; count < 80; count += 1)
      await fileComplaint(li, { customerId: filed.id, description: `第 ${String(count)} 件` });
    const desk = await servers.open(browser, servers.second, li, "/complaints?scope=ALL&order=NEWEST");
    await desk.getByRole("row").filter({ hasText: "郑多多" }).first().waitFor();
    const grid = desk.getByRole("grid");
    await grid.getByRole("row").nth(1).focus();
    for (let row = 0; row < 60; row += 1) await desk.keyboard.press("ArrowDown");
    const read = () => desk.evaluate(() => document.activeElement?.textContent ?? "");
    const before = await read();
    const place = () =>
      desk.evaluate(() => document.activeElement?.getBoundingClientRect().top ?? Number.NaN);
    const top = await place();
    const index = () => desk.evaluate(() => document.activeElement?.getAttribute("aria-rowindex"));
    const rowIndex = Number(await index());
    const next = await customerOnFile(li.client, { name: "新来的" });
    await fileComplaint(zhang, { customerId: next.id });
    // One more above: the row that is read counts one further, and stands where it stood.
    await expect.poll(index, { timeout: 20_000 }).toBe(String(rowIndex + 1));
    expect(await read()).toBe(before);
    await expect.poll(place).toBe(top);
  });
});

describe("DOS-3.4 a console whose connection is lost", () => {
  test("catches up by itself when its server was killed and comes back", async () => {
    const customer = await customerOnFile(li.client, { name: "钱三" });
    const page = await servers.open(browser, servers.second, zhang, `/customers/${customer.number}`);
    await page.getByRole("article").getByText("钱三").first().waitFor();
    await write(li.client, customer.id, "断线之前");
    await page.getByText("断线之前").waitFor();
    const isKept = await watchForReload(page);
    await servers.killSecond();
    await write(li.client, customer.id, "断线期间");
    await servers.restartSecond();
    await page.getByText("断线期间").waitFor();
    await write(li.client, customer.id, "恢复之后");
    await page.getByText("恢复之后").waitFor();
    expect(await isKept()).toBe(true);
  });

  test("asks to sign in as soon as the sign-in ends, wherever it was ended", async () => {
    const wang = await servers.hire("王离");
    const page = await servers.open(browser, servers.second, wang, "/customers");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await wang.client.signOut();
    await page.getByRole("dialog").getByText("登录").first().waitFor();
    expect(new URL(page.url()).pathname).toBe("/customers");
  });
});
