import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { closeConsoles, openConsole } from "../support/console.ts";
import { startTestServer, type Person, type TestServer } from "../support/server.ts";

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

async function fillIn(page: Page, { email, password }: Person): Promise<void> {
  await page.locator("input[name=email]").fill(email);
  await page.locator("input[name=password]").fill(password);
  await page.locator("button[type=submit]").click();
}

const alert = (page: Page): Promise<string> => page.getByRole("alert").first().innerText();

describe("DOS-2.3 signing in", () => {
  test("a stranger is asked to sign in first, and then comes where they wanted to go", async () => {
    const { page, problems } = await openConsole(browser, server, { path: "/help" });
    await page.waitForURL(/\/sign-in/);
    await fillIn(page, server.administrator);
    await page.waitForURL(`${server.address}/help`);
    expect(problems).toEqual([]);
  });

  test("a wrong password and an unknown address are refused in the same words", async () => {
    const { page } = await openConsole(browser, server, { path: "/sign-in" });
    await fillIn(page, { email: server.administrator.email, password: "not the password" });
    const wrong = await alert(page);
    await fillIn(page, { email: "nobody@dossier.example", password: "not the password" });
    expect(await alert(page)).toBe(wrong);
    expect(page.url()).toContain("/sign-in");
  });

  test("a disabled account does not get in, and nobody learns that it is one", async () => {
    const person = await server.addPerson("AGENT");
    await server.database.query("update staff_member set active = false where email = $1", [person.email]);
    const { page } = await openConsole(browser, server, { path: "/sign-in", language: "en" });
    await fillIn(page, person);
    expect(await alert(page)).toContain("is not right");
  });

  test("the console shows who I am and what I may, and signing out closes it", async () => {
    const { page } = await openConsole(browser, server, { role: "VIEWER", path: "/account", language: "en" });
    await page.getByText("Viewer", { exact: false }).first().waitFor();
    expect(await page.getByRole("link", { name: "Staff", exact: true }).count()).toBe(0);
    await page.getByRole("button", { name: /测试 VIEWER/ }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(/\/sign-in/);
    await page.goto(`${server.address}/customers`);
    await page.waitForURL(/\/sign-in/);
  });

  test("a session that ends during work is opened again over the page, which stays as it was", async () => {
    const person = await server.addPerson("AGENT");
    const { page } = await openConsole(browser, server, { path: "/sign-in" });
    await fillIn(page, person);
    await page.getByText("还没有客户档案").waitFor();
    await server.database.query("delete from auth.session");
    await page.getByRole("searchbox").fill("wxm");
    const again = page.getByRole("dialog");
    await again.waitFor();
    await again.locator("input[name=password]").fill(person.password);
    await again.locator("button[type=submit]").click();
    await again.waitFor({ state: "detached" });
    expect(page.url()).toContain("search=wxm");
    expect(await page.getByRole("searchbox").inputValue()).toBe("wxm");
  });
});
