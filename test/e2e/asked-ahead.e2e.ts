import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openContext } from "../support/browser.ts";
import { complaintOnFile } from "../support/complaints.ts";
import { closeConsoles } from "../support/console.ts";
import {
  deskRoute,
  ledgerRoute,
  markUsable,
  usableAfter,
  type ConsoleRoute,
} from "../support/console-routes.ts";
import { customerOnFile } from "../support/customer-card.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser({ fonts: false }), startTestServer()]);
  const agent = await server.as("AGENT");
  const customer = await customerOnFile(agent, { name: "王小明", phone: "13800001111" });
  await complaintOnFile(agent, customer, { severity: "CRITICAL" });
});
afterEach(() => closeConsoles(browser));
afterAll(async () => {
  await browser.close();
  await server.stop();
});

type Asking = ConsoleRoute & { query: string; by?: "VIEWER" };

describe("DOS-4.4 what a page asks first is asked once, before its own scripts are there", () => {
  test.each<Asking>([
    { ...ledgerRoute, query: "Ledger" },
    { ...ledgerRoute, path: "/customers?search=王&tier=SMALL&order=NEWEST", usable: [], query: "Ledger" },
    { ...ledgerRoute, path: "/", query: "Ledger" },
    { ...deskRoute, query: "ComplaintDesk" },
    { ...deskRoute, path: "/complaints?severity=LOW&closed=too", usable: [], query: "ComplaintDesk" },
    { ...deskRoute, query: "ComplaintDesk", by: "VIEWER" },
  ])("at $path, $query", async ({ query, by, ...route }) => {
    const context = await openContext(browser);
    const cookies = (await server.as(by ?? "ADMINISTRATOR")).heldCookies();
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: server.address })));
    const page = await context.newPage();
    const asked: unknown[] = [];
    const { promise: isAsked, resolve: tellAsked } = Promise.withResolvers<void>();
    page.on("request", (request) => {
      if (new URL(request.url()).pathname !== "/graphql" || request.method() !== "POST") return;
      const { operationName } = request.postDataJSON() as { operationName: unknown };
      asked.push(operationName);
      if (operationName === query) tellAsked();
    });
    await page.route(/\/assets\/(?!boot-)[^/]+\.js$/, async (script) => {
      await isAsked;
      await script.continue();
    });
    const usable = ['main [role="grid"], main h2', 'input[type="search"]:enabled'];
    await markUsable(page, { ...route, usable: route.usable.length > 0 ? route.usable : usable });
    await page.goto(server.address + route.path);
    await usableAfter(page);
    await page.waitForLoadState("networkidle");
    expect(asked.filter((name) => name === "Viewer")).toHaveLength(1);
    expect(asked.filter((name) => name === query)).toHaveLength(1);
  });
});
