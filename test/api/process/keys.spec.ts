import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { addDataKey, newKey } from "../../../server/src/platform/data-keys.ts";
import { StartRefusal } from "../../../server/src/platform/database/start-refusal.ts";
import { changeKeyFile, openKey, type OpenedKey } from "../../../server/src/platform/key-file.ts";
import { rotateFieldKey, type RotationResult } from "../../../server/src/platform/key-rotation.ts";
import { Keyring, KeyPurpose } from "../../../server/src/platform/keyring.ts";
import { Cipher } from "../../../server/src/platform/crypto.ts";
import { SEALED_COLUMNS } from "../../../server/src/platform/sealed-columns.ts";
import { startApplication } from "../../support/application.ts";
import { Client } from "../../support/client.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";
import { writeFormerArchive } from "../../support/former-archive.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { dossier } from "../cli/dossier-command.ts";
import { created, edit, found } from "../customers/customer-calls.ts";

let server: TestServer;
let agent: Client;
let pool: Pool;
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT", "en");
  pool = new Pool({ connectionString: server.database.applicationUrl });
});
afterAll(async () => {
  await pool.end();
  await server.stop();
});

const inDatabase = (id: string) => id.slice(id.indexOf("_") + 1);
const codesOf = (errors: readonly { extensions?: unknown }[]) =>
  errors.map(({ extensions }) => (extensions as { code: string }).code);
const phoneOf = (id: string, by = agent) =>
  by.send<{ customer: { phone: { text: string } } | null }>(
    "query ($id: ID!) { customer(id: $id) { phone { text } } }",
    { id },
  );
const historyOf = (id: string, by = agent) =>
  by.send<{ customer: { history: { nodes: { old: { text: string }; new: { text: string } }[] } } | null }>(
    `query ($id: ID!) { customer(id: $id) { history(first: 5, field: "phone") { nodes { old { text } new { text } } } } }`,
    { id },
  );

/** Rotates without waiting for other servers to read the key. */
async function rotate(
  key: OpenedKey,
  database: TestDatabase,
  destroyAfterDays = 35,
): Promise<RotationResult> {
  return rotateFieldKey(database.applicationUrl, {
    keyring: key.keyring,
    wrapping: key.wrapping,
    fast: true,
    destroyAfterDays,
    signal: new AbortController().signal,
    tellWaiting: () =>
      void database.query("update data_key set active_from = now() where active_from > now()"),
    tell: () => undefined,
  });
}

async function refusalOf(on: Pool, path: string): Promise<string> {
  const error: unknown = await openKey(on, path, null).catch((reason: unknown) => reason);
  if (error instanceof StartRefusal) return error.message;
  throw new Error("the keys were opened, though they should have been refused");
}

describe("T65 a blob that was moved", () => {
  test("to another row does not open: the row is not shown, and others are", async () => {
    const [one, other] = [
      await created(agent, { name: "王一", phone: "13800010001" }),
      await created(agent, { name: "王二", phone: "13800010002" }),
    ];
    await server.database.query(
      "update customer set personal = (select personal from customer where id = $1) where id = $2",
      [inDatabase(one.id), inDatabase(other.id)],
    );
    const answer = await phoneOf(other.id);
    expect(codesOf(answer.errors)).toEqual(["DATA_INTEGRITY"]);
    expect(JSON.stringify(answer)).not.toContain("0001");
    expect((await phoneOf(one.id)).data?.customer?.phone.text).toBe("138****0001");
  });

  test("to another table, or from the log of another record, does not open either", async () => {
    const [one, other] = [
      await created(agent, { name: "李一", phone: "13800020001" }),
      await created(agent, { name: "李二", phone: "13800020002" }),
    ];
    for (const { id, version } of [one, other])
      await edit(agent, { customerId: id, expectedVersion: version, phone: "13800029999" });
    expect((await historyOf(one.id)).data?.customer?.history.nodes[0]).toEqual({
      old: { text: "138****0001" },
      new: { text: "138****9999" },
    });
    await server.database.query(
      `update change set personal = (select personal from change where record_id = $1 and field = 'phone')
       where record_id = $2 and field = 'phone'`,
      [inDatabase(one.id), inDatabase(other.id)],
    );
    expect(codesOf((await historyOf(other.id)).errors)).toEqual(["DATA_INTEGRITY"]);
    await server.database.query(
      "update record_key set wrapped = (select personal from customer where id = record_id) where record_id = $1",
      [inDatabase(one.id)],
    );
    expect(codesOf((await historyOf(one.id)).errors)).toEqual(["DATA_INTEGRITY"]);
  });
});

