import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { fromBase32 } from "../../../server/src/modules/access/totp.ts";
import { openKey } from "../../../server/src/platform/key-file.ts";
import { CanaryScan } from "../../support/canaries.ts";
import { Client } from "../../support/client.ts";
import { OWNER } from "../../support/photographs/sample-photographs.ts";
import { createKey, Program } from "../../support/program.ts";
import { confirmSetup } from "../../support/second-factor.ts";
import { upload as uploadPhotograph } from "../complaints/photograph-calls.ts";
import { created, edit } from "../customers/customer-calls.ts";
import { postmasterOf } from "../database/real-database.ts";
import { check, finish, proposals, sheet, takeIn } from "../imports/import-calls.ts";
import {
  databaseOf,
  endServers,
  makeWorkplace,
  startServer,
  type ServerProcess,
  type Workplace,
} from "./server-process.ts";

const STAFF = { email: "canary.staff@dossier.example", password: "canary staff password" };

/** Nowhere: neither in a log nor in the data folder, save sealed. */
const nowhere = new Map<string, string | Buffer>();
/** In no log. In the database names, notes and the staff's addresses are in the clear: they are searched for. */
const inNoLog = new Map<string, string | Buffer>([
  ["name", "欧阳测录"],
  ["nickname", "canary_nickname_7431"],
  ["note", "测录甲的备注，勿外传"],
  ["reason", "测录乙来电核对地址"],
  ["e-mail of a person of the staff", STAFF.email],
]);

let serial = 1000;

/** Contact data of a customer that no other way of coming in brings. */
function contacts(way: string) {
  serial += 1;
  const last = String(serial);
  const made = {
    phone: `1398765${last}`,
    landline: `0571-8766${last} ext. ${last}`,
    email: `canary${last}@dossier.example`,
    address: `杭州市测录路 ${last} 号`,
  };
  nowhere.set(`phone, ${way}`, made.phone);
  nowhere.set(`last eight digits of the phone, ${way}`, made.phone.slice(-8));
  nowhere.set(`phone with its country, ${way}`, `+86${made.phone}`);
  nowhere.set(`landline, ${way}`, `8766${last}`);
  nowhere.set(`e-mail, ${way}`, made.email);
  nowhere.set(`address, ${way}`, made.address);
  return made;
}

function fieldsOf({ phone, email, address }: ReturnType<typeof contacts>) {
  return { phone, email, address };
}

let workplace: Workplace;
let server: ServerProcess;
let client: Client;
beforeAll(async () => {
  workplace = await makeWorkplace();
  nowhere.set("password of a person", STAFF.password);
  server = await startServer(workplace, {
    LOG_LEVEL: "trace",
    DOSSIER_ADMIN_EMAIL: STAFF.email,
    DOSSIER_ADMIN_PASSWORD: STAFF.password,
  });
  client = new Client(server.address);
});
afterAll(async () => {
  await endServers();
  await workplace.remove();
});

/** Asks, and expects nothing: what goes wrong is logged as well as what goes right. */
async function attempt(path: string, body?: string): Promise<void> {
  const json = { method: "POST", headers: { "content-type": "application/json" }, body: body ?? "" };
  const response = await client.request(
    path,
    body === undefined ? { headers: { accept: "text/html" } } : json,
  );
  await response.arrayBuffer();
}

const CREATE =
  "mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } errors { message } } }";

/** Every way in which a customer's contact data come to a server that works. */
async function bringContactsIn(): Promise<void> {
  const { name, nickname, note } = Object.fromEntries(inNoLog) as Record<string, string>;
  const first = await created(client, { ...fieldsOf(contacts("typed in and edited over")), name, nickname });
  await created(client, { phone: contacts("landline typed in").landline, name });
  const now = await edit(client, {
    customerId: first.id,
    expectedVersion: first.version,
    ...fieldsOf(contacts("edited")),
  });
  expect(now.errors).toEqual([]);
  const lost = await edit(client, {
    customerId: first.id,
    expectedVersion: first.version,
    ...fieldsOf(contacts("of whoever lost a conflict")),
  });
  expect(lost.conflicts).not.toEqual([]);
  await client.query(
    "mutation ($input: WriteNoteInput!) { writeNote(input: $input) { errors { message } } }",
    { input: { customerId: first.id, text: note } },
  );
  await client.query(`mutation ($input: RevealFieldInput!) { revealField(input: $input) { value } }`, {
    input: { customerId: first.id, field: "PHONE", reason: "OTHER", reasonText: inNoLog.get("reason") },
  });
  const idempotencyKey = randomUUID();
  await client.send(CREATE, { input: { ...fieldsOf(contacts("under a key")), name, idempotencyKey } });
  await client.send(CREATE, { input: { ...fieldsOf(contacts("under a used key")), name, idempotencyKey } });
  await client.query(
    "mutation ($input: UpsertCustomerInput!) { upsertCustomer(input: $input) { customer { id } } }",
    { input: { ...fieldsOf(contacts("of an upsert")), externalRef: { system: "canary", id: "1" } } },
  );
}

