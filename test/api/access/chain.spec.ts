import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { sealChanges } from "../../../server/src/platform/seal-changes.ts";
import { verifyChanges, type CheckedChain } from "../../../server/src/platform/verify-changes.ts";
import { migrateDatabase } from "../../support/application.ts";
import { createTestDatabase, type TestDatabase } from "../../support/database.ts";

const ROWS = 3000;
const TRANSACTIONS = 10;
const KEY = randomBytes(32);

let database: TestDatabase;
let superuser: Client;
let application: Client;
let rows: { id: string }[];

beforeAll(async () => {
  database = await createTestDatabase();
  [superuser, application] = [new Client(database.superuserUrl), new Client(database.applicationUrl)];
  await superuser.connect();
  await application.connect();
  for (let transaction = 0; transaction < TRANSACTIONS; transaction += 1) {
    await application.query(
      `insert into change (id, record_type, record_id, record_version, operation, field, fields, old_value, new_value, personal, reason, actor_id, source, import_id, request_id, key_id, address)
       select gen_random_uuid(), 'Customer', gen_random_uuid(), 1 + i % 9, 'editCustomer', 'name', array['姓名', 'a,b'], '王小明' || i, '王大明',
         decode(md5(i::text), 'hex'), case when i % 3 = 0 then '核对' end, gen_random_uuid(), 'CONSOLE', null, 'request-' || i, null, '10.0.0.1'
       from generate_series(1, $1::integer) as i`,
      [ROWS / TRANSACTIONS],
    );
  }
  await sealEverything();
  rows = (await superuser.query<{ id: string }>("select id from change order by epoch, written_by, id")).rows;
});
afterAll(async () => {
  await superuser.end();
  await application.end();
  await database.drop();
});

/** Other tests work in the same PostgreSQL: what is sealed waits for transactions of theirs. */
async function sealEverything(client = application): Promise<void> {
  for (let unsealed = true; unsealed; await delay(20)) {
    while ((await sealChanges(client, KEY, 700)).sealed > 0);
    const found = await client.query(
      `select from change where not exists (select from change_seal
         where (through_epoch, through_xid, through_id) >= (change.epoch, change.written_by, change.id)) limit 1`,
    );
    unsealed = found.rows.length > 0;
  }
}

/** What the check finds after some statements of a superuser, which are then taken back. */
async function findingsAfter(tamper: () => Promise<void>): Promise<CheckedChain["findings"]> {
  await superuser.query("begin");
  try {
    await tamper();
    return (await verifyChanges(superuser, KEY)).findings;
  } finally {
    await superuser.query("rollback");
  }
}

const OTHER_VALUES: readonly string[] = [
  "kind = 'REFUSAL'",
  "record_type = 'Order'",
  "record_id = gen_random_uuid()",
  "record_id = null",
  "record_version = record_version + 1",
  "operation = 'editOrder'",
  "field = 'nickname'",
  "field = null",
  "fields = array['姓名,a', 'b']",
  "old_value = old_value || ' '",
  "old_value = null, new_value = old_value",
  "new_value = ''",
  "personal = set_byte(personal, 7, (get_byte(personal, 7) + 1) % 256)",
  "personal = null",
  "reason = coalesce(reason, '') || '无'",
  "actor_id = gen_random_uuid()",
  "actor_id = null",
  "source = 'API'",
  "import_id = gen_random_uuid()",
  "request_id = request_id || '0'",
  "key_id = actor_id, actor_id = null",
  "address = '10.0.0.2'",
  "address = null",
  "count = count + 1",
  "at = at + interval '1 microsecond'",
];

const anyOf = <Item>(items: readonly Item[]): Item => items[randomInt(items.length)] as Item;

/**
 * Fifty rows that do not stand beside each other, so that each is to be named for itself. Of the first transaction there
 * is none: that is where rows are put in.
 */
function fiftyRows(): string[] {
  const first = ROWS / TRANSACTIONS + 5;
  const step = Math.floor((ROWS - first) / 50);
  return Array.from({ length: 50 }, (_, place) => rows[first + place * step + randomInt(step - 3)]?.id ?? "");
}

test("T67 each of 1,000 random changes, removals and insertions by a superuser is found, and the row is named", async () => {
  let changed = 0;
  for (let round = 0; round < 20; round += 1) {
    const expected: string[] = [];
    let removed = 0;
    const findings = await findingsAfter(async () => {
      for (const id of fiftyRows()) {
        const how = randomInt(4);
        if (how === 0) {
          await superuser.query("delete from change where id = $1", [id]);
          removed += 1;
        } else if (how === 1) {
          const added = randomUUID();
          await superuser.query(
            `insert into change select (jsonb_populate_record(change, jsonb_build_object('id', $2::uuid, 'written_by', (select written_by from change where id = $3)))).*
             from change where id = $1`,
            [id, added, rows[0]?.id],
          );
          expected.push(`ADDED ${added}`);
        } else {
          await superuser.query(`update change set ${anyOf(OTHER_VALUES)} where id = $1`, [id]);
          expected.push(`CHANGED ${id}`);
        }
        changed += 1;
      }
    });
    const named = findings.flatMap((finding) =>
      "row" in finding ? [`${finding.what} ${finding.row.id}`] : [],
    );
    expect(named.sort()).toEqual(expected.sort());
    expect(findings.filter(({ what }) => what === "REMOVED")).toHaveLength(removed);
  }
  expect(changed).toBe(1000);
});

