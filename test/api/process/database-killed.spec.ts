import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Client } from "../../support/client.ts";
import { parentOf, postmasterOf } from "../database/real-database.ts";
import {
  databaseOf,
  endServers,
  makeWorkplace,
  startServer,
  type ServerProcess,
  type Workplace,
} from "./server-process.ts";
import { isProperRefusal, Writers } from "./writers.ts";

const EMAIL = "admin@dossier.local";

let workplace: Workplace;
let server: ServerProcess;
let cookie: string;
let writers: Writers;
beforeAll(async () => {
  workplace = await makeWorkplace();
  server = await startServer(workplace);
  const client = new Client(server.address);
  await client.signIn(EMAIL, server.password ?? "");
  cookie = client
    .heldCookies()
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  writers = new Writers({ address: server.address, cookie }, 4);
});
afterAll(async () => {
  await endServers();
  await workplace.remove();
});

const postmaster = () => postmasterOf(join(workplace.dataDir, "postgres"));

async function backend(): Promise<number> {
  const owner = new pg.Client((await databaseOf(workplace)).ownerUrl);
  await owner.connect();
  const { rows } = await owner.query<{ pid: number }>(
    "select pid from pg_stat_activity where usename = 'dossier_app' order by backend_start limit 1",
  );
  await owner.end();
  if (rows[0] === undefined) throw new Error("the server has no session in the database");
  return rows[0].pid;
}

const graphql = (query: string): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", cookie },
  body: JSON.stringify({ query }),
});
const signIn = (): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ email: EMAIL, password: server.password }),
});

/** Asks until the answer is well; until then each has to be the proper "come back shortly". */
async function askUntilWell(
  path: string,
  init: () => RequestInit,
  isWell: (text: string) => boolean,
): Promise<number> {
  for (let refusals = 0; ; refusals++) {
    const response = await fetch(`${server.address}${path}`, {
      ...init(),
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    if (response.status === 200 && isWell(text)) return refusals;
    const body = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
    const code = path === "/readyz" ? "UNAVAILABLE" : body.errors?.[0]?.extensions.code;
    if (!isProperRefusal(response, code))
      throw new Error(`${path} answered ${String(response.status)} ${text}`);
  }
}

/** Everything that people and programs ask for; answers how often they were told to come back. */
async function everythingWorksAgain(): Promise<number> {
  const mine = (text: string) => text.includes(EMAIL);
  const refusals = await Promise.all([
    askUntilWell(
      "/readyz",
      () => ({}),
      (text) => text.includes("ready"),
    ),
    askUntilWell("/auth/sign-in/email", signIn, (text) => text.includes("assurance")),
    askUntilWell("/auth/get-session", () => ({ headers: { cookie } }), mine),
    askUntilWell("/graphql", () => graphql("{ me { staff { email } } }"), mine),
    askUntilWell(
      "/graphql",
      () => graphql("{ customers(first: 5) { nodes { id } } }"),
      (text) => text.includes("id"),
    ),
  ]);
  await writers.acknowledge(20);
  return refusals.reduce((sum, count) => sum + count, 0);
}

describe("G4 kill -9 while the server runs", () => {
  test.each([
    ["of PostgreSQL itself", postmaster],
    ["of what watches over PostgreSQL", async () => parentOf(await postmaster())],
  ])("%s: 503 meanwhile, then everything works again, without a restart", async (_victim, find) => {
    await writers.acknowledge(20);
    process.kill(await find(), "SIGKILL");
    const readiness = async () => (await fetch(`${server.address}/readyz`)).status;
    await expect.poll(readiness, { interval: 10, timeout: 10_000 }).toBe(503);
    expect(await everythingWorksAgain()).toBeGreaterThan(0);
  });

  test("of one of its sessions: 503 at most, then everything works again", async () => {
    await writers.acknowledge(20);
    process.kill(await backend(), "SIGKILL");
    expect(await everythingWorksAgain()).toBeGreaterThanOrEqual(0);
  });

  test("and nothing that was acknowledged in all this is lost or doubled", async () => {
    await writers.stop();
    expect(writers.wrongAnswers).toEqual([]);
    expect(writers.brokenConnections).toBe(0);
    expect(writers.refusals).toBeGreaterThan(0);
    expect(await writers.compareWith((await databaseOf(workplace)).ownerUrl)).toEqual({
      lost: [],
      doubled: [],
    });
    expect(await server.stop("SIGTERM")).toBe(0);
  });
});