async function importSheets(): Promise<void> {
  const row = (id: string, { phone, email, address }: ReturnType<typeof contacts>, day = "2026-01-02") =>
    `${id},,,${email},${phone},${address},${day},茶,10`;
  await takeIn(client, sheet(row("canary_1", contacts("of a sheet"))));
  const second = await check(
    client,
    sheet(
      row("canary_1", contacts("of a proposal"), "2026-01-03"),
      row("canary_2", contacts("of a row with problems"), "不是日期"),
    ),
  );
  await finish(client, second);
  expect(await proposals(client, second.number)).not.toEqual([]);
  await check(client, sheet(row("canary_3", contacts("of an import that waits"))));
}

/** Questions and mistakes; while the database is away nothing but its absence is the matter. */
async function askAndMistake(when: string): Promise<void> {
  const { name, nickname } = Object.fromEntries(inNoLog) as Record<string, string>;
  const search = "query ($search: String) { customers(search: $search, first: 5) { nodes { id name } } }";
  const similar =
    "query ($phone: String, $email: String) { similarCustomers(phone: $phone, email: $email) { customer { id } } }";
  await client.send(similar, fieldsOf(contacts(`looked for among the similar, ${when}`)));
  const refused = fieldsOf(contacts(`refused, ${when}`));
  await client.send(CREATE, { input: { ...refused, phone: [refused.phone] } });
  await client.send(CREATE, { input: { ...refused, name: `${String(name)}\u0000` } });
  await client.send(CREATE, { input: { ...refused, email: `${refused.email} ${refused.email}` } });
  for (const value of [name, nickname, ...Object.values(contacts(`asked everywhere, ${when}`))]) {
    if (value === undefined) continue;
    await client.send(search, { search: value });
    await attempt(`/customers?search=${encodeURIComponent(value)}`);
    await attempt(`/nowhere/${encodeURIComponent(value)}?q=${encodeURIComponent(value)}`);
    await attempt(
      "/graphql",
      JSON.stringify({ query: `{ customers(search: "${value}" `, variables: { value } }),
    );
    await attempt("/graphql", `{"query": "${value}`);
    await attempt("/auth/sign-in/email", JSON.stringify({ email: value, password: value }));
    const strange = { method: "POST", headers: { "content-type": `text/${value.replaceAll(/\W/g, "")}` } };
    await client.request("/auth/sign-in/email", { ...strange, body: value });
  }
}

/** A program that asks with its key, right, wrong and in places where a key has no business. */
async function useKey(secret: string): Promise<void> {
  const program = new Program(server.address, secret);
  await program.send("{ customers(first: 1) { nodes { id } } }");
  await program.send(`{ customers(search: "${secret}" `);
  await program.send("query ($search: String) { customers(search: $search, first: 1) { nodes { id } } }", {
    search: secret,
  });
  await new Program(server.address, `${secret}x`).send("{ me { permissions } }");
  await program.request(`/graphql?access_token=${secret}`);
  await program.request(`/files/imports/${secret}/problems.xlsx`);
  await program.request("/auth/get-session");
}

/** Somebody new on the staff, who sets a second factor up, shows it, and guesses wrong. */
async function useSecondFactor(): Promise<void> {
  const email = "canary.officer@dossier.example";
  const { addStaff } = await client.query<{ addStaff: { temporaryPassword: string } }>(
    "mutation ($input: AddStaffInput!) { addStaff(input: $input) { temporaryPassword } }",
    { input: { name: "测录员", email, role: "PRIVACY_OFFICER", idempotencyKey: randomUUID() } },
  );
  const password = addStaff.temporaryPassword;
  const officer = new Client(server.address);
  await officer.enterPassword(email, password);
  const begun = (await (await officer.post("/auth/second-factor/begin", { password })).json()) as {
    setup: string;
    secret: string;
  };
  const codes = await confirmSetup(officer.post, begun);
  const again = new Client(server.address);
  await again.enterPassword(email, password);
  await again.post("/auth/second-factor/verify", { recoveryCode: "CANARY-WRONG-RECOVERY" });
  await again.post("/auth/second-factor/verify", { recoveryCode: codes[0] });
  nowhere.set("temporary password", password);
  nowhere.set("secret of an authenticator", fromBase32(begun.secret));
  nowhere.set("secret of an authenticator, as letters", begun.secret);
  nowhere.set("setup of a second factor", begun.setup);
  nowhere.set("recovery code, used", codes[0] ?? "");
  nowhere.set("recovery code", codes[1] ?? "");
  nowhere.set("recovery code without hyphens", codes[1]?.replaceAll("-", "") ?? "");
  nowhere.set("wrong recovery code", "CANARY-WRONG-RECOVERY");
  rememberCookies("of an officer", again);
}

