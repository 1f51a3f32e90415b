import type { Browser, Page, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import type { Client } from "../support/client.ts";
import { complaintOnFile, takeStep } from "../support/complaints.ts";
import { closeConsoles, openConsole } from "../support/console.ts";
import { customerOnFile, type OnFile } from "../support/customer-card.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
let colleague: Client;
let customer: OnFile;
/** The oldest first; the desk shows the newest first. */
const filed: OnFile[] = [];
const file = async (description: string): Promise<void> => {
  filed.push(await complaintOnFile(colleague, customer, { description }));
};

beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer()]);
  colleague = await server.as("ADMINISTRATOR");
  customer = await customerOnFile(colleague, { name: "郑多多" });
  for (let count = 0; count < 80; count += 1) await file(`第 ${String(count)} 件`);
});
afterEach(() => closeConsoles(browser));
afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** By as many rows as the list has by then; below the last one it waits until more are there. */
async function goDown(page: Page, rows: number): Promise<void> {
  const { index } = await focused(page);
  for (let now = index; now < index + rows; now = (await focused(page)).index)
    await page.keyboard.press("ArrowDown");
}

/** Opens the desk, the newest complaint first, and comes to a row by keyboard. */
async function readDesk(downTo: number, prepare?: (page: Page) => Promise<unknown>): Promise<Page> {
  const { page } = await openConsole(browser, server, { role: "AGENT" });
  await prepare?.(page);
  await page.goto(`${server.address}/complaints?scope=ALL&order=NEWEST`);
  await page.getByRole("grid").getByRole("row").nth(1).focus();
  await goDown(page, downTo);
  return page;
}

/** What others did comes in its own time; this finds what never comes. */
const patiently = { timeout: 20_000 };

const focused = (page: Page) =>
  page.evaluate(() => {
    const row = document.activeElement;
    return {
      index: Number(row?.getAttribute("aria-rowindex") ?? Number.NaN),
      number: /TS-[\d-]+/.exec(row?.textContent ?? "")?.[0],
      top: row?.getBoundingClientRect().top,
    };
  });
const rowsCounted = (page: Page): Promise<number> =>
  page.evaluate(() => Number(document.querySelector('[role="grid"]')?.getAttribute("aria-rowcount")));

/** Hears of every question for the desk's list, before it goes out. */
async function watchDesk(
  page: Page,
  heard: (variables: Record<string, unknown>, route: Route) => Promise<void>,
): Promise<void> {
  await page.route("**/graphql", async (route) => {
    const { operationName, variables } = (route.request().postDataJSON() ?? {}) as {
      operationName?: string;
      variables?: Record<string, unknown>;
    };
    if (operationName === "ComplaintDesk") await heard(variables ?? {}, route);
    else await route.continue();
  });
}

/** Goes down by one until the last row has the focus: each record of the list stands there once. */
async function readToTheEnd(page: Page): Promise<string[]> {
  await page.keyboard.press("Home");
  const read: string[] = [];
  for (let last = 0; ;) {
    const { index, number } = await focused(page);
    if (index === last) return read;
    read.push(number ?? "");
    last = index;
    await page.keyboard.press("ArrowDown");
  }
}
const onDesk = (): string[] => filed.map(({ number }) => number).toReversed();

describe("DOS-3.4 whoever reads a list with the keyboard while others work", () => {
  test("keeps his row, be it the last of all, however many come above", async () => {
    const page = await readDesk(79);
    const before = await focused(page);
    for (let count = 0; count < 30; count += 1) await file(`一批 ${String(count)}`);
    await expect.poll(() => rowsCounted(page), patiently).toBe(filed.length + 1);
    await expect.poll(() => focused(page), patiently).toEqual({ ...before, index: before.index + 30 });
  });

  test("comes to the next row when the row under his hands leaves the list, and goes on from there", async () => {
    const page = await readDesk(5);
    const [next, gone] = filed.slice(-7, -5);
    expect((await focused(page)).number).toBe(gone?.number);
    if (!gone) throw new Error("No complaint stands there");
    await takeStep(colleague, gone, "WITHDRAWN", { reason: "录错了" });
    filed.splice(filed.indexOf(gone), 1);
    await expect.poll(async () => (await focused(page)).number, patiently).toBe(next?.number);
    await page.keyboard.press("ArrowUp");
    expect((await focused(page)).number).toBe(filed.at(-5)?.number);
  });

  test("keeps the rows that he read on to while the first page was asked for again", async () => {
    let release: () => void = () => undefined;
    let isHeld = false;
    const page = await readDesk(0, (opened) =>
      watchDesk(opened, async ({ after }, route) => {
        const isAskedAgain = !after && (await opened.getByRole("grid").count()) > 0;
        if (!isAskedAgain || isHeld) return route.continue();
        isHeld = true;
        const answer = await route.fetch();
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        await route.fulfill({ response: answer });
      }),
    );
    await file("在翻页时来的");
    await expect.poll(() => isHeld, patiently).toBe(true);
    await goDown(page, 60);
    const before = await focused(page);
    release();
    await expect.poll(() => focused(page), patiently).toEqual({ ...before, index: 63 });
    expect(await readToTheEnd(page)).toEqual(onDesk());
  });

  test("is given each page once, however long the browser takes to show it", async () => {
    const pages: unknown[] = [];
    const page = await readDesk(60, async (opened) => {
      // A busy machine: what is put off until there is time waits long.
      await opened.addInitScript(() => {
        const { setTimeout: soon } = window;
        const late = (act: () => void, pause = 0) => soon(act, Math.max(pause, 500));
        Object.assign(window, { setTimeout: late });
      });
      await watchDesk(opened, async ({ after }, route) => {
        if (after) pages.push(after);
        await route.continue();
      });
    });
    expect(new Set(pages).size).toBe(pages.length);
    expect(await readToTheEnd(page)).toEqual(onDesk());
  });
});
