import type { Page } from "playwright-core";

/** An address of the console, and what must stand on the page before somebody can work with it. */
export interface ConsoleRoute {
  name: string;
  path: string;
  signedIn: boolean;
  usable: readonly string[];
}

const searchBox = 'input[type="search"]:enabled';
const row = 'main [role="gridcell"]';

export const signInRoute: ConsoleRoute = {
  name: "sign-in",
  path: "/sign-in",
  signedIn: false,
  usable: ['input[name="password"]:enabled'],
};
export const deskRoute: ConsoleRoute = {
  name: "complaint desk",
  path: "/complaints?scope=ALL",
  signedIn: true,
  usable: [row, searchBox],
};
export const ledgerRoute: ConsoleRoute = {
  name: "ledger",
  path: "/customers",
  signedIn: true,
  usable: [row, searchBox],
};
export const cardRoute: ConsoleRoute = {
  name: "customer card",
  path: "/customers/KH-000001",
  signedIn: true,
  usable: ["main article h1", searchBox],
};
export const importsRoute: ConsoleRoute = {
  name: "imports",
  path: "/imports",
  signedIn: true,
  usable: ["main:has(h1):not(:has(.ant-skeleton))", searchBox],
};

const MARK = "usable";

/** From the next address on, the page marks the moment at which all of this has been painted. */
export async function markUsable(page: Page, { usable }: ConsoleRoute): Promise<void> {
  await page.addInitScript(
    ([selectors, mark]) => {
      const look = (): void => {
        if (!selectors.every((selector) => document.querySelector(selector))) {
          requestAnimationFrame(look);
          return;
        }
        // A message is delivered after the frame that this callback belongs to.
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener("message", () => performance.mark(mark));
        port1.start();
        port2.postMessage(undefined);
      };
      requestAnimationFrame(look);
    },
    [usable, MARK] as const,
  );
}

/** Milliseconds from the navigation to that moment. */
export async function usableAfter(page: Page): Promise<number> {
  const found = await page.waitForFunction((mark) => performance.getEntriesByName(mark)[0]?.startTime, MARK);
  return (await found.jsonValue()) ?? Number.NaN;
}

export interface Scripts {
  files: number;
  /** As they were sent, without headers. */
  bytes: number;
}

/** The scripts that the browser had asked for when the page could be used, and those that it asked for since. */
export async function scriptsOf(page: Page): Promise<{ needed: Scripts; later: Scripts }> {
  return page.evaluate((mark) => {
    const usable = performance.getEntriesByName(mark)[0]?.startTime ?? Number.POSITIVE_INFINITY;
    const scripts = performance
      .getEntriesByType("resource")
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ name }) => new URL(name).pathname.endsWith(".js"));
    const sum = (of: PerformanceResourceTiming[]) => ({
      files: of.length,
      bytes: of.reduce((total, { encodedBodySize }) => total + encodedBodySize, 0),
    });
    return {
      needed: sum(scripts.filter(({ startTime }) => startTime <= usable)),
      later: sum(scripts.filter(({ startTime }) => startTime > usable)),
    };
  }, MARK);
}