function rememberCookies(whose: string, visitor: Client): void {
  for (const { name, value } of visitor.heldCookies()) {
    const cookie = decodeURIComponent(value);
    nowhere.set(`cookie ${name} ${whose}`, cookie);
    const [token = "", signature = ""] = cookie.split(".");
    // Without its signature a session's token opens nothing, so the database may have it.
    inNoLog.set(`token of cookie ${name} ${whose}`, token);
    if (signature !== "") nowhere.set(`signature of cookie ${name} ${whose}`, signature);
  }
}

async function rememberKeys(ownerUrl: string): Promise<void> {
  nowhere.set("key file", (await readFile(server.keyFile, "utf8")).trim());
  const pool = new Pool({ connectionString: ownerUrl });
  const { keyring } = await openKey(pool, server.keyFile, null);
  await pool.end();
  for (const { id, purpose, secret } of keyring.keys)
    nowhere.set(`data key ${String(id)}, ${purpose}`, secret);
}

/** Every row of every table, as text: what the files may keep packed. */
async function everyRow(ownerUrl: string): Promise<Map<string, Buffer>> {
  const pool = new Pool({ connectionString: ownerUrl });
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
  );
  const texts = new Map<string, Buffer>();
  for (const { name } of tables) {
    const { rows } = await pool.query<{ text: string }>(`select t::text as text from ${name} t`);
    texts.set(name, Buffer.from(rows.map(({ text }) => text).join("\n")));
  }
  await pool.end();
  return texts;
}

describe("T63 T28 what a person or a program trusts the server with", () => {
  let ownerUrl: string;
  beforeAll(async () => {
    const visitor = new Client(server.address);
    const link = server.signInLink ?? "";
    await visitor.request(link);
    await visitor.request(link);
    nowhere.set("token of the sign-in link", new URL(link).searchParams.get("token") ?? "");
    nowhere.set("wrong password", "a wrong canary password");
    await visitor.signIn(STAFF.email, "a wrong canary password");
    await client.signIn(STAFF.email, STAFF.password);
    await bringContactsIn();
    await importSheets();
    await uploadPhotograph(client);
    nowhere.set("who took a photograph", OWNER);
    await useSecondFactor();
    const { secret } = await createKey(client);
    // Without what it begins with: the plain hash of all of it may be kept, as nobody tries all keys there can be.
    nowhere.set("API key", secret.slice(-43));
    await useKey(secret);
    await askAndMistake("while all is well");
    // The same while the database is away: then drivers complain most.
    process.kill(await postmasterOf(join(workplace.dataDir, "postgres")), "SIGKILL");
    await askAndMistake("while the database is away");
    await useKey(secret);
    await vi.waitUntil(async () => (await fetch(`${server.address}/readyz`)).ok, 30_000);
    await askAndMistake("after the database came back");
    rememberCookies("of the administrator", client);
    rememberCookies("of a visitor", visitor);
    const urls = await databaseOf(workplace);
    ({ ownerUrl } = urls);
    inNoLog.set("password of the database's owner", new URL(ownerUrl).password);
    inNoLog.set("password of the server at the database", new URL(urls.applicationUrl).password);
    await rememberKeys(ownerUrl);
  });

  test("is at least fifty kinds of values", () => {
    console.log(`${String(nowhere.size)} kinds of personal values and secrets`);
    expect(nowhere.size).toBeGreaterThanOrEqual(50);
  });

  test("stands in no line of any log, however fine, and no address is logged with its query", () => {
    const log = server.log();
    const lines = log.split("\n");
    expect(lines.length).toBeGreaterThan(100);
    expect(log).toContain('"route":"/graphql"');
    expect(new CanaryScan(new Map([...nowhere, ...inNoLog])).kindsIn(Buffer.from(log))).toEqual([]);
    expect(lines.filter((line) => /\?\w+=/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.includes("canary"))).toEqual([]);
    expect(new CanaryScan(nowhere).kindsIn(Buffer.from(server.output()))).toEqual([
      "token of the sign-in link",
    ]);
  });

  test("stands in no row of any table, those of jobs and outbox included", async () => {
    const scan = new CanaryScan(nowhere);
    const rows = await everyRow(ownerUrl);
    expect([...rows.keys()]).toEqual(
      expect.arrayContaining([
        "pgboss.job_common",
        "public.change",
        "public.idempotency",
        "public.outbox_event",
      ]),
    );
    expect(
      [...rows].flatMap(([table, text]) => scan.kindsIn(text).map((kind) => `${table}: ${kind}`)),
    ).toEqual([]);
    // The scan finds what is there.
    const names = new CanaryScan(inNoLog);
    expect(names.kindsIn(rows.get("public.customer") ?? Buffer.alloc(0))).toEqual(["name", "nickname"]);
  });

  test("stands in no file of a stolen copy of the data folder, those of the database included", async () => {
    await server.stop("SIGTERM");
    const found = await new CanaryScan(nowhere).kindsUnder(workplace.dataDir);
    expect(found).toEqual([]);
    const names = await new CanaryScan(inNoLog).kindsUnder(workplace.dataDir);
    expect(names.some((line) => line.startsWith("postgres/base/") && line.endsWith(": name"))).toBe(true);
  });
});
