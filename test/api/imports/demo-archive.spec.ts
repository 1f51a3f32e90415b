import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { importIn, sheet, takeIn } from "./import-calls.ts";

let server: TestServer;
let client: Client;
beforeAll(async () => {
  server = await startTestServer({ environment: { DEMO: "on" } });
  client = await server.as("ADMINISTRATOR");
});
afterAll(() => server.stop());

interface DemoArchive {
  number: string;
  state: string;
  counts: { newCustomers: number; newOrders: number; proposals: number; problemRows: number };
}

async function demoArchive(): Promise<DemoArchive | null> {
  const data = await client.query<{ demoArchive: DemoArchive | null }>(
    "{ demoArchive { number state counts { newCustomers newOrders proposals problemRows } } }",
  );
  return data.demoArchive;
}

async function customers(): Promise<{ value: number }> {
  const data = await client.query<{ customers: { totalCount: { value: number } } }>(
    "{ customers(first: 1) { totalCount { value } } }",
  );
  return data.customers.totalCount;
}

interface DemoComplaint {
  number: string;
  status: string;
  filedAt: string;
  events: { nodes: { kind: string; toStatus: string | null; fromStatus: string | null }[] };
}

/** In this order: the archive fills at the first start, and is removed with one action. */
test("DOS-2.10 the first start brings some five hundred invented customers, marked as such", async () => {
  const demo = await vi.waitFor(
    async () => {
      const found = await demoArchive();
      expect(found?.state).toBe("FINISHED");
      return found;
    },
    { timeout: 60_000, interval: 50 },
  );
  expect(demo?.counts).toMatchObject({ newCustomers: 500, proposals: 0, problemRows: 0 });
  expect(demo?.counts.newOrders).toBeGreaterThan(1000);
  expect(await customers()).toMatchObject({ value: 500 });
  expect(await server.database.query("select from customer where not demo")).toEqual([]);
});

test("DOS-3.3 with them come complaints in every state, each with its past, so that the desk is not empty", async () => {
  const { complaints, complaintCounts, customers } = await client.query<{
    complaints: { totalCount: { value: number }; nodes: DemoComplaint[] };
    complaintCounts: Record<string, { value: number }>;
    customers: { totalCount: { value: number } };
  }>(`{ complaints(first: 100, orderBy: NEWEST) { totalCount { value } nodes { number status filedAt
      events(first: 20) { nodes { kind fromStatus toStatus } } } }
    complaintCounts { mine { value } unassigned { value } all { value } }
    customers(first: 1, filter: { hasOpenComplaint: true }) { totalCount { value } } }`);
  expect(complaints.totalCount.value).toBe(40);
  expect(new Set(complaints.nodes.map(({ status }) => status)).size).toBe(7);
  for (const { events, status } of complaints.nodes) {
    const steps = events.nodes.filter(({ toStatus }) => toStatus !== null).toReversed();
    expect(steps[0]).toMatchObject({ kind: "FILED", toStatus: "RECEIVED" });
    expect(steps.at(-1)?.toStatus).toBe(status);
    for (const [index, step] of steps.slice(1).entries())
      expect(step.fromStatus).toBe(steps[index]?.toStatus);
  }
  const open = complaints.nodes.filter(({ status }) => !["CLOSED", "WITHDRAWN"].includes(status)).length;
  expect(complaintCounts["all"]?.value).toBe(open);
  expect(complaintCounts["mine"]?.value).toBeGreaterThan(5);
  expect(customers.totalCount.value).toBeGreaterThan(5);
  expect(complaints.nodes.every(({ filedAt }) => new Date(filedAt) <= new Date())).toBe(true);
});

test("DOS-2.10 one action removes them and all that was added to them, and nobody else", async () => {
  const demo = await demoArchive();
  await takeIn(client, sheet("小鱼,,于小鱼,,13800138001,,2026-01-02,茶,100"));
  const { customers: list } = await client.query<{ customers: { nodes: { id: string }[] } }>(
    "{ customers(first: 1, filter: { demo: true }) { nodes { id } } }",
  );
  await client.query(`mutation ($input: WriteNoteInput!) { writeNote(input: $input) { errors { code } } }`, {
    input: { customerId: list.nodes[0]?.id, text: "试写一条" },
  });
  const removed = await client.query<{ removeDemoArchive: { errors: unknown[] } }>(
    "mutation { removeDemoArchive { errors { message } } }",
  );
  expect(removed.removeDemoArchive.errors).toEqual([]);
  expect((await importIn(client, demo?.number ?? "", "REVERTED")).keptRecords).toBe(0);
  expect(await demoArchive()).toBeNull();
  expect(await server.database.query("select nickname from customer")).toEqual([{ nickname: "小鱼" }]);
  for (const table of ["note", "complaint", "complaint_event"])
    expect(await server.database.query(`select from ${table}`)).toEqual([]);
});
