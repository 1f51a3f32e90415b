import type { Browser } from "playwright-core";
import { scriptsOf, type ConsoleRoute, type Scripts } from "../../support/console-routes.ts";
import { goTo, openPage, takeSeat, type Conditions } from "./visit.ts";

export interface Usable {
  /** Milliseconds until the page could be used, round by round. */
  cold: number[];
  warm: number[];
  needed: Scripts;
  later: Scripts;
}

/** How long an idle page is given to fetch ahead what it may need next. */
const IDLE = 3000;

/** How long a page takes from the navigation until it can be used: with an empty cache, and with a full one. */
export async function measureUsable(
  browser: Browser,
  server: { address: string; cookie: string },
  { route, conditions, rounds }: { route: ConsoleRoute; conditions: Conditions; rounds: number },
): Promise<Usable> {
  const result: Usable = {
    cold: [],
    warm: [],
    needed: { files: 0, bytes: 0 },
    later: { files: 0, bytes: 0 },
  };
  for (let round = 0; round < rounds; round += 1) {
    const cookie = route.signedIn ? server.cookie : "none=none";
    const seat = await takeSeat(browser, server.address, cookie, conditions);
    const first = await openPage(seat);
    result.cold.push(await goTo(seat, first, route));
    if (route.usable.length > 1) await takesInput(first.page.locator('input[type="search"]'));
    await first.page.waitForTimeout(IDLE);
    Object.assign(result, await scriptsOf(first.page));
    await first.page.close();
    // The second visit leaves the compiled scripts in the cache, as a day's work does; the third is measured.
    for (const measured of [false, true]) {
      const again = await openPage(seat);
      const time = await goTo(seat, again, route);
      if (measured) result.warm.push(time);
      else await again.page.waitForTimeout(IDLE);
      await again.page.close();
    }
    await seat.context.close();
  }
  return result;
}

interface Box {
  pressSequentially(text: string): Promise<void>;
  inputValue(): Promise<string>;
  fill(text: string): Promise<void>;
}

async function takesInput(box: Box): Promise<void> {
  await box.pressSequentially("w");
  if ((await box.inputValue()) !== "w") throw new Error("The search box did not take what was typed.");
  await box.fill("");
}
