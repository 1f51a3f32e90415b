import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { codeOf, fromBase32, stepAt } from "../../server/src/modules/access/totp.ts";
import { launchBrowser } from "../support/browser.ts";
import { axeFindings, closeConsoles, openConsole } from "../support/console.ts";
import { startTestServer, type Person, type TestServer } from "../support/server.ts";

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

async function fillIn(page: Page, { email, password }: Person): Promise<void> {
  await page.locator("input[name=email]").fill(email);
  await page.locator("input[name=password]").fill(password);
  await page.locator("button[type=submit]").click();
}

async function show(page: Page, name: string, proof: string): Promise<void> {
  await page.locator(`input[name=${name}]`).fill(proof);
  await page.locator(`input[name=${name}]`).press("Enter");
}

/** What the page shows for an authenticator, and what it would show then. */
async function scan(page: Page): Promise<(stepsAway: number) => string> {
  await page
    .getByRole("img", { name: /二维码/ })
    .locator("svg")
    .waitFor();
  const secret = fromBase32((await page.locator("code").first().innerText()).replaceAll(" ", ""));
  return (stepsAway) => codeOf(secret, stepAt(new Date()) + stepsAway);
}

describe("DOS-5.1 what matters asks who is there", () => {
  test("a key is made after the proof, by the same request; whoever gives none has made none", async () => {
    const person = server.administrator;
    const { page } = await openConsole(browser, server, { path: "/sign-in?return=/api-keys" });
    await fillIn(page, person);
    // The first administrator begins with the password alone, and is reminded.
    await page.getByRole("complementary", { name: "两步验证" }).waitFor();
    await page.getByRole("button", { name: "新建密钥" }).click();
    await page.getByLabel("名称").fill("官网下单程序");
    await page.getByRole("button", { name: "新建并显示密钥" }).click();
    const proof = page.getByRole("dialog", { name: "确认是你本人" });
    await proof.waitFor();
    await page.keyboard.press("Escape");
    await proof.waitFor({ state: "detached" });
    expect(await server.database.query("select from api_key")).toEqual([]);

    await page.getByRole("button", { name: "新建并显示密钥" }).click();
    await proof.waitFor();
    await show(page, "password", person.password);
    await page.getByText(/^dossier_\w{8}_/).waitFor();
    expect(await server.database.query("select from api_key")).toHaveLength(1);
  });
});

describe("T27 an administrator signs in with a second factor", () => {
  test("before anything else it is set up, then a code lets in, then a recovery code, each once", async () => {
    const person = await server.addPerson("ADMINISTRATOR");

    const { page, problems } = await openConsole(browser, server, { path: "/sign-in?return=/help" });
    await fillIn(page, person);
    const codeAt = await scan(page);
    expect(await axeFindings(page)).toEqual([]);
    await show(page, "code", codeAt(-1));
    await page.getByRole("button", { name: "我已经保存好了" }).waitFor();
    const codes = await page.getByRole("list", { name: "恢复码" }).locator("code").allInnerTexts();
    expect(codes).toHaveLength(10);
    await page.getByRole("button", { name: "我已经保存好了" }).click();
    await page.waitForURL(`${server.address}/help`);
    expect(await page.getByRole("complementary", { name: "两步验证" }).count()).toBe(0);

    await page.goto(`${server.address}/sign-in?return=/help`);
    await fillIn(page, person);
    await show(page, "code", "000000");
    await page.getByRole("alert").getByText("动态码不正确").waitFor();
    const code = codeAt(0);
    await show(page, "code", code);
    await page.waitForURL(`${server.address}/help`);

    const other = await openConsole(browser, server, { path: "/sign-in" });
    await fillIn(other.page, person);
    await show(other.page, "code", code);
    await other.page.getByRole("alert").getByText("已经用过").waitFor();
    // The page that is loaded again asks for the same step, in place of whatever it would show.
    await other.page.goto(`${server.address}/account`);
    await other.page.getByRole("button", { name: /用恢复码/ }).click();
    await show(other.page, "recoveryCode", codes[0] ?? "");
    await other.page.getByText("还剩 9 个恢复码").waitFor();
    expect(problems.filter((problem) => !problem.includes("400"))).toEqual([]);
  });
});

describe("DOS-5.1 a second factor that is lost", () => {
  test("somebody's lost second factor is reset in the list of staff", async () => {
    const colleague = await server.addPerson("AGENT");
    const client = server.visitor();
    await client.signIn(colleague.email, colleague.password);
    await client.setUpSecondFactor();
    const { page } = await openConsole(browser, server, { role: "ADMINISTRATOR", path: "/staff" });
    const row = page.getByRole("row").filter({ hasText: colleague.email });
    await row.getByRole("button", { name: /^重置:/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "重置" }).click();
    await row.getByText("未开启").waitFor();
    const left = await server.database.query(
      "select from second_factor where staff_id = (select id from staff_member where email = $1)",
      [colleague.email],
    );
    expect(left).toEqual([]);
  });
});
