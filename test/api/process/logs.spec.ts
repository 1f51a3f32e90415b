import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Client } from "../../support/client.ts";
import { createKey, Program } from "../../support/program.ts";
import { postmasterOf } from "../database/real-database.ts";
import {
  databaseOf,
  endServers,
  makeWorkplace,
  startServer,
  type ServerProcess,
  type Workplace,
} from "./server-process.ts";

// Invented, and such that no log would hold them by chance.
const PERSON = {
  name: "欧阳测录",
  nickname: "canary_nickname_7431",
  phone: "13987654321",
  email: "canary.person@dossier.example",
  address: "杭州市测录路 7431 号",
};
const STAFF = { email: "canary.staff@dossier.example", password: "canary staff password" };

let workplace: Workplace;
let server: ServerProcess;
beforeAll(async () => {
  workplace = await makeWorkplace();
  server = await startServer(workplace, {
    LOG_LEVEL: "trace",
    DOSSIER_ADMIN_EMAIL: STAFF.email,
    DOSSIER_ADMIN_PASSWORD: STAFF.password,
  });
});
afterAll(async () => {
  await endServers();
  await workplace.remove();
});

/** Asks, and expects nothing: what goes wrong is logged as well as what goes right. */
async function attempt(client: Client, path: string, body?: string): Promise<void> {
  const json = { method: "POST", headers: { "content-type": "application/json" }, body: body ?? "" };
  const response = await client.request(
    path,
    body === undefined ? { headers: { accept: "text/html" } } : json,
  );
  await response.arrayBuffer();
}

async function useEverything(client: Client): Promise<void> {
  const create =
    "mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } } }";
  const search = "query ($search: String) { customers(search: $search, first: 5) { nodes { id name } } }";
  const input = { ...PERSON, idempotencyKey: randomUUID() };
  await client.send(create, { input });
  await client.send(create, { input: { ...input, phone: [PERSON.phone] } });
  await client.send(create, {
    input: { ...input, idempotencyKey: randomUUID(), name: `${PERSON.name}\u0000` },
  });
  for (const value of Object.values(PERSON)) {
    await client.send(search, { search: value });
    await attempt(client, `/customers?q=${encodeURIComponent(value)}`);
    await attempt(client, `/nowhere/${encodeURIComponent(value)}?q=${encodeURIComponent(value)}`);
    await attempt(
      client,
      "/graphql",
      JSON.stringify({ query: `{ customers(search: "${value}" `, variables: { value } }),
    );
    await attempt(client, "/graphql", `{"query": "${value}`);
    await attempt(client, "/auth/sign-in/email", JSON.stringify({ email: value, password: value }));
  }
}

/** A program that asks with its key, right, wrong and in places where a key has no business. */
async function useKey({ address, secret }: Program): Promise<void> {
  const program = new Program(address, secret);
  await program.send("{ customers(first: 1) { nodes { id } } }");
  await program.send(`{ customers(search: "${secret}" `);
  await program.send("query ($search: String) { customers(search: $search, first: 1) { nodes { id } } }", {
    search: secret,
  });
  await new Program(address, `${secret}x`).send("{ me { permissions } }");
  await program.request(`/graphql?access_token=${secret}`);
  await program.request(`/files/imports/${secret}/problems.xlsx`);
  await program.request("/auth/get-session");
}

test("T63 T28 no log line at any level holds a person's data, a password, a token, an API key or an address with its query", async () => {
  const visitor = new Client(server.address);
  await visitor.request(server.signInLink ?? "");
  await visitor.request(server.signInLink ?? "");
  await visitor.signIn(STAFF.email, "a wrong canary password");
  const client = new Client(server.address);
  expect((await client.signIn(STAFF.email, STAFF.password)).status).toBe(200);
  await useEverything(client);
  const key = new Program(server.address, (await createKey(client)).secret);
  await useKey(key);
  // The same while the database is away: then drivers complain most.
  process.kill(await postmasterOf(join(workplace.dataDir, "postgres")), "SIGKILL");
  await useEverything(client);
  await useKey(key);
  await expect
    .poll(async () => (await fetch(`${server.address}/readyz`)).status, { timeout: 30_000 })
    .toBe(200);
  await useEverything(client);
  const { ownerUrl, applicationUrl } = await databaseOf(workplace);
  await server.stop("SIGTERM");

  const lines = server.log().split("\n");
  expect(lines.length).toBeGreaterThan(100);
  expect(server.log()).toContain('"route":"/graphql"');
  const cookies = [...visitor.heldCookies(), ...client.heldCookies()].map(({ value }) =>
    decodeURIComponent(value),
  );
  const secrets = [
    ...Object.values(PERSON),
    encodeURIComponent(PERSON.name),
    PERSON.phone.slice(-8),
    STAFF.email,
    STAFF.password,
    "canary",
    new URL(server.signInLink ?? "").searchParams.get("token") ?? "",
    ...cookies.flatMap((cookie) => [cookie, cookie.split(".")[0] ?? ""]),
    key.secret,
    key.secret.slice(-43),
    new URL(ownerUrl).password,
    new URL(applicationUrl).password,
    (await readFile(server.keyFile, "utf8")).trim(),
  ];
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(3);
    expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  }
  expect(lines.filter((line) => /\?\w+=/.test(line))).toEqual([]);
  expect(server.output()).not.toContain(STAFF.password);
});
