import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openContext } from "../support/browser.ts";
import { complaintOnFile } from "../support/complaints.ts";
import {
  cardRoute,
  deskRoute,
  importsRoute,
  ledgerRoute,
  markUsable,
  scriptsOf,
  signInRoute,
  usableAfter,
} from "../support/console-routes.ts";
import { closeConsoles } from "../support/console.ts";
import { customerOnFile } from "../support/customer-card.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer()]);
  const agent = await server.as("AGENT");
  const customer = await customerOnFile(agent, { name: "王小明", phone: "13800001111" });
  await complaintOnFile(agent, customer, { severity: "CRITICAL" });
});
afterEach(() => closeConsoles(browser));
afterAll(async () => {
  await browser.close();
  await server.stop();
});

describe("DOS-4.4 the script that a page needs before it can be used is, as it is sent, at most", () => {
  test.each([
    { ...signInRoute, kilobytes: 300 },
    { ...deskRoute, kilobytes: 330 },
    { ...ledgerRoute, kilobytes: 330 },
    { ...cardRoute, kilobytes: 400 },
    { ...importsRoute, kilobytes: 400 },
  ])("$kilobytes kB for the $name", async ({ kilobytes, ...route }) => {
    const context = await openContext(browser);
    if (route.signedIn) {
      const cookies = (await server.as("ADMINISTRATOR")).heldCookies();
      await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: server.address })));
    }
    const page = await context.newPage();
    await markUsable(page, route);
    await page.goto(server.address + route.path);
    await usableAfter(page);
    const { needed } = await scriptsOf(page);
    // The console is more than one script: had none been counted, the measure would be wrong.
    expect(needed.files).toBeGreaterThan(5);
    expect(needed.bytes / 1000).toBeLessThanOrEqual(kilobytes);
  });
});
