import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { Client } from "../../support/client.ts";
import {
  endServers,
  launchServer,
  makeWorkplace,
  refusalOf,
  startServer,
  type Workplace,
} from "./server-process.ts";

// A PostgreSQL that is not the server's own: an owner for the tables, and a role for the server that owns nothing.
const name = `other_${randomUUID().replaceAll("-", "")}`;
const { superuserUrl, ownerUrl, applicationUrl } = inject("cluster");
const on = (url: string, changes: { database?: string; password?: string; port?: number } = {}): string => {
  const changed = new URL(url);
  changed.pathname = `/${changes.database ?? name}`;
  if (changes.password !== undefined) changed.password = changes.password;
  if (changes.port !== undefined) changed.port = String(changes.port);
  return changed.href;
};
const settings = { DATABASE_URL: on(applicationUrl), DATABASE_OWNER_URL: on(ownerUrl) };
const EMAIL = "admin@dossier.local";

async function asSuperuser(database: string, statement: string): Promise<void> {
  const client = new pg.Client(on(superuserUrl, { database }));
  await client.connect();
  await client.query(statement);
  await client.end();
}

let workplace: Workplace;
let neighbour: Workplace;
beforeAll(async () => {
  workplace = await makeWorkplace();
  neighbour = await makeWorkplace();
  await asSuperuser(
    "postgres",
    `create database ${name} owner dossier_owner template template0 locale 'C.UTF-8'`,
  );
});
afterAll(async () => {
  await endServers();
  await asSuperuser("postgres", `drop database if exists ${name} with (force)`);
  await workplace.remove();
  await neighbour.remove();
});

test("DOS-2.2 two servers start at once on a new database: one administrator, one key, and both serve", async () => {
  const { home } = workplace;
  const servers = await Promise.all([
    startServer(workplace, settings),
    startServer({ home, dataDir: neighbour.dataDir }, settings),
  ]);
  expect(new Set(servers.map(({ keyFile }) => keyFile)).size).toBe(1);
  const passwords = servers.flatMap(({ password }) => password ?? []);
  expect(passwords).toHaveLength(1);
  expect(servers.filter(({ signInLink }) => signInLink !== null)).toHaveLength(1);
  for (const server of servers) {
    expect(server.log()).toBe("");
    expect(server.output()).toContain(`${name} (DATABASE_URL)`);
    const client = new Client(server.address);
    expect((await client.signIn(EMAIL, passwords[0] ?? "")).status).toBe(200);
    // Whoever is signed in at one of them is at the other.
    for (const { address } of servers) {
      const elsewhere = new Client(address);
      const cookie = client
        .heldCookies()
        .map((held) => `${held.name}=${held.value}`)
        .join("; ");
      const answer = await elsewhere.send("{ me { staff { email } } }", {}, { cookie });
      expect(answer.data).toEqual({ me: { staff: { email: EMAIL } } });
    }
  }
  expect(await Promise.all(servers.map((server) => server.stop("SIGTERM")))).toEqual([0, 0]);
});

test("T61 a database that a newer Dossier has used is refused, and left as it is", async () => {
  await asSuperuser(name, "insert into schema_migration (name) values ('2031-01-01-newer')");
  const { code, words } = await refusalOf(workplace, settings);
  expect(code).toBe(1);
  expect(words).toContain("newer Dossier (this one does not know: 2031-01-01-newer)");
  expect(words).toContain("更新版本");
});

test.each([
  ["a wrong password", { password: "wrong" }, /does not let "dossier_app" in[^]*拒绝/],
  [
    "a database that does not exist",
    { database: "nowhere" },
    /no database "nowhere"[^]*没有名为“nowhere”的数据库/,
  ],
])("DOS-2.2 %s is told in plain words, without the password", async (_problem, changes, words) => {
  const refusal = await refusalOf(workplace, { ...settings, DATABASE_URL: on(applicationUrl, changes) });
  expect(refusal.code).toBe(1);
  expect(refusal.words).toMatch(words);
  expect(refusal.words).not.toContain(new URL(applicationUrl).password);
  expect(refusal.words).not.toMatch(/^ +at /m);
});

test("DOS-2.2 a database that does not answer is waited for, and Ctrl-C ends the wait", async () => {
  const silent = createServer().listen({ host: "127.0.0.1", port: 0 });
  await once(silent, "listening");
  onTestFinished(() => void silent.close());
  const address = silent.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const starting = launchServer(workplace, {
    DATABASE_URL: on(applicationUrl, { port }),
    DATABASE_OWNER_URL: on(ownerUrl, { port }),
  });
  await starting.said("Waiting for the database");
  expect(await starting.stop("SIGINT")).toBe(0);
  expect(starting.log()).toBe("");
});
