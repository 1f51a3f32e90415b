import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "../../support/client.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { checkInvariants } from "../../support/invariants.ts";
import { postmasterOf } from "../database/real-database.ts";
import {
  databaseOf,
  endServers,
  makeWorkplace,
  processesOn,
  startServer,
  type ServerProcess,
  type Workplace,
} from "./server-process.ts";
import { Writers, type Target } from "./writers.ts";

const KILLS = 10;
/** Customers; each comes with an order, a complaint, a note and a look at a value. */
const MORE_EACH_TIME = 5;
const BESIDES = ["Order", "Complaint", "Note", "Reveal"] as const;

async function targetOf(server: ServerProcess): Promise<Target> {
  const client = new Client(server.address);
  await client.signIn("admin@dossier.local", server.password ?? "");
  const cookie = client
    .heldCookies()
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  return { address: server.address, cookie };
}

const acknowledgedBy = (writers: Writers) => ({
  customers: [...writers.acknowledged.values()],
  besides: writers.besides,
  prefix: writers.prefix,
});

function tell(what: string, writers: Writers): void {
  const { size } = writers.acknowledged;
  process.stdout.write(
    `\n${what} ${String(KILLS)} times: ${String(size + writers.besides.length)} writes acknowledged, ${String(writers.brokenConnections)} connections broken, ${String(writers.refusals)} times told to come back\n`,
  );
}

afterAll(endServers);

describe("T53 kill -9 of the server under eight writers, ten times", () => {
  let database: TestDatabase;
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await makeWorkplace();
    database = await createTestDatabase();
    // What is acknowledged has to be there: as in every archive, but not in the databases of other tests.
    await database.query(`alter database ${database.name} reset synchronous_commit`);
  });
  afterAll(async () => {
    await endServers();
    await database.drop();
    await workplace.remove();
  });

  test("no acknowledged write is lost, none is doubled, and everything fits together", async () => {
    const settings = { DATABASE_URL: database.applicationUrl, DATABASE_OWNER_URL: database.ownerUrl };
    let server = await startServer(workplace, settings);
    const { keyFile } = server;
    const target = await targetOf(server);
    const writers = new Writers(target, 8, BESIDES);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await writers.acknowledge(MORE_EACH_TIME);
      await server.kill();
      server = await startServer(workplace, settings);
      expect(server.signInLink).toBeNull();
      target.address = server.address;
    }
    await writers.acknowledge(MORE_EACH_TIME);
    await writers.stop();
    expect(await server.stop("SIGTERM")).toBe(0);
    tell("the server was killed", writers);
    expect(writers.wrongAnswers).toEqual([]);
    expect(writers.brokenConnections).toBeGreaterThan(0);
    expect(await checkInvariants({ ownerUrl: database.ownerUrl, keyFile }, acknowledgedBy(writers))).toEqual(
      [],
    );
  }, 240_000);
});

describe("T54 kill -9 of PostgreSQL under eight writers, ten times", () => {
  let workplace: Workplace;
  beforeAll(async () => {
    workplace = await makeWorkplace();
  });
  afterAll(async () => {
    await endServers();
    await workplace.remove();
  });

  test("503 meanwhile; no acknowledged write is lost, none is doubled, and a kill of the server itself leaves nothing behind", async () => {
    let server = await startServer(workplace);
    const target = await targetOf(server);
    const writers = new Writers(target, 8, BESIDES);
    for (let kill = 0; kill < KILLS; kill += 1) {
      await writers.acknowledge(MORE_EACH_TIME);
      process.kill(await postmasterOf(join(workplace.dataDir, "postgres")), "SIGKILL");
    }
    await writers.acknowledge(MORE_EACH_TIME);
    expect(writers.brokenConnections).toBe(0);
    expect(writers.refusals).toBeGreaterThan(0);

    // Nobody tidies up behind the server: its database ends by itself.
    await server.kill();
    await expect.poll(() => processesOn(workplace), { timeout: 30_000, interval: 50 }).toEqual([]);
    server = await startServer(workplace);
    target.address = server.address;
    await writers.acknowledge(MORE_EACH_TIME);
    await writers.stop();
    tell("PostgreSQL was killed", writers);
    expect(writers.wrongAnswers).toEqual([]);
    const { ownerUrl } = await databaseOf(workplace);
    expect(await checkInvariants({ ownerUrl, keyFile: server.keyFile }, acknowledgedBy(writers))).toEqual([]);
    expect(await server.stop("SIGTERM")).toBe(0);
    expect(await processesOn(workplace)).toEqual([]);
  }, 240_000);
});
