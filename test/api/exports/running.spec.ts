import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Client } from "../../support/client.ts";
import { createKey, Program } from "../../support/program.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { prepare } from "./export-calls.ts";

/** More than the buffers between two processes hold, however they grow. */
const CUSTOMERS = 40_000;

let server: TestServer;
let administrator: Client;
beforeAll(async () => {
  server = await startTestServer();
  administrator = await server.as("ADMINISTRATOR");
  await server.database.query(
    `insert into customer (id, kind, nickname, name, search_terms, created_at, updated_at)
     select gen_random_uuid(), 'INDIVIDUAL', word, word, '', now(), now() from unnest($1::text[]) as words (word)`,
    [Array.from({ length: CUSTOMERS }, unpackableWord)],
  );
  await server.database.query("insert into customer_facts (customer_id) select id from customer");
  await server.database.query("analyze customer; analyze customer_facts");
});
afterAll(() => server.stop());

/** A name that cannot be packed into little. */
function unpackableWord(): string {
  const letters = Array.from({ length: 90 }, () => 0x4e00 + Math.floor(Math.random() * 20_000));
  return String.fromCodePoint(...letters);
}

const LIST = { profile: "LEDGER", columns: ["number", "nickname", "name"] } as const;

/** Begins to fetch and reads nothing: as a line that is slow. */
async function begin(url: string, headers: Record<string, string>): Promise<IncomingMessage> {
  const request = get(new URL(url, server.address), { headers: { ...headers, origin: server.address } });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  response.on("error", () => undefined);
  return response;
}

const cookiesOf = (client: Client): Record<string, string> => ({
  cookie: client
    .heldCookies()
    .map(({ name, value }) => `${name}=${value}`)
    .join("; "),
});

interface Row {
  state: string;
  failure: string | null;
  rows_done: number;
  revealed: unknown;
}

async function ended(id: string | undefined): Promise<Row | undefined> {
  const look = () =>
    server.database.query<Row>("select state, failure, rows_done, revealed from export where id = $1", [
      id?.replace("Export_", ""),
    ]);
  await vi.waitFor(async () => expect((await look())[0]?.state).not.toBe("RUNNING"), {
    timeout: 20_000,
    interval: 100,
  });
  return (await look())[0];
}

describe("an export that is going on", () => {
  test("T19 ends when the person is disabled or the key revoked, and the file is not whole", async () => {
    const person = await server.addPerson("MANAGER");
    const manager = server.visitor();
    await manager.signIn(person.email, person.password);
    await server.database.query(
      `update role_permission set scope = 'ALL' where permission in ('customer:list', 'customer:export')`,
    );
    await server.database.query("update role set version = version + 1");
    const key = await createKey(administrator, { role: "ADMINISTRATOR" });
    const [byPerson, byProgram] = [
      await prepare(manager, LIST),
      await prepare(new Program(server.address, key.secret), LIST),
    ];
    const files = [
      await begin(byPerson.url ?? "", cookiesOf(manager)),
      await begin(byProgram.url ?? "", { authorization: `Bearer ${key.secret}` }),
    ];
    expect(files.map(({ statusCode }) => statusCode)).toEqual([200, 200]);

    await server.database.query("update staff_member set active = false where email = $1", [person.email]);
    await server.database.query("update api_key set revoked_at = now() where id = $1", [
      key.id.replace("ApiKey_", ""),
    ]);
    for (const id of [byPerson.export?.id, byProgram.export?.id]) {
      const row = await ended(id);
      expect(row).toMatchObject({ state: "FAILED", failure: "ACCESS_ENDED" });
      expect(row?.rows_done).toBeLessThan(CUSTOMERS);
    }
    for (const file of files) {
      const closed = new Promise((resolve) => file.once("close", resolve));
      file.resume();
      await closed;
      expect(file.complete).toBe(false);
    }
  });

  test("DOS-6.6 is one for each person; the ticket of the next stays good until there is room", async () => {
    const [first, second] = [await prepare(administrator, LIST), await prepare(administrator, LIST)];
    const file = await begin(first.url ?? "", cookiesOf(administrator));
    const refused = await administrator.request(second.url ?? "", { headers: { "accept-language": "en" } });
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await refused.text()).toContain("Another export of yours is still going on.");
    file.destroy();
    expect(await ended(first.export?.id)).toMatchObject({ state: "FAILED", failure: "LEFT" });
    const served = await administrator.request(second.url ?? "");
    expect(served.status).toBe(200);
    expect((await served.arrayBuffer()).byteLength).toBeGreaterThan(CUSTOMERS * 150);
    expect(await ended(second.export?.id)).toMatchObject({ state: "FINISHED", rows_done: CUSTOMERS });
  });

  test("DOS-6.6 more than can be leafed through is not printed, and the refusal says what to do", async () => {
    const { errors } = await prepare(administrator, { profile: "ROSTER", format: "PRINT" });
    expect(errors).toMatchObject([{ code: "INVALID_VALUE", path: ["format"] }]);
    expect(errors[0]?.message).toContain(`有 ${String(CUSTOMERS)} 行`);
  });
});