test("T65 a value sealed with a key that this server has not read yet is refused with 503 for a moment, and then shown", async () => {
  const { id } = await created(agent, { name: "赵新", phone: "13800030003" });
  const { keyring, wrapping } = await openKey(pool, server.keyFile, null);
  const key = await addDataKey(pool, wrapping, newKey(KeyPurpose.FIELD));
  const elsewhere = new Cipher(new Keyring([...keyring.keys, key]));
  const place = { table: "customer", column: "personal", rowId: inDatabase(id) };
  await server.database.query("update customer set personal = $1 where id = $2", [
    elsewhere.seal(place, { phone: "+8613800030003" }),
    inDatabase(id),
  ]);
  const refused = new Set<string>();
  await expect
    .poll(async () => {
      const answer = await phoneOf(id);
      for (const code of codesOf(answer.errors)) refused.add(`${String(answer.status)} ${code}`);
      return answer.data?.customer?.phone.text;
    })
    .toBe("138****0003");
  expect([...refused].filter((refusal) => refusal !== "503 UNAVAILABLE")).toEqual([]);
});

test("SEC-02 every column of bytes is sealed and rotated, or known to be something else", async () => {
  const columns = await server.database.query<{ name: string }>(
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and data_type = 'bytea' order by 1`,
  );
  const others = [
    // Sealed with the key of a record, which is sealed and rotated.
    "change.personal",
    // Sealed by the key file.
    "data_key.wrapped",
    "installation.key_check",
    // Keyed and other hashes.
    "api_key.secret_hash",
    "change_seal.hash",
    "change_seal.leaves",
    "change_seal.mac",
    "change_seal.previous",
    "complaint.natural_key",
    "complaint_photograph.sha256",
    "customer_blind_index.hash",
    "customer_order.natural_key",
    "idempotency.body_hash",
    "import.file_hash",
    "import_proposal.proposal_key",
    "note.natural_key",
    "recovery_code.hash",
    "sign_in_failure.key",
  ];
  const sealed = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`);
  expect(columns.map(({ name }) => name).filter((name) => !others.includes(name))).toEqual(sealed.toSorted());
});

describe("SEC-02 an archive of before there were data keys", () => {
  test("opens with its key file: found, shown, its history too; then everything is sealed with another key", async () => {
    const database = await createTestDatabase();
    const folder = await mkdtemp(join(tmpdir(), "dossier-former-"));
    const keyFile = join(folder, "dossier.key");
    const { customerId, changeId } = await writeFormerArchive(database, keyFile, {
      name: "钱旧",
      phone: "+8613900008888",
      formerPhone: "+8613900007777",
    });
    const administrator = { email: "admin@dossier.example", password: "correct horse battery" };
    const application = await startApplication({
      database,
      keyFile,
      dataDir: join(folder, "data"),
      port: 0,
      administrator,
    });
    const own = new Pool({ connectionString: database.applicationUrl });
    onTestFinished(async () => {
      await application.stop();
      await own.end();
      await database.drop();
      await rm(folder, { recursive: true });
    });
    const client = new Client(application.address, "en");
    await client.signIn(administrator.email, administrator.password);

    expect(await found(client, "13900008888")).toEqual(["钱旧"]);
    expect(await found(client, "8888")).toEqual(["钱旧"]);
    const { customers } = await client.query<{ customers: { nodes: { id: string }[] } }>(
      "{ customers(first: 1) { nodes { id } } }",
    );
    const id = customers.nodes[0]?.id ?? "";
    const shown = { old: { text: "139****7777" }, new: { text: "139****8888" } };
    expect((await historyOf(id, client)).data?.customer?.history.nodes).toEqual([shown]);
    const formats = () =>
      database.query<{ personal: string; change: string; check: string }>(
        `select substring(personal from 1 for 5)::text as personal,
           (select substring(personal from 1 for 5)::text from change where id = $2) as change,
           (select substring(key_check from 1 for 5)::text from installation) as check
         from customer where id = $1`,
        [customerId, changeId],
      );
    expect(await formats()).toEqual([
      { personal: "\\x0100000001", change: "\\x0300000000", check: "\\x0200000000" },
    ]);

    const key = await openKey(own, keyFile, null);
    const { keyId, ...result } = await rotate(key, database);
    expect(result).toEqual({ rewritten: 2, damaged: 0, destroyed: [] });
    const head = Buffer.alloc(4);
    head.writeUInt32BE(keyId);
    expect((await formats())[0]?.personal).toBe(`\\x02${head.toString("hex")}`);
    await expect.poll(async () => (await phoneOf(id, client)).data?.customer?.phone.text).toBe("139****8888");
    expect((await historyOf(id, client)).data?.customer?.history.nodes).toEqual([shown]);
  });
});

