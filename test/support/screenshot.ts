/**
 * Takes a picture of a page, to look at it:
 *
 *   node test/support/screenshot.ts URL OUT.png [--width 375] [--height 800] [--lang zh-CN|en] [--dark] [--full]
 *                                   [--login email:password] [--session FILE] [--wait SELECTOR]
 *
 * A session is kept in the file, and found there the next time: a second factor is set up once, by hand.
 */
import { existsSync } from "node:fs";
import process from "node:process";
import { parseArgs } from "node:util";
import { launchBrowser, openContext } from "./browser.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: "string", default: "1280" },
    height: { type: "string", default: "800" },
    lang: { type: "string", default: "zh-CN" },
    dark: { type: "boolean", default: false },
    full: { type: "boolean", default: false },
    login: { type: "string" },
    session: { type: "string" },
    wait: { type: "string" },
  },
});
const [address, target] = positionals;
if (address === undefined || target === undefined) {
  console.error(
    "Usage: node test/support/screenshot.ts URL OUT.png [--width 375] [--lang en] [--dark] [--login e:p]",
  );
  process.exit(1);
}

const kept = values.session !== undefined && existsSync(values.session) ? values.session : undefined;
const browser = await launchBrowser();
try {
  const context = await openContext(browser, {
    language: values.lang === "en" ? "en" : "zh-CN",
    viewport: { width: Number(values.width), height: Number(values.height) },
    colorScheme: values.dark ? "dark" : "light",
    ...(kept === undefined ? {} : { storageState: kept }),
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") console.error(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => {
    console.error(`page error: ${error.message}`);
  });
  await page.goto(address);
  if (values.login !== undefined && kept === undefined) {
    const separator = values.login.indexOf(":");
    await page.locator("input[name=email]").fill(values.login.slice(0, separator));
    await page.locator("input[name=password]").fill(values.login.slice(separator + 1));
    await page.locator("button[type=submit]").click();
    await page.locator("input[name=password]").waitFor({ state: "detached" });
    if (values.session !== undefined) await context.storageState({ path: values.session });
    await page.goto(address);
  }
  if (values.wait !== undefined) await page.locator(values.wait).first().waitFor();
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: target, fullPage: values.full });
  console.log(`${await page.title()} · ${page.url()} → ${target}`);
} finally {
  await browser.close();
}
