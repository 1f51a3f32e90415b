import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowserIn } from "../support/browser.ts";
import { CanaryScan } from "../support/canaries.ts";
import { button, customerOnFile, field, openForm, save } from "../support/customer-card.ts";
import { startTestServer, type TestServer } from "../support/server.ts";

const TYPED = "13987659101";
const EDITED = { phone: "13987659102", email: "canary9102@dossier.example", address: "杭州市测录路 9102 号" };

let server: TestServer;
let profile: string;
beforeAll(async () => {
  server = await startTestServer();
  profile = await mkdtemp(join(tmpdir(), "dossier-profile-"));
});
afterAll(async () => {
  await server.stop();
  await rm(profile, { recursive: true, force: true });
});

test("T63 a browser keeps no contact data and no password in its profile: not in history, cache, storage or the pages to open again", async () => {
  const person = await server.addPerson("AGENT");
  const { number } = await customerOnFile(await server.as("AGENT"), {
    name: "欧阳测录",
    phone: TYPED,
    email: "canary9101@dossier.example",
    address: "杭州市测录路 9101 号",
  });
  const browser = await launchBrowserIn(profile);
  const [page = await browser.newPage()] = browser.pages();
  // What goes into the history, also where the page is not loaded anew.
  const addresses: string[] = [];
  page.on("framenavigated", (frame) => addresses.push(frame.url()));
  await page.goto(`${server.address}/customers`);
  await page.locator("input[name=email]").fill(person.email);
  await page.locator("input[name=password]").fill(person.password);
  await page.locator("button[type=submit]").click();
  await page.getByText("共 1 位客户").waitFor();
  await page.getByRole("searchbox").fill(TYPED);
  await page.getByRole("searchbox").press("Enter");
  await page.waitForURL(/search=/);
  await page.getByRole("row").filter({ hasText: "欧阳测录" }).waitFor();

  await page.goto(`${server.address}/customers/${number}`);
  await button(page, "查看完整的联系方式").click();
  await page.getByRole("menuitem", { name: "联系客户" }).click();
  await page.getByRole("link", { name: TYPED }).waitFor();
  await page.keyboard.press("e");
  const form = await openForm(page, "修改客户资料");
  await field(form, "联系方式").fill(EDITED.phone);
  await field(form, "电子邮箱").fill(EDITED.email);
  await field(form, "收货地址").fill(EDITED.address);
  // A page that is left with a form half filled in is what a browser would open again.
  const left = await browser.newPage();
  await left.goto(page.url());
  await left.keyboard.press("e");
  await field(await openForm(left, "修改客户资料"), "收货地址").fill("杭州市测录路 9103 号");
  await save(page, form);
  await page.getByText("139****9102").waitFor();
  const stored = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    cookies: document.cookie,
    state: JSON.stringify(history.state),
  }));
  await browser.close();
  expect(stored).toMatchObject({ databases: [], caches: [], cookies: "" });

  const scan = new CanaryScan(
    new Map([
      ["phone that was looked for, found and shown", TYPED],
      ["its last digits", TYPED.slice(-8)],
      ["e-mail on file", "canary9101@dossier.example"],
      ["address on file", "杭州市测录路 9101 号"],
      ["phone typed in", EDITED.phone],
      ["e-mail typed in", EDITED.email],
      ["address typed in", EDITED.address],
      ["address left in a form", "杭州市测录路 9103 号"],
      ["password", person.password],
    ]),
  );
  expect(scan.kindsIn(Buffer.from(JSON.stringify({ addresses, stored })))).toEqual([]);
  expect(addresses).toContain(`${server.address}/customers/${number}`);
  expect(await scan.kindsUnder(profile)).toEqual([]);
  // The scan finds what the browser does keep: whose cookies it has.
  const host = new CanaryScan(new Map([["host", new URL(server.address).hostname]]));
  expect(await host.kindsUnder(profile)).not.toEqual([]);
});
