import { statfs } from "node:fs/promises";
import { chromium } from "playwright-core";
import type { Browser, BrowserContext, BrowserContextOptions, LaunchOptions, Page } from "playwright-core";
import { installBrowser } from "./browser-install.ts";

/** Without a sandbox, because build machines run as root; without anything that would call home. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--disable-client-side-phishing-detection",
  "--no-pings",
  "--font-render-hinting=none",
];

/** Drawing through files on the disk, as playwright has it for containers without any, takes a third more. */
async function hasSharedMemory(): Promise<boolean> {
  const { bavail, bsize } = await statfs("/dev/shm").catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize >= 1024 ** 3;
}

export interface BrowserSettings {
  scrollbars?: boolean;
  /** Loads the console's own fonts. A story that measures nothing on the page goes the same way without. */
  fonts?: boolean;
}

export async function launchBrowser(settings: BrowserSettings = {}): Promise<Browser> {
  return chromium.launch(await launchOptions(settings));
}

/** A browser that keeps in a folder what browsers keep: history, storage, cache, the pages to open again. */
export async function launchBrowserIn(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    ...(await launchOptions({ fonts: false })),
    ...settingsOf({}),
  });
}

async function launchOptions({ scrollbars = false, fonts = true }: BrowserSettings): Promise<LaunchOptions> {
  const { executable, environment } = await installBrowser();
  return {
    executablePath: executable,
    args: fonts ? ARGUMENTS : [...ARGUMENTS, "--disable-remote-fonts"],
    ignoreDefaultArgs: [
      ...(scrollbars ? ["--hide-scrollbars"] : []),
      ...((await hasSharedMemory()) ? ["--disable-dev-shm-usage"] : []),
    ],
    env: { ...definedOnly(process.env), ...environment },
  };
}

export interface Visitor extends BrowserContextOptions {
  language?: "zh-CN" | "en";
}

/** A person with a browser of their own: cookies, language, window. Chinese and a desk's screen unless told. */
export async function openContext(browser: Browser, visitor: Visitor = {}): Promise<BrowserContext> {
  return browser.newContext(settingsOf(visitor));
}

function settingsOf({ language = "zh-CN", ...options }: Visitor): BrowserContextOptions {
  return {
    locale: language,
    timezoneId: "Asia/Shanghai",
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    ...options,
  };
}

export interface Composition {
  /** Shows letters in the focused field that the input method has not yet turned into words. */
  compose(letters: string): Promise<void>;
  /** Ends the composition with these words, as choosing a candidate does. */
  choose(words: string): Promise<void>;
  /** Ends the composition without words, as Escape does. */
  abandon(): Promise<void>;
}

/** Types as a Chinese input method does. Keys pressed meanwhile reach the page with `isComposing` set. */
export async function openComposition(page: Page): Promise<Composition> {
  const session = await page.context().newCDPSession(page);
  const compose = async (text: string) => {
    await session.send("Input.imeSetComposition", {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  };
  return {
    compose,
    choose: async (words) => {
      await session.send("Input.insertText", { text: words });
    },
    abandon: async () => {
      await compose("");
    },
  };
}

/** Whether the page has glyphs for this text, rather than the empty boxes of a missing font. */
export async function showsGlyphs(page: Page, selector: string, text: string): Promise<boolean> {
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument");
  const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector });
  const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
  await session.detach();
  const drawnByServedFont = fonts
    .filter((font) => font.isCustomFont)
    .reduce((sum, font) => sum + font.glyphCount, 0);
  return drawnByServedFont >= [...text].length;
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
