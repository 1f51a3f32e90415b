import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const LEDGER = "{ customers(first: 10) { nodes { displayName } } }";

test("T55 while one person's questions wait for the database, another is answered; too many of them hear 503 with Retry-After", async () => {
  const [busy, other] = [await server.as("AGENT"), await server.as("VIEWER")];
  const holder = new pg.Client(server.database.superuserUrl);
  await holder.connect();
  await holder.query("begin; lock table customer, customer_facts in access exclusive mode");
  const asked = Array.from({ length: 230 }, () => busy.send(LEDGER));
  // What needs no locked table is answered meanwhile.
  expect((await other.send("{ complaints(first: 5) { nodes { number } } }")).errors).toEqual([]);
  const answers = await Promise.all(asked);
  await holder.end();
  for (const { status, errors, headers } of answers) {
    expect([status, errors[0]?.extensions?.["code"]]).toEqual([503, "UNAVAILABLE"]);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  }
  expect((await busy.send(LEDGER)).errors).toEqual([]);
});