describe("T65 data keys that do not open", () => {
  let database: TestDatabase;
  let own: Pool;
  let folder: string;
  let keyFile: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    own = new Pool({ connectionString: database.applicationUrl });
    folder = await mkdtemp(join(tmpdir(), "dossier-keys-"));
    keyFile = join(folder, "dossier.key");
    await openKey(own, keyFile, null);
  });
  afterAll(async () => {
    await own.end();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  /** Does it, looks at the refusal, and puts the table back. */
  async function refusalAfter(statement: string): Promise<string> {
    await database.query("create table kept as select * from data_key");
    await database.query(statement);
    const refusal = await refusalOf(own, keyFile);
    await database.query("delete from data_key");
    await database.query("insert into data_key select * from kept");
    await database.query("drop table kept");
    await openKey(own, keyFile, null);
    return refusal;
  }

  test("refuse to start with a sentence that says which", async () => {
    const flipped = "set_byte(wrapped, 30, get_byte(wrapped, 30) # 1)";
    expect(await refusalAfter(`update data_key set wrapped = ${flipped} where id = 2`)).toMatch(
      /data key 2 of this archive \(table data_key\) does not open[^]*数据密钥 2/,
    );
    // The keys of two kinds, in each other's place.
    expect(
      await refusalAfter(
        `update data_key set wrapped = (select other.wrapped from data_key other where other.id = 7 - data_key.id)
         where id in (3, 4)`,
      ),
    ).toContain("data key 3");
  });

  test("or are gone, refuse to start instead of being made anew", async () => {
    for (const purpose of ["FIELD", "SESSION", "CHAIN", "BLIND"])
      expect(await refusalAfter(`delete from data_key where purpose = '${purpose}'`)).toMatch(
        new RegExp(`missing \\(table data_key: ${purpose}[^]*缺少数据密钥`),
      );
  });

  test("cannot be deleted by the server's own role", async () => {
    await expect(own.query("delete from data_key")).rejects.toThrow(/permission denied/);
  });

  test("of a kind that a newer version brought are made", async () => {
    await database.query("delete from data_key where purpose = 'BLIND' and kind = 7");
    const { keyring } = await openKey(own, keyFile, null);
    expect(keyring.blind(7)).toHaveLength(64);
  });

  test("once destroyed are gone, when nothing needed them for long enough; a damaged value keeps them", async () => {
    const key = await openKey(own, keyFile, null);
    const id = "0190f000-0000-7000-8000-0000000000aa";
    const place = { table: "record_key", column: "wrapped", rowId: id };
    const blob = key.cipher.seal(place, "x");
    await database.query("insert into record_key (record_id, wrapped) values ($1, $2)", [id, blob]);
    expect(await rotate(key, database)).toMatchObject({ rewritten: 1, damaged: 0, destroyed: [] });
    await database.query(
      "update data_key set retired_at = now() - interval '34 days' where retired_at is not null",
    );
    expect(await rotate(key, database)).toMatchObject({ destroyed: [] });

    await database.query(
      "update data_key set retired_at = now() - interval '36 days' where retired_at is not null",
    );
    const damaged = "set_byte(wrapped, 20, get_byte(wrapped, 20) # 1)";
    await database.query(`update record_key set wrapped = ${damaged}`);
    expect(await rotate(key, database)).toMatchObject({ rewritten: 0, damaged: 1, destroyed: [] });
    await database.query(`update record_key set wrapped = ${damaged}`);
    const { destroyed, rewritten } = await rotate(key, database);
    expect(rewritten).toBe(1);
    expect(destroyed).toContain(1);
    await key.keyring.reload();
    expect(() => key.cipher.open(place, blob)).toThrow(/names a key|does not open/);
    const rows = await database.query(
      "select from data_key where destroyed_at is not null and wrapped is not null",
    );
    expect(rows).toEqual([]);
  });
});

