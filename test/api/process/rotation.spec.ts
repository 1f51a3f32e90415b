import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../../server/src/platform/ids.ts";
import { openKey } from "../../../server/src/platform/key-file.ts";
import { SEALED_COLUMNS } from "../../../server/src/platform/sealed-columns.ts";
import { Client } from "../../support/client.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { dossier, launchDossier } from "../cli/dossier-command.ts";
import { endServers, makeWorkplace, startServer, type Workplace } from "./server-process.ts";

const CUSTOMERS = 5000;
const EMAIL = "admin@dossier.local";

let database: TestDatabase;
let workplaces: Workplace[];
let clerks: Clerk[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  workplaces = [await makeWorkplace(), await makeWorkplace()];
});
afterAll(async () => {
  await Promise.all(clerks.map((clerk) => clerk.stop()));
  await endServers();
  await database.drop();
  for (const workplace of workplaces) await workplace.remove();
});

const settings = () => ({ DATABASE_URL: database.applicationUrl, DATABASE_OWNER_URL: database.ownerUrl });

/** Gives and changes phone numbers at one server, and reads them back with their history. */
class Clerk {
  readonly written = new Map<string, string>();
  readonly faults: string[] = [];
  refusals = 0;
  readonly #client: Client;
  readonly #end: Promise<void>;
  #stopping = false;

  constructor(client: Client) {
    this.#client = client;
    this.#end = this.#work().catch((error: unknown) => void this.faults.push(String(error)));
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#end;
  }

  async #work(): Promise<void> {
    for (let turn = 0; !this.#stopping; turn += 1) {
      // Somebody who works, not a load test: the processor is for the rotation.
      await delay(100);
      const made = await this.#ask<{ createCustomer: { customer: { id: string; version: number } } }>(
        "mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id version } } }",
        { input: { nickname: `rotation ${String(turn)}`, phone: phone(), idempotencyKey: randomUUID() } },
      );
      const customer = made?.createCustomer.customer;
      if (!customer) continue;
      const next = phone();
      const edited = await this.#ask<{ editCustomer: { customer: { id: string } | null } }>(
        "mutation ($input: EditCustomerInput!) { editCustomer(input: $input) { customer { id } } }",
        { input: { customerId: customer.id, expectedVersion: customer.version, phone: next } },
      );
      if (edited?.editCustomer.customer) this.written.set(customer.id, next);
      const read = await this.#ask<{ customer: { phone: { text: string } } }>(
        `query ($id: ID!) {
          customer(id: $id) { phone { text } history(first: 3) { nodes { old { text } new { text } } } }
          customers(first: 50) { nodes { phone { text } } } }`,
        { id: customer.id },
      );
      if (read && edited?.editCustomer.customer && !read.customer.phone.text.endsWith(next.slice(-4)))
        this.faults.push(`read ${read.customer.phone.text} after ${next} was written`);
    }
  }

  /** Null when the server asked to come again, which it may for a moment. */
  async #ask<Data>(document: string, variables: Record<string, unknown>): Promise<Data | null> {
    const answer = await this.#client.send<Data>(document, variables);
    if (answer.errors.length === 0) return answer.data;
    if (answer.status === 503 && answer.headers.has("retry-after")) this.refusals += 1;
    else this.faults.push(JSON.stringify(answer.errors));
    return null;
  }
}

function phone(): string {
  return `139${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`;
}

async function rotated(): Promise<{ done: number; total: number } | undefined> {
  const [row] = await database.query<{ done: number; total: number }>(
    "select done::int, total::int from key_rotation order by key_id desc limit 1",
  );
  return row;
}

