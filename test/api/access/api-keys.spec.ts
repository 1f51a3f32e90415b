import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { createKey, Program, type KeySettings } from "../../support/program.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let administrator: Client;
beforeAll(async () => {
  server = await startTestServer();
  administrator = await server.as("ADMINISTRATOR");
});
afterAll(() => server.stop());

interface Key {
  id: string;
  name: string;
  prefix: string;
  state: string;
  lastUsedAt: string | null;
  revokedBy: { name: string } | null;
}

const ME = "{ me { staff { id name program role } permissions } }";
const CUSTOMERS = "{ customers(first: 1) { nodes { id } } }";
const CREATE = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) { apiKey { id prefix } secret errors { code path message } }
}`;
const REVOKE = `mutation ($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) { apiKey { state revokedBy { name } } errors { code path } }
}`;
const CREATE_CUSTOMER = `mutation ($input: CreateCustomerInput!) {
  createCustomer(input: $input) { customer { id version } errors { code message } }
}`;

async function program(settings?: KeySettings, maker = administrator): Promise<Program & { keyId: string }> {
  const { id, secret } = await createKey(maker, settings);
  return Object.assign(new Program(server.address, secret), { keyId: id });
}

async function listed(id: string): Promise<Key | undefined> {
  const { apiKeys } = await administrator.query<{ apiKeys: Key[] }>(
    "{ apiKeys { id name prefix state lastUsedAt revokedBy { name } } }",
  );
  return apiKeys.find((key) => key.id === id);
}

/** Why a program was refused, as its maker would read it in a log of the program. */
async function refusalOf(asking: Program, document = CUSTOMERS): Promise<unknown[]> {
  const { status, data, errors } = await asking.send(document);
  return [status, data, errors[0]?.extensions?.["code"], errors[0]?.extensions?.["reason"]];
}

describe("DOS-3.6 T28 a key's secret", () => {
  test("is shown once, and the database holds nothing but its hash", async () => {
    const input = { name: "一次", role: "VIEWER", idempotencyKey: randomUUID() };
    const first = await administrator.query<{ createApiKey: { secret: string; apiKey: Key } }>(CREATE, {
      input,
    });
    const { secret, apiKey } = first.createApiKey;
    expect(secret).toMatch(/^dossier_[A-Za-z0-9]{8}_[A-Za-z0-9]{43}$/);
    expect(secret.startsWith(`${apiKey.prefix}_`)).toBe(true);
    const again = await administrator.query(CREATE, { input });
    expect(again).toMatchObject({ createApiKey: { secret: null, apiKey: { id: apiKey.id }, errors: [] } });

    const tables = await server.database.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    );
    const hidden = secret.slice(apiKey.prefix.length + 1);
    const holding: string[] = [];
    for (const { name } of tables) {
      const [row] = await server.database.query<{ found: boolean }>(
        `select exists (select from ${name} as row where row::text like '%${hidden}%') as found`,
      );
      if (row?.found) holding.push(name);
    }
    expect(tables.length).toBeGreaterThan(20);
    expect(holding).toEqual([]);
    const [stored] = await server.database.query<{ secret_hash: Buffer }>(
      `select secret_hash from api_key where prefix = '${apiKey.prefix}'`,
    );
    expect(stored?.secret_hash).toEqual(createHash("sha256").update(secret).digest());
  });

  test("counts in the header only: in the address or a cookie it is nothing", async () => {
    const { secret } = await createKey(administrator);
    const visitor = server.visitor();
    const body = JSON.stringify({ query: CUSTOMERS });
    for (const [path, cookie] of [
      [`/graphql?authorization=Bearer%20${secret}&api_key=${secret}&access_token=${secret}`, ""],
      ["/graphql", `dossier.session_token=${secret}; authorization=Bearer ${secret}`],
    ] as const) {
      const answer = await visitor.request(path, {
        method: "POST",
        body,
        headers: { "content-type": "application/json", cookie },
      });
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
    }
  });

  test("that nobody gave is refused in the same words, well formed or not", async () => {
    const letters = "a".repeat(43);
    const { secret } = await createKey(administrator);
    const wrong = [`dossier_aaaaaaaa_${letters}`, "nonsense", "", `${secret}x`, secret.toLowerCase()];
    const answers = await Promise.all(
      wrong.map(async (guess) => {
        const response = await new Program(server.address, guess).request("/graphql", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ query: ME }),
        });
        const { errors } = (await response.json()) as {
          errors: { message: string; extensions: { code: string; reason: string } }[];
        };
        const [error] = errors;
        return [
          response.status,
          response.headers.get("www-authenticate"),
          error?.message,
          error?.extensions.code,
          error?.extensions.reason,
        ];
      }),
    );
    expect(new Set(answers.map(String)).size).toBe(1);
    expect(answers[0]).toEqual([
      401,
      "Bearer",
      "API 密钥不正确。请检查是否完整复制。",
      "UNAUTHENTICATED",
      "KEY_UNKNOWN",
    ]);
  });
});

describe("DOS-3.6 T18 a key's rights", () => {
  test("are its role's, and none of those that are for people", async () => {
    const viewer = await program({ role: "VIEWER" });
    expect(await viewer.query(CUSTOMERS)).toBeTruthy();
    expect(await refusalOf(viewer, "mutation { createChannel: __typename }")).toEqual([
      200,
      { createChannel: "Mutation" },
      undefined,
      undefined,
    ]);
    const input = { name: "张小雨", kind: "INDIVIDUAL" };
    expect((await viewer.send(CREATE_CUSTOMER, { input })).errors[0]?.extensions?.["code"]).toBe("FORBIDDEN");
    const almighty = await program({ role: "ADMINISTRATOR" });
    const { me } = await almighty.query<{ me: { permissions: string[] } }>(ME);
    expect(me.permissions).toContain("import:revert");
    expect(me.permissions.filter((permission) => /^(self|staff|apiKey):/.test(permission))).toEqual([]);
  });

  test.each([
    "{ staff { email } }",
    "{ apiKeys { id } }",
    'mutation { addStaff(input: {name: "甲", email: "a@dossier.example", role: ADMINISTRATOR}) { temporaryPassword } }',
    'mutation { resetStaffPassword(input: {staffId: "x", expectedVersion: 1}) { temporaryPassword } }',
    'mutation { changeStaffRole(input: {staffId: "x", expectedVersion: 1, role: ADMINISTRATOR}) { errors { code } } }',
    'mutation { changeOwnPassword(input: {currentPassword: "x", newPassword: "y"}) { changed } }',
    'mutation { createApiKey(input: {name: "x", role: VIEWER}) { secret } }',
    'mutation { revokeApiKey(input: {apiKeyId: "x"}) { errors { code } } }',
  ])("never reach %s, whatever its role", async (document) => {
    const almighty = await program({ role: "ADMINISTRATOR" });
    const { errors } = await almighty.send(document);
    expect(errors.map((error) => error.extensions?.["code"])).toEqual(["FORBIDDEN"]);
  });

  test("end at the next request when it is revoked, once and for good", async () => {
    const asking = await program();
    await asking.query(CUSTOMERS);
    const input = { apiKeyId: asking.keyId };
    const revoked = { apiKey: { state: "REVOKED", revokedBy: { name: "管理员" } }, errors: [] };
    expect(await administrator.query(REVOKE, { input })).toEqual({ revokeApiKey: revoked });
    expect(await refusalOf(asking)).toEqual([401, null, "UNAUTHENTICATED", "KEY_REVOKED"]);
    expect(await administrator.query(REVOKE, { input })).toEqual({ revokeApiKey: revoked });
    const nothing = { apiKeyId: `ApiKey_${randomUUID()}` };
    expect(await administrator.query(REVOKE, { input: nothing })).toMatchObject({
      revokeApiKey: { errors: [{ code: "NOT_FOUND", path: ["apiKeyId"] }] },
    });
  });

  test("end when it expires", async () => {
    const asking = await program({ expiresAt: "2099-12-31T16:00:00.000Z" });
    await asking.query(CUSTOMERS);
    await server.database.query(
      `update api_key set expires_at = now() where id = '${asking.keyId.slice("ApiKey_".length)}'`,
    );
    expect(await refusalOf(asking)).toEqual([401, null, "UNAUTHENTICATED", "KEY_EXPIRED"]);
    expect((await listed(asking.keyId))?.state).toBe("EXPIRED");
  });

  test("T18 are never more than its creator's: gone when demoted or disabled, and come back with them", async () => {
    const maker = await server.addPerson("ADMINISTRATOR");
    const browser = server.visitor();
    await browser.signIn(maker.email, maker.password);
    const asking = await program({ role: "AGENT" }, browser);
    const reading = await program({ role: "VIEWER" }, browser);
    const change = async (name: string, more = ""): Promise<void> => {
      const { staff } = await administrator.query<{
        staff: { id: string; email: string; version: number }[];
      }>("{ staff { id email version } }");
      const person = staff.find(({ email }) => email === maker.email);
      const { errors } = await administrator.send(
        `mutation { ${name}(input: {staffId: "${person?.id}", expectedVersion: ${person?.version}${more}}) { errors { code } } }`,
      );
      expect(errors).toEqual([]);
    };
    const lacking = [401, null, "UNAUTHENTICATED", "KEY_CREATOR_LACKS_RIGHTS"];
    await change("changeStaffRole", ", role: VIEWER");
    await asking.query(CUSTOMERS);
    const written = await asking.send(
      'mutation { createCustomer(input: { name: "越权" }) { errors { code } } }',
    );
    expect(written.errors[0]?.extensions?.["code"]).toBe("FORBIDDEN");
    await reading.query(CUSTOMERS);
    await change("disableStaff");
    expect(await refusalOf(reading)).toEqual(lacking);
    expect((await listed(asking.keyId))?.state).toBe("CREATOR_LACKS_RIGHTS");
    await change("enableStaff");
    await change("changeStaffRole", ", role: AGENT");
    await asking.query(CUSTOMERS);
  });

  test("are given by administrators only, who alone see and revoke keys", async () => {
    const { id } = await createKey(administrator, { name: "不给看" });
    for (const role of ["AGENT", "VIEWER"] as const) {
      const client = await server.as(role);
      for (const [document, variables] of [
        ["{ apiKeys { id } }", {}],
        [CREATE, { input: { name: "x", role: "VIEWER" } }],
        [REVOKE, { input: { apiKeyId: id } }],
      ] as const) {
        const { errors } = await client.send(document, variables);
        expect(errors.map((error) => error.extensions?.["code"])).toEqual(["FORBIDDEN"]);
      }
      expect(await client.query(`{ node(id: "${id}") { id } }`)).toEqual({ node: null });
    }
    expect(await administrator.query(`{ node(id: "${id}") { id } }`)).toEqual({ node: { id } });
    expect((await listed(id))?.state).toBe("ACTIVE");
  });

  test("decide whether it may introspect the schema", async () => {
    const schema = "{ __schema { queryType { name } } }";
    const blind = await program({ role: "ADMINISTRATOR" });
    expect(await refusalOf(blind, schema)).toEqual([403, null, "FORBIDDEN", undefined]);
    const seeing = await program({ role: "VIEWER", readsSchema: true });
    expect(await seeing.query(schema)).toEqual({ __schema: { queryType: { name: "Query" } } });
  });
});

describe("DOS-3.6 a program", () => {
  test("stands in the history under its name, and what it did came through the API", async () => {
    const asking = await program({ name: "电商平台对接" });
    const { createCustomer } = await asking.query<{ createCustomer: { customer: { id: string } } }>(
      CREATE_CUSTOMER,
      { input: { name: "陈测试", kind: "INDIVIDUAL" } },
    );
    const { node } = await administrator.query<{ node: unknown }>(
      `{ node(id: "${createCustomer.customer.id}") { ... on Customer {
        createdBy { name program } history(first: 1) { nodes { source actor { name program } } } } } }`,
    );
    const named = { name: "电商平台对接", program: true };
    expect(node).toEqual({
      createdBy: named,
      history: { nodes: [{ source: "API", actor: named }] },
    });
    const created = await asking.query(CREATE_CUSTOMER, { input: { name: "陈测试", kind: "INDIVIDUAL" } });
    expect(created).toMatchObject({ createCustomer: { errors: [] } });
  });

  test("has idempotency keys of its own", async () => {
    const [one, other] = await Promise.all([program(), program()]);
    const input = { name: "幂等测试", kind: "INDIVIDUAL", idempotencyKey: randomUUID() };
    const make = async (by: Program): Promise<unknown> =>
      (await by.query<{ createCustomer: { customer: { id: string } } }>(CREATE_CUSTOMER, { input }))
        .createCustomer.customer.id;
    const first = await make(one);
    expect(await make(one)).toBe(first);
    expect(await make(other)).not.toBe(first);
  });

  test("is nobody among the people, and nobody can sign in as it", async () => {
    const asking = await program({ name: "并非员工", role: "ADMINISTRATOR" });
    const { me } = await asking.query<{ me: { staff: { id: string; program: boolean } } }>(ME);
    expect(me.staff.program).toBe(true);
    const { staff } = await administrator.query<{ staff: { id: string; program: boolean }[] }>(
      "{ staff { id program } }",
    );
    expect(staff.filter(({ id, program }) => program || id === me.staff.id)).toEqual([]);
    for (const name of ["resetStaffPassword", "enableStaff", "disableStaff"]) {
      const answer = await administrator.query(
        `mutation { ${name}(input: {staffId: "${me.staff.id}", expectedVersion: 1}) { errors { code } } }`,
      );
      expect(answer).toEqual({ [name]: { errors: [{ code: "NOT_FOUND" }] } });
    }
    const [row] = await server.database.query<{ email: string }>(
      `select email from staff_member where id = '${me.staff.id.slice("StaffMember_".length)}'`,
    );
    expect((await server.visitor().signIn(row?.email ?? "", asking.secret)).status).toBe(401);
    expect(
      await server.database.query(`select id from auth."user" where email = '${row?.email ?? ""}'`),
    ).toEqual([]);
  });

  test("is asked for its key alone: a cookie beside it does not count", async () => {
    const reading = await program({ role: "VIEWER" });
    const cookie = administrator
      .heldCookies()
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ");
    expect((await reading.send("{ staff { id } }", {}, { cookie })).errors[0]?.extensions?.["code"]).toBe(
      "FORBIDDEN",
    );
    const wrong = new Program(server.address, "nonsense");
    expect((await wrong.send(ME, {}, { cookie })).status).toBe(401);
    const fromElsewhere = { origin: "https://elsewhere.example" };
    expect((await reading.send(ME, {}, fromElsewhere)).status).toBe(200);
    expect((await administrator.send(ME, {}, fromElsewhere)).status).toBe(403);
    const signOut = await reading.request("/auth/sign-out", { method: "POST", headers: fromElsewhere });
    expect(signOut.status).toBe(403);
  });

  test("sends and fetches files where its role may", async () => {
    const bytes = "客户姓名,手机\n何小青,13900001234\n";
    const upload = async (by: Program): Promise<number> =>
      (
        await by.request("/files/imports?name=a.csv", {
          method: "POST",
          headers: { "content-type": "application/octet-stream" },
          body: bytes,
        })
      ).status;
    expect(await upload(await program({ role: "AGENT" }))).toBe(201);
    expect(await upload(await program({ role: "VIEWER" }))).toBe(403);
    expect(await upload(new Program(server.address, "nonsense"))).toBe(401);
  });

  test("shows when it was last used, to the minute", async () => {
    const asking = await program();
    expect((await listed(asking.keyId))?.lastUsedAt).toBeNull();
    await Promise.all(Array.from({ length: 5 }, () => asking.query(CUSTOMERS)));
    const first = (await listed(asking.keyId))?.lastUsedAt;
    expect(first).toEqual(expect.any(String));
    await asking.query(CUSTOMERS);
    expect((await listed(asking.keyId))?.lastUsedAt).toBe(first);
    await server.database.query(
      `update api_key set last_used_at = now() - interval '2 minutes' where id = '${asking.keyId.slice("ApiKey_".length)}'`,
    );
    await asking.query(CUSTOMERS);
    expect((await listed(asking.keyId))?.lastUsedAt).not.toBe(first);
  });
});

test("DOS-3.6 a key without a name or with an end in the past is not made, and every field says why", async () => {
  const answer = await administrator.query(CREATE, {
    input: { name: " ", role: "AGENT", expiresAt: "2020-01-01T00:00:00.000Z" },
  });
  expect(answer).toMatchObject({
    createApiKey: {
      apiKey: null,
      secret: null,
      errors: [
        { code: "REQUIRED", path: ["name"] },
        { code: "INVALID_VALUE", path: ["expiresAt"] },
      ],
    },
  });
});

test.each(["\0", "网店\u202E"])("T23 a key with a disguised name is not made: %j", async (name) => {
  expect(await administrator.query(CREATE, { input: { name, role: "VIEWER" } })).toMatchObject({
    createApiKey: { apiKey: null, secret: null, errors: [{ code: "INVALID_VALUE", path: ["name"] }] },
  });
});