test("T67 a row moved to another id, transaction or epoch is missed where it was", async () => {
  for (const move of [
    "id = gen_random_uuid()",
    // To before the rows of other transactions; the one just before may have written none.
    "written_by = (written_by::text::bigint - 100)::text::xid8",
    "epoch = 0",
  ]) {
    const findings = await findingsAfter(async () => {
      await superuser.query(`update change set ${move} where id = $1`, [rows[1500]?.id]);
    });
    expect(
      findings.map(({ what }) => what),
      move,
    ).toContain("REMOVED");
  }
});

test.each([
  ["a link's hash", "update change_seal set hash = sha256(hash) where number = 2"],
  ["a link's mac", "update change_seal set mac = sha256(mac) where number = 2"],
  ["a link's time", "update change_seal set sealed_at = sealed_at - interval '1 day' where number = 2"],
  ["a link's end", "update change_seal set through_id = gen_random_uuid() where number = 2"],
  [
    "a link's kept beginnings of hashes, and a row of it",
    "update change_seal set leaves = ''; update change set reason = '改' where id = (select id from change limit 1)",
  ],
  ["a link in the middle, by taking it away", "delete from change_seal where number = 2"],
  ["the first link, by taking it away", "delete from change_seal where number = 1"],
])("T67 so is a change of %s", async (_what, statement) => {
  const findings = await findingsAfter(async () => {
    await superuser.query(statement);
  });
  expect(findings.length).toBeGreaterThan(0);
});

test("T67 a chain that somebody without the key made anew, over changed rows, is found too", async () => {
  const findings = await findingsAfter(async () => {
    await superuser.query("delete from change_seal");
    await superuser.query("update change set reason = '改' where id = $1", [rows[7]?.id]);
    while ((await sealChanges(superuser, randomBytes(32))).sealed > 0);
  });
  expect(findings.every(({ what }) => what === "LINK")).toBe(true);
  expect(findings.length).toBeGreaterThan(0);
});

test("T67 an untouched change log is whole", async () => {
  expect(await verifyChanges(application, KEY)).toMatchObject({ rows: ROWS, findings: [] });
});

test.each([
  "update change set reason = null",
  "delete from change",
  "truncate change",
  "alter table change disable trigger all",
  "alter table change alter column kind drop not null",
  "drop table change",
  "update change_seal set rows = 1",
  "delete from change_seal",
  "truncate change_seal",
  "insert into change_epoch (number) values (2)",
  "create trigger quiet before insert on change for each row execute function tell_reference()",
  "create rule quiet as on insert to change do instead nothing",
  "set session_replication_role = replica",
  "set role dossier_owner",
])("T67 the application's role cannot: %s", async (statement) => {
  await expect(application.query(statement)).rejects.toThrow(/permission denied|must be owner/);
});

test("T67 rows of a transaction that is still at work are sealed after it, in its place, and nobody waits", async () => {
  const slow = new Client(database.applicationUrl);
  await slow.connect();
  onTestFinished(() => slow.end());
  const write = (client: Client) =>
    client.query(
      `insert into change (id, record_type, record_id, record_version, operation, source, request_id)
       values (gen_random_uuid(), 'Customer', gen_random_uuid(), 1, 'createCustomer', 'CONSOLE', 'slow')`,
    );
  await slow.query("begin");
  await write(slow);
  await write(application);
  expect((await sealChanges(application, KEY)).sealed).toBe(0);
  await slow.query("commit");
  await sealEverything();
  expect(await verifyChanges(application, KEY)).toMatchObject({ rows: ROWS + 2, findings: [] });
});

test("T67 of two that seal at once one succeeds, and the chain is whole", async () => {
  await application.query(
    `insert into change (id, record_type, record_id, record_version, operation, source, request_id)
     select gen_random_uuid(), 'Customer', gen_random_uuid(), 1, 'createCustomer', 'CONSOLE', 'twice' from generate_series(1, 500)`,
  );
  const other = new Client(database.applicationUrl);
  await other.connect();
  onTestFinished(() => other.end());
  for (let round = 0; round < 5; round += 1)
    await Promise.allSettled([sealChanges(application, KEY, 50), sealChanges(other, KEY, 50)]);
  await sealEverything();
  expect((await verifyChanges(application, KEY)).findings).toEqual([]);
});

test("T67 an archive that was put into another database, whose transactions count anew, goes on with its chain", async () => {
  const moved = await createTestDatabase();
  onTestFinished(() => moved.drop());
  const write = (count: number, xid: string) =>
    moved.query(
      `insert into change (id, record_version, operation, source, request_id, written_by)
       select gen_random_uuid(), 1, 'createCustomer', 'CONSOLE', 'moved', ${xid} from generate_series(1, ${String(count)})`,
    );
  await write(3, "'8000000000000'");
  await migrateDatabase(moved);
  await migrateDatabase(moved);
  expect(await moved.query("select number from change_epoch order by number")).toEqual([
    { number: 1 },
    { number: 2 },
  ]);
  await write(2, "pg_current_xact_id()");
  const client = new Client(moved.applicationUrl);
  await client.connect();
  await sealEverything(client);
  const checked = await verifyChanges(client, KEY);
  await client.end();
  expect(checked).toMatchObject({ rows: 5, findings: [] });
  expect(await moved.query("select distinct epoch from change order by epoch")).toEqual([
    { epoch: 1 },
    { epoch: 2 },
  ]);
});
