import { setTimeout as pause } from "node:timers/promises";
import type { Browser, CDPSession, Page } from "playwright-core";
import { ledgerRoute } from "../../support/console-routes.ts";
import { goTo, openPage, takeSeat, type Conditions } from "./visit.ts";

export interface Typing {
  rhythm: string;
  /** Round by round, the slowest interaction: milliseconds from the key to the next paint. */
  worst: number[];
  /** Of all interactions of all rounds; those under 16 ms are not told by the browser and count as 16. */
  all: number[];
}

/** Quicker than the box's own rest, so that only the whole word is asked for; and slower, so that each letter is. */
const RHYTHMS = [
  { name: "quickly, 80 ms a key", between: 80 },
  { name: "so that each letter is searched, 230 ms a key", between: 230 },
];

const WORDS: readonly { letters: string; composed?: string }[] = [
  { letters: "wang", composed: "王" },
  { letters: "xiaoming", composed: "小明" },
  { letters: "wangxm" },
  { letters: "13800138" },
];

interface Told {
  id: number;
  start: number;
  duration: number;
}

declare global {
  interface Window {
    interactions: Told[];
  }
}

/** From a key in the search box to the next paint, while answers come in and rows change. */
export async function measureTyping(
  browser: Browser,
  server: { address: string; cookie: string },
  { conditions, rounds }: { conditions: Conditions; rounds: number },
): Promise<Typing[]> {
  const results = RHYTHMS.map(({ name }): Typing => ({ rhythm: name, worst: [], all: [] }));
  for (let round = 0; round < rounds; round += 1) {
    const seat = await takeSeat(browser, server.address, server.cookie, conditions);
    const visit = await openPage(seat);
    await goTo(seat, visit, ledgerRoute);
    await visit.page.waitForTimeout(1500);
    await visit.page.evaluate(watchInteractions);
    for (const [index, { between }] of RHYTHMS.entries()) {
      const durations: number[] = [];
      for (const word of WORDS) {
        await clearBox(visit.page);
        const keys = await typeWord(visit.session, word, between);
        // The answer comes, and the browser tells of the last keys.
        await visit.page.waitForTimeout(1200);
        const told = slowestOfEach(await visit.page.evaluate(() => window.interactions.splice(0)));
        durations.push(...told, ...Array.from({ length: Math.max(0, keys - told.length) }, () => 16));
      }
      results[index]?.worst.push(Math.max(...durations));
      results[index]?.all.push(...durations);
    }
    await seat.context.close();
  }
  return results;
}

/** Chromium knows `durationThreshold`; TypeScript's own list of the browser does not yet. */
interface EventTimingInit extends PerformanceObserverInit {
  durationThreshold: number;
}

function watchInteractions(): void {
  window.interactions = [];
  const wanted: EventTimingInit = { type: "event", durationThreshold: 16 };
  const typed = /^(key|input|beforeinput|composition)/;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (entry instanceof PerformanceEventTiming && typed.test(entry.name))
        window.interactions.push({
          id: entry.interactionId,
          start: entry.startTime,
          duration: entry.duration,
        });
  }).observe(wanted);
}

/** One key is several events, and the slowest of them counts; an event of no interaction stands for itself. */
function slowestOfEach(told: readonly Told[]): number[] {
  const slowest = new Map<string, number>();
  for (const { id, start, duration } of told) {
    const name = id > 0 ? `interaction ${id}` : `event at ${start}`;
    slowest.set(name, Math.max(duration, slowest.get(name) ?? 0));
  }
  return [...slowest.values()];
}

async function clearBox(page: Page): Promise<void> {
  await page.locator('input[type="search"]').fill("");
  await page.waitForTimeout(700);
  await page.evaluate(() => window.interactions.splice(0));
}

/** Presses the keys one after another, whether or not the page has dealt with the one before; gives how many. */
async function typeWord(
  session: CDPSession,
  { letters, composed }: { letters: string; composed?: string },
  between: number,
): Promise<number> {
  const sent: Promise<unknown>[] = [];
  const send = (...parameters: Parameters<CDPSession["send"]>): void => {
    sent.push(session.send(...parameters));
  };
  for (const [index, letter] of [...letters].entries()) {
    const key = { key: letter, windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0) };
    if (composed === undefined) send("Input.dispatchKeyEvent", { type: "keyDown", text: letter, ...key });
    else {
      send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Process", windowsVirtualKeyCode: 229 });
      const text = letters.slice(0, index + 1);
      send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    }
    send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
    await pause(between);
  }
  if (composed !== undefined) {
    send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Process", windowsVirtualKeyCode: 229 });
    send("Input.insertText", { text: composed });
    send("Input.dispatchKeyEvent", { type: "keyUp", key: " ", windowsVirtualKeyCode: 32 });
  }
  await Promise.all(sent);
  return letters.length + (composed === undefined ? 0 : 1);
}
