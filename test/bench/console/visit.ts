import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { openContext } from "../../support/browser.ts";
import { markUsable, usableAfter, type ConsoleRoute } from "../../support/console-routes.ts";

/** The line and the machine of whoever sits at the console. */
export interface Conditions {
  name: string;
  /** How many times slower than this machine its processor is made. */
  slowdown: number;
}

/**
 * What "throttled" means here: 10 Mbit/s down, 5 up, 40 ms until an answer begins. That is the line by which Lighthouse
 * judges a page for the desk, with the processor as it is, and a modest one for a shop.
 */
const LINE = { downloadThroughput: 10e6 / 8, uploadThroughput: 5e6 / 8, latency: 40 };

/**
 * The browser shares two cores with server and PostgreSQL here, so slowdown 1 is already a modest office machine, and the
 * budgets are held against it; 4 is what Chromium's own tools take for an old one.
 */
export const CONDITIONS: readonly Conditions[] = [
  { name: "10 Mbit/s, 40 ms, this processor", slowdown: 1 },
  { name: "10 Mbit/s, 40 ms, processor ÷ 4", slowdown: 4 },
];

export interface Seat {
  context: BrowserContext;
  /** The address of the server. */
  address: string;
  conditions: Conditions;
}

export interface Visit {
  page: Page;
  session: CDPSession;
}

/** A browser with nothing in its cache, signed in by this cookie header. */
export async function takeSeat(
  browser: Browser,
  address: string,
  cookie: string,
  conditions: Conditions,
): Promise<Seat> {
  const context = await openContext(browser, {
    viewport: { width: 1440, height: 900 },
    reducedMotion: "no-preference",
  });
  const cookies = cookie.split("; ").map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return { name, value: value.join("="), url: address };
  });
  await context.addCookies(cookies);
  return { context, address, conditions };
}

/** A page of that browser, throttled, with nothing in it yet. */
export async function openPage({ context, conditions }: Seat): Promise<Visit> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, ...LINE });
  await session.send("Emulation.setCPUThrottlingRate", { rate: conditions.slowdown });
  return { page, session };
}

/** Goes there and waits until the page can be used; gives the milliseconds that it took. */
export async function goTo(seat: Seat, { page }: Visit, route: ConsoleRoute): Promise<number> {
  await markUsable(page, route);
  await page.goto(seat.address + route.path, { waitUntil: "commit" });
  return usableAfter(page);
}
