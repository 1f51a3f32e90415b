import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { openOffice, type Colleague, type Office } from "../access/office.ts";
import { takeIn } from "../imports/import-calls.ts";
import { Subscriber } from "../live/subscriber.ts";
import { created, edit } from "./customer-calls.ts";

let server: TestServer;
let office: Office;
let agent: Client;
let phones = 0;
beforeAll(async () => {
  server = await startTestServer();
  office = await openOffice(server);
  agent = await server.as("AGENT");
});
afterAll(() => server.stop());

const phone = (): string => `135${String(10_000_000 + (phones += 1))}`;
const hire = async (): Promise<Colleague> => office.hire({ role: "SALES_AGENT" }, await office.addTeam());

interface Alert {
  id: string;
  fields: string[];
  operation: string;
  source: string;
  customerCount: number;
  readAt: string | null;
  actor: { name: string } | null;
  customer: { id: string } | null;
  import: { number: string } | null;
}

async function alerts(client: Client, args = "first: 50"): Promise<Alert[]> {
  const { myAlerts } = await client.query<{ myAlerts: { nodes: Alert[] } }>(
    `{ myAlerts(${args}) { nodes { id fields operation source customerCount at readAt actor { name } customer { id } import { number } } } }`,
  );
  return myAlerts.nodes;
}

async function unread(client: Client): Promise<number> {
  const { unreadAlertCount } = await client.query<{ unreadAlertCount: { value: number } }>(
    "{ unreadAlertCount { value } }",
  );
  return unreadAlertCount.value;
}

async function read(client: Client, alertIds?: string[]): Promise<number> {
  const { markAlertsRead } = await client.query<{ markAlertsRead: { unread: { value: number } } }>(
    "mutation ($input: MarkAlertsReadInput!) { markAlertsRead(input: $input) { unread { value } errors { code } } }",
    { input: { alertIds } },
  );
  return markAlertsRead.unread.value;
}

describe("ARC-13 whoever looks after a customer", () => {
  test("is told what others changed, by name and never by value; of their own edits nothing", async () => {
    const owner = await hire();
    const { id, version } = await created(owner.client, { name: "方小圆", phone: phone() });
    await edit(owner.client, { customerId: id, expectedVersion: version, nickname: "圆圆" });
    expect(await alerts(owner.client)).toEqual([]);
    await edit(agent, { customerId: id, expectedVersion: version + 1, name: "方圆", phone: phone() });
    const [alert, ...others] = await alerts(owner.client);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      operation: "editCustomer",
      source: "CONSOLE",
      customerCount: 1,
      readAt: null,
      customer: { id },
      actor: { name: expect.any(String) as unknown },
    });
    expect(new Set(alert?.fields)).toEqual(new Set(["name", "phone"]));
    expect(JSON.stringify(alert)).not.toContain("方圆");
    expect(await alerts(agent)).toEqual([]);
  });

  test("marks alerts as read, one or all, only their own, and once more changes nothing", async () => {
    const [owner, other] = [await hire(), await hire()];
    const { id, version } = await created(owner.client, { name: "方小圆" });
    await edit(agent, { customerId: id, expectedVersion: version, name: "方圆" });
    await edit(agent, { customerId: id, expectedVersion: version + 1, name: "方方圆" });
    expect(await unread(owner.client)).toBe(2);
    const [newest] = await alerts(owner.client);
    expect(await read(other.client, [newest?.id ?? ""])).toBe(0);
    expect(await unread(owner.client)).toBe(2);
    expect(await read(owner.client, [newest?.id ?? "", "nothing"])).toBe(1);
    expect(await read(owner.client, [newest?.id ?? ""])).toBe(1);
    expect(await alerts(owner.client, "first: 50, unread: true")).toHaveLength(1);
    expect(await read(owner.client)).toBe(0);
    expect((await alerts(owner.client)).every(({ readAt }) => readAt !== null)).toBe(true);
  });

  test("hears of an import once, however many of their customers it changes", async () => {
    const owner = await hire();
    const reached = [phone(), phone()];
    for (const [index, one] of reached.entries())
      await created(owner.client, { name: `导入甲${index}`, phone: one });
    const taken = await takeIn(
      agent,
      `姓名,联系方式,电子邮箱\n${reached.map((one, index) => `导入甲${index},${one},a${index}@example.cn`).join("\n")}\n`,
    );
    expect(taken.counts.filledFields).toBe(2);
    expect(await alerts(owner.client)).toMatchObject([
      { source: "IMPORT", fields: ["email"], customerCount: 2, import: null },
    ]);
    expect(await unread(owner.client)).toBe(1);
  });

  test("is told of a customer that they get or lose, and sees no more of one that is gone", async () => {
    const [before, after] = [await hire(), await hire()];
    const { id, version } = await created(before.client, { name: "方小圆" });
    await office.command(
      "assignCustomerOwner",
      { customerId: id, expectedVersion: version, ownerId: after.id },
      "customer { id }",
    );
    expect(await alerts(after.client)).toMatchObject([
      { operation: "assignCustomerOwner", customer: { id } },
    ]);
    expect(await alerts(before.client)).toMatchObject([{ operation: "assignCustomerOwner", customer: null }]);
  });

  test("DOS-6.4 hears of it at once", async () => {
    const owner = await hire();
    const { id, version } = await created(owner.client, { name: "方小圆" });
    const subscriber = await Subscriber.as(owner.client);
    await subscriber.subscribe(
      "subscription { archiveChanged { sequence name recordId customerId assignee { id } } }",
    );
    await edit(agent, { customerId: id, expectedVersion: version, name: "方圆" });
    await subscriber.until(() => subscriber.events.some(({ name }) => name === "OWNER_ALERTED"));
    expect(subscriber.events.find(({ name }) => name === "OWNER_ALERTED")).toMatchObject({
      customerId: id,
      assignee: { id: owner.id },
    });
    subscriber.socket.close();
  });
});
