import { setTimeout as pause } from "node:timers/promises";
import type { Browser, CDPSession, Page } from "playwright-core";
import { ledgerRoute } from "../../support/console-routes.ts";
import { watchRows, type RowsSeen } from "./row-watch.ts";
import { goTo, openPage, takeSeat, type Conditions } from "./visit.ts";

export interface Scrolling {
  way: string;
  seen: RowsSeen[];
}

const SECONDS = 4;

interface Hands {
  page: Page;
  session: CDPSession;
  /** The middle of the list. */
  middle: { x: number; y: number };
}

/** How people go through a long list; each begins where the one before has ended. */
const WAYS: readonly { name: string; go: (hands: Hands) => Promise<void> }[] = [
  { name: "wheel, 50 rows a second", go: (hands) => turnWheel(hands, 50) },
  { name: "wheel let run, 200 rows a second", go: (hands) => turnWheel(hands, 200) },
  { name: "PageDown held", go: (hands) => holdKey(hands) },
  { name: "scrollbar dragged through what is loaded", go: (hands) => dragScrollbar(hands) },
];

/** What may have been empty in sight while somebody goes down the whole ledger. */
export async function measureScrolling(
  browser: Browser,
  server: { address: string; cookie: string },
  { conditions, rounds }: { conditions: Conditions; rounds: number },
): Promise<Scrolling[]> {
  const results = WAYS.map(({ name }): Scrolling => ({ way: name, seen: [] }));
  for (let round = 0; round < rounds; round += 1) {
    const seat = await takeSeat(browser, server.address, server.cookie, conditions);
    const visit = await openPage(seat);
    await goTo(seat, visit, ledgerRoute);
    const { page, session } = visit;
    await page.evaluate(watchRows);
    const box = await page.getByRole("grid").locator("..").boundingBox();
    if (!box) throw new Error("The list is not in sight.");
    const hands = { page, session, middle: { x: box.x + box.width / 2, y: box.y + box.height / 2 } };
    await page.mouse.move(hands.middle.x, hands.middle.y);
    for (const [index, way] of WAYS.entries()) {
      await pause(1000);
      await page.evaluate(() => window.rowsSeen());
      await way.go(hands);
      // What was begun may still arrive.
      await pause(500);
      results[index]?.seen.push(await page.evaluate(() => window.rowsSeen()));
    }
    await seat.context.close();
  }
  return results;
}

/** Notches of 100 px, as a mouse gives them; none waits for the page to have dealt with the one before. */
async function turnWheel({ session, middle }: Hands, rowsPerSecond: number): Promise<void> {
  const every = 100 / (rowsPerSecond * 40);
  const sent: Promise<unknown>[] = [];
  for (const began = performance.now(); performance.now() - began < SECONDS * 1000;) {
    while (sent.length < (performance.now() - began) / (every * 1000))
      sent.push(
        session.send("Input.dispatchMouseEvent", { type: "mouseWheel", ...middle, deltaX: 0, deltaY: 100 }),
      );
    await pause(8);
  }
  await Promise.all(sent);
}

/** A key held down repeats thirty times a second. */
async function holdKey({ page, session }: Hands): Promise<void> {
  await page.evaluate(() => {
    window.compositorScrolls = false;
    document.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
  });
  const key = { key: "PageDown", code: "PageDown", windowsVirtualKeyCode: 34 };
  const sent: Promise<unknown>[] = [];
  for (let count = 0; count < SECONDS * 30; count += 1) {
    sent.push(session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", autoRepeat: count > 0, ...key }));
    await pause(1000 / 30);
  }
  await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
  await Promise.all(sent);
}

/** Up and down again, a second each way, by the thumb itself. */
async function dragScrollbar({ page }: Hands): Promise<void> {
  const bar = await page.evaluate(() => {
    const scroller = document.querySelector('[role="grid"]')?.parentElement;
    if (!scroller) throw new Error("There is no grid on the page.");
    scroller.scrollTop = 0;
    // The jump to the top is none of the reader's.
    requestAnimationFrame(() => {
      window.compositorScrolls = true;
    });
    const { right, top } = scroller.getBoundingClientRect();
    const track = scroller.clientHeight;
    const width = scroller.offsetWidth - scroller.clientWidth;
    return { x: right - width / 2, top, track, width, thumb: (track * track) / scroller.scrollHeight };
  });
  if (bar.width < 5) throw new Error("The browser draws no scrollbar to drag.");
  await pause(300);
  const from = bar.top + Math.max(10, bar.thumb / 2);
  const way = bar.track - Math.max(20, bar.thumb) - 4;
  const step = 16;
  await page.mouse.move(bar.x, from);
  await page.mouse.down();
  for (const down of [true, false, true])
    for (let at = 0; at <= 1000; at += step) {
      await page.mouse.move(bar.x, from + way * (down ? at / 1000 : 1 - at / 1000));
      await pause(step);
    }
  await page.mouse.up();
}