describe("T65 another key file", () => {
  const settings = () => ({
    DATABASE_URL: server.database.applicationUrl,
    DATABASE_OWNER_URL: server.database.ownerUrl,
    DATA_DIR: join(server.keyFile, "..", "..", "data"),
    HOME: "/nonexistent",
  });
  const change = (keyFile: string, to: string) =>
    dossier({ ...settings(), DOSSIER_KEY_FILE: keyFile }, "rotate-keys", "--key-file", to);

  test("opens the archive from then on, and the former one does not; the running server goes on", async () => {
    const { id } = await created(agent, { name: "孙同", phone: "13800040004" });
    const next = join(server.keyFile, "..", "next.key");
    const first = await change(server.keyFile, next);
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.out).toContain(`wrapped with ${next} now`);
    expect((await stat(next)).mode & 0o777).toBe(0o600);
    expect(await refusalOf(pool, server.keyFile)).toContain("does not belong to this archive");
    const { cipher } = await openKey(pool, next, null);
    const [row] = await server.database.query<{ personal: Buffer }>(
      "select personal from customer where id = $1",
      [inDatabase(id)],
    );
    const place = { table: "customer", column: "personal", rowId: inDatabase(id) };
    expect(cipher.open(place, row?.personal ?? Buffer.alloc(0))).toEqual({ phone: "+8613800040004" });
    expect((await phoneOf(id)).data?.customer?.phone.text).toBe("138****0004");

    // As after a crash between the change and its words.
    const again = await changeKeyFile(pool, { chosenPath: server.keyFile, newPath: next });
    expect(again.outcome).toBe("WAS_CHANGED");
    expect(await readFile(next, "utf8")).not.toBe(await readFile(server.keyFile, "utf8"));
  });

  test("must not lie inside DATA_DIR, and a file that is no key is refused and left alone", async () => {
    const inside = await change(server.keyFile, join(settings().DATA_DIR, "next.key"));
    expect(inside).toMatchObject({ code: 1 });
    expect(inside.err).toContain("must not lie inside DATA_DIR");
    const newPath = new URL(import.meta.url).pathname;
    const noKey = changeKeyFile(pool, { chosenPath: server.keyFile, newPath });
    await expect(noKey).rejects.toThrow("is damaged, or no key file");
  });
});

test("SEC-02 an administrator reads which keys there are and how the latest rotation went, never a key", async () => {
  const administrator = await server.as("ADMINISTRATOR");
  const { keys, rotation } = await administrator.query<{
    keys: { number: number; purpose: string; state: string }[];
    rotation: unknown;
  }>(
    "{ keys { number purpose state createdAt retiredAt destroyedAt } rotation { keyNumber done total finishedAt } }",
  );
  expect(keys.filter(({ state }) => state === "ACTIVE").map(({ purpose }) => purpose)).toEqual(
    expect.arrayContaining(["FIELD", "SESSION", "BLIND", "CHAIN"]),
  );
  expect(keys.filter(({ purpose }) => purpose === "FIELD").map(({ state }) => state)).toEqual([
    "ACTIVE",
    "RETIRING",
  ]);
  expect(rotation).toBeNull();
});
