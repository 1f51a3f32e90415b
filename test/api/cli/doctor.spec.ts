import { chmod, readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { examineArchive } from "../../../server/src/cli/doctor-command.ts";
import { Terminal } from "../../../server/src/cli/terminal.ts";
import { readConfig } from "../../../server/src/config.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { create } from "../customers/customer-calls.ts";
import { dossier } from "./dossier-command.ts";

/** What the command writes, kept instead of shown. */
class Listener extends Terminal {
  readonly lines: string[] = [];

  override say(words: string | { zh: string; en: string }): void {
    this.lines.push(typeof words === "string" ? words : words[this.language]);
  }
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const agent = await server.as("AGENT");
  await create(agent, { name: "体检", phone: "13600001111" });
  const { customers } = await agent.query<{ customers: { nodes: { id: string }[] } }>(
    "{ customers(first: 1) { nodes { id } } }",
  );
  await agent.query(
    "mutation ($input: RecordOrderInput!) { recordOrder(input: $input) { errors { code } } }",
    {
      input: {
        customerId: customers.nodes[0]?.id,
        orderedOn: "2026-03-08",
        amount: { amount: "10.00" },
        items: [{ goods: "手工皂" }],
      },
    },
  );
});
afterAll(() => server.stop());

async function examine(
  settings: { thorough?: boolean; language?: "zh" | "en"; applicationUrl?: string } = {},
): Promise<{ well: boolean; lines: string[] }> {
  const { thorough = false, language = "en", applicationUrl = server.database.applicationUrl } = settings;
  const config = readConfig({
    DATABASE_URL: applicationUrl,
    DATABASE_OWNER_URL: server.database.ownerUrl,
    DOSSIER_KEY_FILE: server.keyFile,
    DATA_DIR: "/nonexistent/data",
  });
  const terminal = new Listener(language);
  return { well: await examineArchive(config, terminal, { thorough }), lines: terminal.lines };
}

const head = () => `${server.keyFile}.head`;

/** The findings of an examination, after something was done to the archive, and after it was undone. */
async function findingsAfter(harm: () => Promise<unknown>, heal: () => Promise<unknown>): Promise<string> {
  await harm();
  try {
    const { well, lines } = await examine();
    expect(well).toBe(false);
    expect(lines.filter((line) => line.startsWith("✗"))).toHaveLength(1);
    return lines.filter((line) => !line.startsWith("ok")).join("\n");
  } finally {
    await heal();
  }
}

const query = (statement: string) => server.database.query(statement);
const sealedAll = () =>
  expect
    .poll(
      () =>
        query(`select from change where not exists (select from change_seal
          where (through_epoch, through_xid, through_id) >= (change.epoch, change.written_by, change.id))`),
      { timeout: 30_000 },
    )
    .toEqual([]);

test("T67 the doctor finds nothing wrong with a sound archive, in both languages", async () => {
  await sealedAll();
  for (const language of ["en", "zh"] as const) {
    const { well, lines } = await examine({ thorough: true, language });
    expect(lines.filter((line) => !line.startsWith("ok"))).toEqual([]);
    expect(well).toBe(true);
  }
});

test("T67 it names the row of the change log that a superuser changed", async () => {
  const [row] = await server.database.query<{ id: string; reason: string | null }>(
    "select id from change where operation = 'createCustomer'",
  );
  const words = await findingsAfter(
    () => query(`update change set actor_id = null, reason = '改' where id = '${row?.id ?? ""}'`),
    () =>
      query(
        `update change set reason = null, actor_id = (select actor_id from change where operation = 'recordOrder') where id = '${row?.id ?? ""}'`,
      ),
  );
  expect(words).toMatch(new RegExp(`A row was changed: ${row?.id ?? ""} \\(createCustomer Customer`));
  expect(words).toMatch(/sealed at \d{4}-/);
});

test("T67 it finds the end of the chain cut off, by what is kept outside of the database", async () => {
  const kept = await readFile(head(), "utf8");
  const words = await findingsAfter(
    () => writeFile(head(), kept.replace(/"number":"\d+"/, '"number":"999999"')),
    () => writeFile(head(), kept),
  );
  expect(words).toContain("The change log's end is gone: link 999999");
});

test.each([
  [
    "facts that are not the sums",
    "update customer_facts set total_spent = total_spent + 1",
    "update customer_facts set total_spent = total_spent - 1",
    /What is counted of KH-000001 differs/,
  ],
  [
    "an encrypted value that does not open",
    "update customer set personal = set_byte(personal, 20, (get_byte(personal, 20) + 1) % 256)",
    "update customer set personal = set_byte(personal, 20, (get_byte(personal, 20) + 255) % 256)",
    /The encrypted value of \S+ in customer does not open/,
  ],
  [
    "a right too many",
    "grant update on change to dossier_app",
    "revoke update on change from dossier_app",
    /may update public\.change/,
  ],
  [
    "a trigger that is not ours",
    "create trigger foreign_one before insert on change for each row execute function tell_reference()",
    "drop trigger foreign_one on change",
    /not Dossier's: foreign_one/,
  ],
  [
    "a row that no transaction wrote",
    "insert into change (id, operation, record_version, source, request_id, written_by) values ('00000000-0000-7000-8000-000000000001', 'forged', 1, 'CONSOLE', 'x', '9000000000000000000')",
    "delete from change where operation = 'forged'",
    /put it in by hand: 00000000-0000-7000-8000-000000000001/,
  ],
])("T67 it finds %s", async (_what, harm, heal, words) => {
  expect(
    await findingsAfter(
      () => query(harm),
      () => query(heal),
    ),
  ).toMatch(words);
});

test("T67 it finds a key file that others may read, and one that is not this archive's", async () => {
  expect(
    await findingsAfter(
      () => chmod(server.keyFile, 0o644),
      () => chmod(server.keyFile, 0o600),
    ),
  ).toContain("Others may read");
  const key = await readFile(server.keyFile, "utf8");
  expect(
    await findingsAfter(
      () => writeFile(server.keyFile, `${Buffer.alloc(32, 7).toString("base64")}\n`),
      () => writeFile(server.keyFile, key),
    ),
  ).toContain("does not belong to this archive");
});

test("T67 as a command it ends with 1 when something is wrong, and with 0 when nothing is", async () => {
  const settings = {
    DATABASE_URL: server.database.applicationUrl,
    DATABASE_OWNER_URL: server.database.ownerUrl,
    DOSSIER_KEY_FILE: server.keyFile,
    DATA_DIR: "/nonexistent/data",
    HOME: "/nonexistent",
  };
  await chmod(server.keyFile, 0o640);
  expect(await dossier(settings, "doctor")).toMatchObject({ code: 1, err: "" });
  await chmod(server.keyFile, 0o600);
  expect(await dossier(settings, "doctor", "--thorough")).toMatchObject({ code: 0, err: "" });
});

test("T67 it tells of a superuser as the application's role, which would not start", async () => {
  const { well, lines } = await examine({ applicationUrl: server.database.superuserUrl });
  expect(well).toBe(false);
  expect(lines.join("\n")).toContain("as a superuser");
});
