import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addCustomer, done, file, type Complaint } from "../api/complaints/complaint-calls.ts";
import { launchBrowser } from "../support/browser.ts";
import { axeFindings, closeConsoles, openConsole, type ConsoleVisitor } from "../support/console.ts";
import {
  OTHER_FILES,
  samplePhotograph,
  type SamplePhotograph,
} from "../support/photographs/sample-photographs.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

let browser: Browser;
let server: TestServer;
let customerId: string;
let complaint: Complaint;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startTestServer()]);
  customerId = await addCustomer(await server.as("AGENT"));
});
beforeEach(async () => {
  complaint = await done(file(await server.as("AGENT"), { customerId, description: "收到时包装箱破损" }));
});
afterEach(() => closeConsoles(browser));
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const openComplaint = (visitor: ConsoleVisitor = {}) =>
  openConsole(browser, server, { role: "AGENT", path: `/complaints/${complaint.number}`, ...visitor });

const sample = (name: SamplePhotograph, mimeType: string) => ({
  name,
  mimeType,
  buffer: samplePhotograph(name),
});
const fileInput = (page: Page): Locator => page.locator("input[type=file]:not([capture])").first();
const thumbnails = (page: Page): Locator => page.getByRole("button", { name: /^查看照片/ });

/** Waits until the browser has drawn a picture; answers how large it is, as it is turned. */
async function sizeOf(picture: Locator): Promise<{ width: number; height: number }> {
  return picture.evaluate(async (element) => {
    const image = element as HTMLImageElement;
    await image.decode();
    return { width: image.naturalWidth, height: image.naturalHeight };
  });
}

/** Gives the page a picture by a paste or a drop, as the clipboard or the desktop would. */
async function hand(kind: "paste" | "drop", target: Locator): Promise<void> {
  const base64 = samplePhotograph("screenshot.png").toString("base64");
  await target.evaluate(
    (element, given) => {
      const bytes = Uint8Array.from(atob(given.base64), (letter) => letter.codePointAt(0) ?? 0);
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], "image.png", { type: "image/png" }));
      const event =
        given.kind === "paste"
          ? new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true })
          : new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true });
      element.dispatchEvent(event);
    },
    { base64, kind },
  );
}

describe("CMP-12 photographs of a complaint", () => {
  test("are chosen together, turned upright, and looked at one by one with the keyboard", async () => {
    const { page, problems } = await openComplaint();
    await fileInput(page).setInputFiles([
      sample("phone.jpg", "image/jpeg"),
      sample("screenshot.png", "image/png"),
      sample("phone.webp", "image/webp"),
    ]);
    await thumbnails(page).nth(2).waitFor();
    const sizes = await Promise.all((await thumbnails(page).locator("img").all()).map(sizeOf));
    // Taken upright; Chromium turns no WebP, cleaned or not.
    expect(sizes).toEqual([
      { width: 8, height: 12 },
      { width: 8, height: 12 },
      { width: 12, height: 8 },
    ]);
    expect(await axeFindings(page)).toEqual([]);

    await thumbnails(page).first().press("Enter");
    await page.getByRole("dialog", { name: "照片 1 / 3" }).getByAltText("照片 1：phone.jpg").waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    const last = page.getByRole("dialog", { name: "照片 3 / 3" });
    await last.getByAltText("照片 3：phone.webp").waitFor();
    expect(new URL(page.url()).searchParams.get("photograph")).not.toBeNull();
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await last.waitFor({ state: "hidden" });
    expect(problems).toEqual([]);
  });

  test("are pasted and dropped, and removed after a question", async () => {
    const { page, problems } = await openComplaint();
    await thumbnails(page).first().or(fileInput(page)).first().waitFor({ state: "attached" });
    await hand("paste", page.locator("body"));
    await thumbnails(page).first().waitFor();
    await hand("drop", page.getByRole("list", { name: "照片" }));
    await thumbnails(page).nth(1).waitFor();
    expect(await thumbnails(page).first().getAttribute("aria-label")).toBe("查看照片 1：截图.png");

    await thumbnails(page).first().click();
    await page
      .getByRole("dialog", { name: "照片 1 / 2" })
      .getByRole("button", { name: "移除", exact: true })
      .click();
    await page
      .getByRole("dialog", { name: "移除这张照片？" })
      .getByRole("button", { name: "移除", exact: true })
      .click();
    await page.getByText("照片已移除。").waitFor();
    await page.getByRole("dialog", { name: "照片 1 / 1" }).waitFor();
    await page.keyboard.press("Escape");
    expect(await thumbnails(page).count()).toBe(1);
    expect(problems).toEqual([]);
  });

  test("that are no photographs are refused beside the others, with what to do", async () => {
    const { page } = await openComplaint({ viewport: { width: 375, height: 800 }, colorScheme: "dark" });
    await fileInput(page).setInputFiles([
      { name: "IMG_1.heic", mimeType: "image/heic", buffer: OTHER_FILES.heic },
      { name: "假照片.jpg", mimeType: "image/jpeg", buffer: OTHER_FILES.html },
      { name: "矢量.svg", mimeType: "image/svg+xml", buffer: OTHER_FILES.svg },
      sample("progressive.jpg", "image/jpeg"),
    ]);
    await thumbnails(page).first().waitFor();
    const said = page.getByRole("status");
    await said.getByText("请在 iPhone 的“设置 → 相机 → 格式”里选“兼容性最佳”", { exact: false }).waitFor();
    await said.getByText("可能藏有程序", { exact: false }).first().waitFor();
    expect(await said.getByText("可能藏有程序", { exact: false }).count()).toBe(2);
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
    await page.getByRole("button", { name: "移除矢量.svg" }).click();
    expect(await said.getByText("可能藏有程序", { exact: false }).count()).toBe(1);
  });

  test("from a camera are made smaller before they are sent, and wait while the line is down", async () => {
    const { page } = await openComplaint();
    await fileInput(page).waitFor({ state: "attached" });
    const base64 = await page.evaluate(() => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [4000, 3000];
      canvas.getContext("2d")?.fillRect(0, 0, 2000, 3000);
      return canvas.toDataURL("image/jpeg", 0.95).split(",")[1] ?? "";
    });
    await page.context().setOffline(true);
    const camera = { name: "IMG_2.JPG", mimeType: "image/jpeg", buffer: Buffer.from(base64, "base64") };
    await fileInput(page).setInputFiles([camera]);
    await page.getByText("网络断开了，恢复后会自动继续上传").waitFor();
    await page.context().setOffline(false);
    await thumbnails(page).first().waitFor();
    const picture = thumbnails(page).first().locator("img");
    expect(await sizeOf(picture)).toEqual({ width: 2560, height: 1920 });
  });

  test("are only looked at by whoever may not add any", async () => {
    const agent = await openComplaint();
    await fileInput(agent.page).setInputFiles([sample("phone.jpg", "image/jpeg")]);
    await thumbnails(agent.page).first().waitFor();
    const { page } = await openComplaint({ role: "VIEWER" });
    await thumbnails(page).first().click();
    const viewer = page.getByRole("dialog", { name: "照片 1 / 1" });
    await viewer.getByAltText("照片 1：phone.jpg").waitFor();
    expect(await viewer.getByRole("button", { name: "移除" }).count()).toBe(0);
    expect(await fileInput(page).count()).toBe(0);
  });
});