test("T65 rotate-keys beside two servers that write, killed three times: no read error, nothing lost, nothing left behind", async () => {
  const [workplace, neighbour] = workplaces;
  if (!workplace || !neighbour) throw new Error("no workplace");
  const environment = {
    ...settings(),
    HOME: workplace.home,
    DATA_DIR: workplace.dataDir,
    NODE_COMPILE_CACHE: fileURLToPath(new URL("../../../node_modules/.cache/dossier", import.meta.url)),
  };
  const first = await startServer(workplace, settings());
  const second = await startServer({ ...neighbour, home: workplace.home }, settings());
  await fill(first.keyFile);
  const [one, other] = [new Client(first.address), new Client(second.address)];
  // The second sign-in of an administrator sets a second factor up, which ends the session of before.
  for (const client of [new Client(first.address), one, other])
    await client.signIn(EMAIL, first.password ?? "");
  clerks = [one, other].map((client) => new Clerk(client));

  // Killed while it waits for all servers to read the key, and then while it works.
  const waiting = launchDossier(environment, "rotate-keys");
  await expect.poll(rotated, { timeout: 60_000 }).toBeDefined();
  await waiting.kill();
  // The servers look every five seconds.
  await database.query("update data_key set active_from = now() + interval '7 s' where active_from > now()");
  for (let kill = 2; kill <= 3; kill += 1) {
    const before = (await rotated())?.done ?? 0;
    const working = launchDossier(environment, "rotate-keys");
    await expect
      .poll(async () => (await rotated())?.done, { timeout: 60_000, interval: 20 })
      .toBeGreaterThan(before);
    await working.kill();
  }
  const { done = 0, total = 0 } = (await rotated()) ?? {};
  expect(done).toBeLessThan(total);
  const ended = await dossier(environment, "rotate-keys");
  expect(ended).toMatchObject({ code: 0, err: "" });
  expect(ended.out).toMatch(/Everything is encrypted with the new key \(number \d+\)/);

  for (const clerk of clerks) await clerk.stop();
  expect(clerks.flatMap(({ faults }) => faults)).toEqual([]);
  const written = new Map(clerks.flatMap((clerk) => [...clerk.written]));
  expect(written.size).toBeGreaterThan(20);
  await everythingOpens(written, first.keyFile);
}, 180_000);

/** Customers with a phone number, sealed with the first key. */
async function fill(keyFile: string): Promise<void> {
  const pool = new Pool({ connectionString: database.applicationUrl });
  const { cipher } = await openKey(pool, keyFile, null);
  await pool.end();
  const ids = Array.from({ length: CUSTOMERS }, newId);
  const sealed = ids.map((rowId) =>
    cipher.seal({ table: "customer", column: "personal", rowId }, { phone: `+86${phone()}` }),
  );
  await database.query(
    `with made as (
       insert into customer (id, kind, name, personal, search_terms, created_at, updated_at)
       select id, 'PERSON', '张三', personal, '{}', now(), now() from unnest($1::uuid[], $2::bytea[]) as r (id, personal)
       returning id
     ) insert into customer_facts (customer_id) select id from made`,
    [ids, sealed],
  );
}

async function everythingOpens(written: ReadonlyMap<string, string>, keyFile: string): Promise<void> {
  const pool = new Pool({ connectionString: database.applicationUrl });
  try {
    const { cipher, keyring } = await openKey(pool, keyFile, null);
    const phones = new Map<string, string>();
    for (const { table, column, key } of SEALED_COLUMNS) {
      const rows = await database.query<{ id: string; blob: Buffer }>(
        `select ${key} as id, ${column} as blob from ${table} where ${column} is not null`,
      );
      for (const { id, blob } of rows) {
        expect(blob.readUInt32BE(1)).toBe(keyring.writing.id);
        const clear = cipher.openBytes({ table, column, rowId: id }, blob).toString();
        if (table === "customer") phones.set(id, (JSON.parse(clear) as { phone: string }).phone);
      }
    }
    for (const [id, typed] of written) {
      expect(phones.get(id.slice(id.indexOf("_") + 1))).toBe(`+86${typed}`);
    }
  } finally {
    await pool.end();
  }
}
