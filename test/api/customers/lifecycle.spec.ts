import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { created } from "./customer-calls.ts";

let server: TestServer;
let administrator: Client;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer();
  [administrator, agent] = [await server.as("ADMINISTRATOR"), await server.as("AGENT")];
});
afterAll(() => server.stop());

const daysAgo = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });

interface Standing {
  version: number;
  lifecycle: string;
  stage: string;
  lifecycleReason: { cause: string; lostOn: string | null };
}

async function standing(id: string): Promise<Standing> {
  const { customer } = await agent.query<{ customer: Standing }>(
    "query ($id: ID!) { customer(id: $id) { version lifecycle stage lifecycleReason { cause lostOn } } }",
    { id },
  );
  return customer;
}

async function customerWhoBought(...days: string[]): Promise<string> {
  const { id } = await created(agent, { name: "陈晓光" });
  for (const orderedOn of days) await buy(id, orderedOn);
  return id;
}

async function buy(customerId: string, orderedOn: string): Promise<void> {
  const { recordOrder } = await agent.query<{ recordOrder: { errors: unknown[] } }>(
    "mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { errors { code } } }",
    { input: { customerId, orderedOn, amount: { amount: "88.00" }, items: [] } },
  );
  expect(recordOrder.errors).toEqual([]);
}

async function setByHand(customerId: string, lifecycle: string | null): Promise<void> {
  const { version } = await standing(customerId);
  const { editCustomer } = await agent.query<{ editCustomer: { errors: unknown[] } }>(
    "mutation ($input: EditCustomerInput!) { editCustomer(input: $input) { errors { code } } }",
    { input: { customerId, expectedVersion: version, lifecycle } },
  );
  expect(editCustomer.errors).toEqual([]);
}

interface Settings {
  version: number;
  lostAfterMonths: number | null;
  inSaleDays: number;
}
interface SettingsPayload {
  settings: Settings;
  errors: { code: string; path: string[] }[];
}

async function settings(): Promise<Settings> {
  return (
    await agent.query<{ archiveSettings: Settings }>(
      "{ archiveSettings { version lostAfterMonths inSaleDays } }",
    )
  ).archiveSettings;
}

async function changeSettings(input: object): Promise<SettingsPayload> {
  const { version } = await settings();
  const { changeArchiveSettings } = await administrator.query<{ changeArchiveSettings: SettingsPayload }>(
    `mutation ($input: ChangeArchiveSettingsInput!) { changeArchiveSettings(input: $input) {
      settings { version lostAfterMonths inSaleDays } errors { code path } } }`,
    { input: { expectedVersion: version, ...input } },
  );
  return changeArchiveSettings;
}

const becomes = (id: string, lifecycle: string) =>
  vi.waitUntil(async () => (await standing(id)).lifecycle === lifecycle, { timeout: 30_000, interval: 50 });

