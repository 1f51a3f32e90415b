import { afterAll, beforeAll, expect, test } from "vitest";
import pg from "pg";
import { Client } from "../../support/client.ts";
import {
  databaseOf,
  endServers,
  makeWorkplace,
  startServer,
  type ServerProcess,
  type Workplace,
} from "../process/server-process.ts";
import { check, HEADER, importIn, importNow, takeStep } from "./import-calls.ts";

const ROWS = 8000;
const CUSTOMERS = 1600;

let workplace: Workplace;
let server: ServerProcess;
beforeAll(async () => {
  workplace = await makeWorkplace();
  server = await startServer(workplace);
});
afterAll(async () => {
  await endServers();
  await workplace.remove();
});

async function signedIn(password: string): Promise<Client> {
  const client = new Client(server.address);
  await client.signIn("admin@dossier.local", password);
  return client;
}

/** Deals of which many are alike, so that one too many or too few would show. */
function largeSheet(): string {
  const lines = Array.from({ length: ROWS }, (_, row) => {
    const customer = (row * 7919) % CUSTOMERS;
    const phone = `138${String(customer).padStart(8, "0")}`;
    const day = `2026-0${(row % 9) + 1}-15`;
    return `c${customer},,客户${customer},,${phone},,${day},商品${row % 3},${(row % 5) + 1}.50`;
  });
  return `${[HEADER, ...lines].join("\n")}\n`;
}

// Wide, since a worker is taken for dead only after a while, and that twice.
test("T35 kill -9 in the middle of an import, twice: it goes on by itself, and every row is in once", async () => {
  const { password } = server;
  let client = await signedIn(password ?? "");
  const checked = await check(client, largeSheet());
  expect(checked.counts).toMatchObject({ rows: ROWS, newCustomers: CUSTOMERS, newOrders: ROWS });
  expect(await takeStep(client, "startImport", checked)).toEqual([]);
  for (const share of [0.2, 0.6]) {
    await expect
      .poll(() => rowsDone(client, checked.number), { timeout: 120_000, interval: 20 })
      .toBeGreaterThan(ROWS * share);
    await server.kill();
    server = await startServer(workplace);
    client = await signedIn(password ?? "");
    expect((await importNow(client, checked.number)).state).toBe("RUNNING");
  }
  const done = await importIn(client, checked.number, "FINISHED", 240_000);
  expect(done.counts).toEqual(checked.counts);
  expect(await counted()).toEqual({
    customers: CUSTOMERS,
    refs: CUSTOMERS,
    orders: ROWS,
    facts: ROWS,
    entries: ROWS + CUSTOMERS,
  });
  expect(await server.stop("SIGTERM")).toBe(0);
}, 300_000);

async function rowsDone(client: Client, number: string): Promise<number> {
  const { import: one } = await client.query<{ import: { progress: { rowsDone: number } } }>(
    `query ($number: String!) { import(number: $number) { progress { rowsDone } } }`,
    { number },
  );
  return one.progress.rowsDone;
}

async function counted(): Promise<Record<string, number> | undefined> {
  const owner = new pg.Client((await databaseOf(workplace)).ownerUrl);
  await owner.connect();
  try {
    const { rows } = await owner.query<Record<string, number>>(`
      select (select count(*)::integer from customer) as customers,
        (select count(*)::integer from external_ref) as refs,
        (select count(*)::integer from customer_order) as orders,
        (select sum(deal_count)::integer from customer_facts) as facts,
        (select count(*)::integer from timeline_entry) as entries`);
    return rows[0];
  } finally {
    await owner.end();
  }
}
