import { afterAll, beforeAll, expect, test } from "vitest";
import { Client } from "../../support/client.ts";
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

test("G3 kill -9 of the server under eight writers, three times: no acknowledged write is lost or doubled", async () => {
  const client = new Client(server.address);
  await client.signIn("admin@dossier.local", server.password ?? "");
  const cookie = client
    .heldCookies()
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  const target: Target = { address: server.address, cookie };
  const writers = new Writers(target);
  for (let kill = 1; kill <= 3; kill++) {
    await writers.acknowledge(20 * kill);
    await server.kill();
    // Nobody has tidied up: the database ends by itself.
    await expect.poll(() => processesOn(workplace), { timeout: 30_000, interval: 100 }).toEqual([]);
    server = await startServer(workplace);
    expect(server.signInLink).toBeNull();
    target.address = server.address;
  }
  await writers.acknowledge(20);
  await writers.stop();
  expect(writers.wrongAnswers).toEqual([]);
  expect(writers.brokenConnections).toBeGreaterThan(0);
  expect(await writers.compareWith((await databaseOf(workplace)).ownerUrl)).toEqual({
    lost: [],
    doubled: [],
  });
  expect(await server.stop("SIGTERM")).toBe(0);
  expect(await processesOn(workplace)).toEqual([]);
}, 240_000);
