import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page, Request } from "playwright-core";
import { openContext } from "./browser.ts";
import type { Visitor } from "./browser.ts";
import type { Client } from "./client.ts";
import type { Role, TestServer } from "./server.ts";

export interface ConsoleVisitor extends Visitor {
  /** Signed in as somebody of this role; nobody when left out. */
  role?: Role;
  /** Signed in as this very person, instead of anybody of a role. */
  person?: Client;
  /** Where to begin, such as /customers?q=王. */
  path?: string;
}

export interface OpenConsole {
  page: Page;
  /** What the browser complained of so far: errors of scripts, refused resources. A story ends with none. */
  problems: string[];
}

/** Opens the console in a browser of its own, already signed in, without going through the sign-in page. */
export async function openConsole(
  browser: Browser,
  server: TestServer,
  { role, person, path = "/", ...visitor }: ConsoleVisitor = {},
): Promise<OpenConsole> {
  const context = await openContext(browser, visitor);
  const signedIn = person ?? (role === undefined ? undefined : await server.as(role));
  if (signedIn) {
    // Stories of a page are not about the question whether it is still the same person.
    if (role === "ADMINISTRATOR") await signedIn.stepUp();
    const cookies = signedIn.heldCookies();
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: server.address })));
  }
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await page.goto(server.address + path);
  return { page, problems };
}

/**
 * Goes to another page of the console as one of its own links does, without loading it anew, and waits until nothing is
 * asked and nothing is drawn any more.
 */
export async function goWithin(page: Page, path: string): Promise<void> {
  const asked = new Set<Request>();
  const begin = (request: Request): unknown => asked.add(request);
  const end = (request: Request): unknown => asked.delete(request);
  page.on("request", begin).on("requestfinished", end).on("requestfailed", end);
  await page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate", { state: null }));
  }, path);
  do await page.evaluate(quiet);
  while (asked.size > 0);
  page.off("request", begin).off("requestfinished", end).off("requestfailed", end);
}

/** Done as soon as nothing is promised in the page any more and nothing in it has changed for a while. */
async function quiet(): Promise<void> {
  const rest = 150;
  await new Promise<void>((resolve) => {
    let timer: ReturnType<typeof setTimeout>;
    const again = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (document.querySelector(".ant-skeleton, [aria-busy='true']")) again();
        else resolve();
      }, rest);
    };
    again();
    new MutationObserver(again).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
}

/** Closes every window of a finished test: a page that stays open goes on drawing and asking beside the next one. */
export async function closeConsoles(browser: Browser): Promise<void> {
  await Promise.all(browser.contexts().map((context) => context.close()));
}

/**
 * What axe finds wrong on the page as it stands: one line for each rule, with the places. It looks at everything, but
 * describes only what is wrong, and there: not in a second window, which is for frames from elsewhere, and those the
 * console's policy forbids.
 */
export async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .analyze();
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((node) => node.target.join(" ")).join("\n  ")}`,
  );
}