describe("ARC-17 ARC-70 TIER-17 the rule that moves a customer between potential, existing and lost", () => {
  test("a first deal makes a potential customer an existing one, and says until when", async () => {
    const id = await customerWhoBought();
    expect(await standing(id)).toMatchObject({
      lifecycle: "POTENTIAL",
      stage: "PRE_SALE",
      lifecycleReason: { cause: "NO_DEAL_YET", lostOn: null },
    });
    await buy(id, "2024-02-29");
    expect(await standing(id)).toMatchObject({
      lifecycle: "EXISTING",
      stage: "AFTER_SALE",
      lifecycleReason: { cause: "DEAL_MADE", lostOn: "2025-02-28" },
    });
  });

  test("whoever has bought nothing for the months of the rule is lost, with a line in the history, and a new deal brings him back", async () => {
    const [longAgo, lately] = await Promise.all([
      customerWhoBought(daysAgo(800)),
      customerWhoBought(daysAgo(800), daysAgo(40)),
    ]);
    const before = await standing(longAgo);
    expect((await changeSettings({ lostAfterMonths: 24 })).errors).toEqual([]);
    await becomes(longAgo, "LOST");
    const lost = await standing(longAgo);
    expect(lost.lifecycleReason).toEqual({ cause: "NO_DEAL_FOR_LONG", lostOn: null });
    // Nobody's open form goes stale by the rule.
    expect(lost.version).toBe(before.version);
    expect((await standing(lately)).lifecycle).toBe("EXISTING");
    const { customer } = await agent.query<{
      customer: { history: { nodes: { operation: string; old: { text: string }; new: { text: string } }[] } };
    }>(
      `query ($id: ID!) { customer(id: $id) {
        history(first: 1, field: "lifecycle") { nodes { operation old { text } new { text } } } } }`,
      { id: longAgo },
    );
    expect(customer.history.nodes).toEqual([
      { operation: "applyLifecycleRule", old: { text: "EXISTING" }, new: { text: "LOST" } },
    ]);
    await buy(longAgo, daysAgo(0));
    expect(await standing(longAgo)).toMatchObject({ lifecycle: "EXISTING", stage: "IN_SALE" });
  });

  test("a rule that is widened or taken away brings back whom it had lost", async () => {
    await changeSettings({ lostAfterMonths: 3 });
    const id = await customerWhoBought(daysAgo(200));
    await changeSettings({ lostAfterMonths: 2 });
    await becomes(id, "LOST");
    await changeSettings({ lostAfterMonths: null });
    await becomes(id, "EXISTING");
    expect((await standing(id)).lifecycleReason).toEqual({ cause: "DEAL_MADE", lostOn: null });
  });

  test("what a person decided stays until the next deal, or until it is left to the rule again", async () => {
    const id = await customerWhoBought(daysAgo(900));
    const marker = await customerWhoBought(daysAgo(900));
    await setByHand(id, "EXISTING");
    await changeSettings({ lostAfterMonths: 6 });
    await becomes(marker, "LOST");
    expect(await standing(id)).toMatchObject({
      lifecycle: "EXISTING",
      lifecycleReason: { cause: "SET_BY_HAND", lostOn: null },
    });
    await setByHand(id, null);
    expect((await standing(id)).lifecycle).toBe("LOST");
    await setByHand(id, "POTENTIAL");
    await buy(id, daysAgo(1));
    expect((await standing(id)).lifecycleReason.cause).toBe("DEAL_MADE");
  });

  test("a rule can be tried before it is made", async () => {
    await changeSettings({ lostAfterMonths: null });
    await customerWhoBought(daysAgo(3000));
    const forecast = async (lostAfterMonths: number | null) => {
      const { lifecycleForecast } = await administrator.query<{
        lifecycleForecast: Record<"becomeLost" | "becomeExisting", { value: number }>;
      }>(
        "query ($months: Int) { lifecycleForecast(lostAfterMonths: $months) { becomeLost { value } becomeExisting { value } } }",
        { months: lostAfterMonths },
      );
      return [lifecycleForecast.becomeLost.value, lifecycleForecast.becomeExisting.value];
    };
    const [lost = 0] = await forecast(96);
    expect(lost).toBeGreaterThanOrEqual(1);
    expect(await forecast(null)).toEqual([0, expect.any(Number)]);
  });
});

describe("ARC-17 the settings of the rule", () => {
  test("are changed by administrators alone", async () => {
    const { errors } = await agent.send(
      "mutation { changeArchiveSettings(input: { expectedVersion: 1, lostAfterMonths: 1 }) { errors { code } } }",
    );
    expect(errors.map(({ extensions }) => extensions?.["code"])).toEqual(["FORBIDDEN"]);
    const { errors: forecast } = await agent.send("{ lifecycleForecast { becomeLost { value } } }");
    expect(forecast.map(({ extensions }) => extensions?.["code"])).toEqual(["FORBIDDEN"]);
  });

  test("refuse what is no number of months or days, and a version that is not theirs any more", async () => {
    const before = await settings();
    expect((await changeSettings({ lostAfterMonths: 0, inSaleDays: 400 })).errors).toEqual([
      { code: "INVALID_VALUE", path: ["lostAfterMonths"] },
      { code: "INVALID_VALUE", path: ["inSaleDays"] },
    ]);
    expect(
      (await changeSettings({ expectedVersion: before.version - 1, lostAfterMonths: 9 })).errors,
    ).toMatchObject([{ code: "CONFLICT" }]);
    expect(await settings()).toEqual(before);
  });
});
