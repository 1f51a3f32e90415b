import { connect } from "node:net";
import { once } from "node:events";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let agent: Client;
beforeAll(async () => {
  server = await startTestServer({ environment: { OPERATION_SECONDS: "1" } });
  agent = await server.as("AGENT");
});
afterAll(() => server.stop());

const LEDGER = "{ customers(first: 10) { nodes { displayName } } }";

/** Nobody can read customers until the answer is called: statements about them wait. */
async function lockCustomers(): Promise<() => Promise<void>> {
  const holder = new pg.Client(server.database.superuserUrl);
  await holder.connect();
  await holder.query("begin; lock table customer, customer_facts in access exclusive mode");
  return () => holder.end();
}

async function waitingStatements(): Promise<number> {
  const [row] = await server.database.query<{ count: number }>(
    "select count(*)::integer as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return row?.count ?? 0;
}

async function endedSoFar(why: string): Promise<number> {
  const metrics = await (await server.visitor().request("/metrics")).text();
  return Number(
    new RegExp(`^dossier_operations_ended_total\\{why="${why}"\\} (\\d+)$`, "m").exec(metrics)?.[1] ?? 0,
  );
}

/** As many at once as the pool has connections, and more. */
async function expectPoolIsWhole(): Promise<void> {
  const answers = await Promise.all(Array.from({ length: 16 }, () => agent.send(LEDGER)));
  expect(answers.map(({ status, errors }) => [status, errors])).toEqual(answers.map(() => [200, []]));
}

describe("an operation that takes too long", () => {
  test("T12 is answered, its statements are cancelled in the database, and the connections serve others", async () => {
    const unlock = await lockCustomers();
    const answers = await Promise.all(Array.from({ length: 4 }, () => agent.send(LEDGER)));
    expect(await waitingStatements()).toBe(0);
    for (const { status, errors } of answers)
      expect([status, errors[0]?.extensions?.["code"]]).toEqual([400, "QUERY_TOO_COSTLY"]);
    expect(await endedSoFar("DEADLINE")).toBe(4);
    await unlock();
    await expectPoolIsWhole();
  });

  test("T12 and a mutation leaves nothing behind", async () => {
    const unlock = await lockCustomers();
    const { status, errors } = await agent.send(
      'mutation { createCustomer(input: { name: "超时" }) { errors { code } } }',
    );
    expect([status, errors[0]?.extensions?.["code"]]).toEqual([400, "QUERY_TOO_COSTLY"]);
    await unlock();
    expect(await server.database.query("select from customer where name = '超时'")).toEqual([]);
    await expectPoolIsWhole();
  });
});

describe("T13 a client who leaves", () => {
  test("leaves no query at work", async () => {
    const before = await endedSoFar("LEFT");
    const unlock = await lockCustomers();
    const leaving = new AbortController();
    const asked = agent.request("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: LEDGER }),
      signal: leaving.signal,
    });
    await vi.waitUntil(async () => (await waitingStatements()) > 0, { timeout: 10_000, interval: 20 });
    leaving.abort();
    await expect(asked).rejects.toThrow("abort");
    await vi.waitUntil(async () => (await waitingStatements()) === 0, { timeout: 10_000, interval: 20 });
    expect((await endedSoFar("LEFT")) - before).toBe(1);
    await unlock();
    await expectPoolIsWhole();
  });
});

test("T19 an upload under way ends when its sender may no longer", async () => {
  const administrator = await server.as("ADMINISTRATOR");
  const person = await server.addPerson("AGENT");
  const sender = server.visitor();
  await sender.signIn(person.email, person.password);
  const { hostname, port } = new URL(server.address);
  const line = connect(Number(port), hostname);
  await once(line, "connect");
  const ended = once(line, "close");
  line.on("error", () => undefined).resume();
  const cookie = sender
    .heldCookies()
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  line.write(
    `POST /files/imports?name=a.csv HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${cookie}\r\ncontent-type: application/octet-stream\r\ncontent-length: 100000\r\n\r\n姓名`,
  );
  const { staff } = await administrator.query<{ staff: { id: string; email: string; version: number }[] }>(
    "{ staff { id email version } }",
  );
  const found = staff.find(({ email }) => email === person.email);
  await administrator.query(
    "mutation ($input: DisableStaffInput!) { disableStaff(input: $input) { errors { code } } }",
    { input: { staffId: found?.id, expectedVersion: found?.version } },
  );
  await ended;
  expect(await endedSoFar("ACCESS_ENDED")).toBe(1);
});
