import { once } from "node:events";
import { connect } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { Client } from "../../support/client.ts";
import {
  databaseOf,
  endServers,
  launchServer,
  makeWorkplace,
  processesOn,
  refusalOf,
  startServer,
  type ServerProcess,
  type Workplace,
} from "./server-process.ts";

// One data folder through its life: each test goes on where the one before it ended.
let workplace: Workplace;
let server: ServerProcess;
let password: string;
beforeAll(async () => {
  workplace = await makeWorkplace();
});
afterAll(async () => {
  await endServers();
  await workplace.remove();
});

const EMAIL = "admin@dossier.local";

async function signedIn(): Promise<Client> {
  const client = new Client(server.address);
  expect((await client.signIn(EMAIL, password)).status).toBe(200);
  return client;
}

/** A connection that is kept open without a request on it. */
async function keepOpen(): Promise<void> {
  const socket = connect(Number(new URL(server.address).port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write("GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n");
  await once(socket, "data");
  onTestFinished(() => void socket.destroy());
}

/** Makes every request for customers wait, until the connection is ended. */
async function lockCustomers(): Promise<pg.Client> {
  const owner = new pg.Client((await databaseOf(workplace)).ownerUrl);
  owner.on("error", () => undefined);
  await owner.connect();
  await owner.query("begin; lock table customer in access exclusive mode");
  return owner;
}

/** Resolves when somebody waits for the lock. */
async function somebodyWaits(owner: pg.Client): Promise<void> {
  const waiting = "select count(*)::int as count from pg_locks where not granted";
  await expect
    .poll(async () => (await owner.query<{ count: number }>(waiting)).rows[0]?.count)
    .toBeGreaterThan(0);
}

const CUSTOMERS = "{ customers(first: 1) { nodes { id } } }";

test("DOS-2.1 the first start tells where data and key lie, the address, the link and the password, and no more", async () => {
  server = await startServer(workplace);
  const words = server
    .output()
    .split("\n")
    .map((line) => line.trim());
  const order = ["Data", "Key file", "Keep a copy", "Address", "Sign-in link", "E-mail", "Password"];
  expect(order.map((label) => words.findIndex((line) => line.startsWith(label)))).toEqual([
    3, 4, 5, 7, 8, 10, 11,
  ]);
  expect(words[3]).toContain(workplace.dataDir);
  expect(server.keyFile).toContain(workplace.home);
  expect(words[10]).toContain(EMAIL);
  expect(server.log()).toBe("");
  password = server.password ?? "";
});

test("DOS-2.1 of 20 who use the sign-in link at once, exactly one is signed in", async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const client = new Client(server.address);
      const answer = await client.request(server.signInLink ?? "");
      return { client, status: answer.status, to: answer.headers.get("location") };
    }),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([302]));
  const inside = answers.filter(({ to }) => to === "/");
  expect(inside).toHaveLength(1);
  expect(await inside[0]?.client.query("{ me { staff { role } } }")).toEqual({
    me: { staff: { role: "ADMINISTRATOR" } },
  });
  const outside = answers.filter(({ to }) => to !== "/");
  for (const { client, to } of outside) {
    // The page behind this address says that the link was used already.
    expect(to).toMatch(/^\/sign-in\?error=[A-Z_]+$/);
    expect(client.heldCookies()).toEqual([]);
  }
});

test("DOS-2.1 the password that was shown signs in", async () => {
  const client = await signedIn();
  expect(await client.query("{ me { staff { email } } }")).toEqual({ me: { staff: { email: EMAIL } } });
});

test("DOS-2.1 a second start on the same data says who holds it and ends; the first goes on", async () => {
  const { code, words } = await refusalOf(workplace);
  expect(code).toBe(1);
  expect(words).toContain(workplace.dataDir);
  expect(words).toContain(`pid ${String(server.pid)}`);
  expect(words).toContain(server.address);
  expect(words).toContain("DATA_DIR 另选一个文件夹");
  expect(words).not.toMatch(/\bat \S+:\d+:\d+/);
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
});

test("T53 Ctrl-C, even pressed twice: what is under way is answered, then nothing is left", async () => {
  const client = await signedIn();
  await keepOpen();
  const owner = await lockCustomers();
  const underWay = client.send(CUSTOMERS);
  await somebodyWaits(owner);
  const stopped = server.stop("SIGINT");
  await server.said("Stopping");
  process.kill(-server.pid, "SIGINT");
  await owner.query("rollback");
  expect(await underWay).toMatchObject({ status: 200, errors: [] });
  expect(await stopped).toBe(0);
  expect(await processesOn(workplace)).toEqual([]);
  expect(server.log()).toBe("");
  await owner.end();
});

test("DOS-2.1 the second start shows neither link nor password", async () => {
  server = await startServer(workplace);
  expect(server.output()).toContain(server.keyFile);
  expect(server.signInLink).toBeNull();
  expect(server.output()).not.toContain("Password");
  expect(server.log()).toBe("");
  await signedIn();
});

test("T53 SIGTERM ends it although a statement waits for what never comes", async () => {
  const client = await signedIn();
  await keepOpen();
  const owner = await lockCustomers();
  const cut = client.send(CUSTOMERS).then(
    ({ status }) => status,
    () => "cut",
  );
  await somebodyWaits(owner);
  expect(await server.stop("SIGTERM")).toBe(0);
  expect([503, "cut"]).toContain(await cut);
  expect(await processesOn(workplace)).toEqual([]);
  await owner.end().catch(() => undefined);
});

test("DOS-2.1 closing the terminal ends it as well", async () => {
  server = await startServer(workplace);
  for (const stream of [server.process.stdout, server.process.stderr]) stream?.destroy();
  process.kill(-server.pid, "SIGHUP");
  const [code] = (await once(server.process, "exit")) as [number | null];
  expect(code).toBe(0);
  expect(await processesOn(workplace)).toEqual([]);
});

test("DOS-2.1 Ctrl-C in the middle of a start leaves nothing either", async () => {
  const starting = launchServer(workplace);
  await expect.poll(() => processesOn(workplace), { interval: 5, timeout: 60_000 }).not.toEqual([]);
  expect(await starting.stop("SIGINT")).toBe(0);
  expect(starting.log()).toBe("");
  expect(await processesOn(workplace)).toEqual([]);
});
