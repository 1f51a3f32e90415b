import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Server } from "node:http";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchBrowser, openComposition, openContext, showsGlyphs } from "../support/browser.ts";
import { axeFindings } from "../support/console.ts";

// The console serves this font after the Chinese families of the systems; here the page does, straight from the package.
const fontFolder = dirname(
  createRequire(new URL("../../web/package.json", import.meta.url)).resolve(
    "@fontsource-variable/noto-sans-sc/index.css",
  ),
);
const PAGE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<link rel="stylesheet" href="/font/index.css">
<style>body { font-family: "PingFang SC", "Noto Sans SC Variable", sans-serif; }</style>
<h1>客户档案</h1><input aria-label="search">
<script>
  window.seen = [];
  const input = document.querySelector("input");
  for (const kind of ["compositionstart", "compositionend"]) input.addEventListener(kind, (event) => seen.push(kind + ":" + event.data));
</script>`;

let browser: Browser;
let server: Server;
let page: Page;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    if (!path.startsWith("/font/")) {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(PAGE);
      return;
    }
    readFile(join(fontFolder, path.slice("/font/".length))).then(
      (body) =>
        response
          .writeHead(200, { "content-type": path.endsWith(".css") ? "text/css" : "font/woff2" })
          .end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

beforeEach(async () => {
  page = await (await openContext(browser)).newPage();
  await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
});

describe("the browser of the tests", () => {
  test("is a real Chromium in the language that was asked for", async () => {
    expect(browser.version()).toMatch(/^\d+\./);
    expect(await page.evaluate(() => navigator.language)).toBe("zh-CN");
  });

  test("draws Chinese from the font that the page serves, on a machine without Chinese fonts", async () => {
    await page.evaluate(() => document.fonts.ready);
    expect(await showsGlyphs(page, "h1", "客户档案")).toBe(true);
  });

  test("types through an input method: letters first, then the chosen words", async () => {
    const input = page.getByLabel("search");
    await input.focus();
    const composition = await openComposition(page);
    await composition.compose("xiao'ming");
    expect(await input.inputValue()).toBe("xiao'ming");
    await composition.choose("小明");
    expect(await input.inputValue()).toBe("小明");
    expect(await page.evaluate("seen")).toEqual(["compositionstart:", "compositionend:小明"]);
  });

  test("abandons a composition and leaves the field empty", async () => {
    const input = page.getByLabel("search");
    await input.focus();
    const composition = await openComposition(page);
    await composition.compose("wang");
    await composition.abandon();
    expect(await input.inputValue()).toBe("");
  });

  test("lets axe find a field without a name", async () => {
    await page.locator("input").evaluate((input) => {
      input.removeAttribute("aria-label");
    });
    expect((await axeFindings(page)).join("\n")).toContain("label: Form elements must have labels");
  });
});
