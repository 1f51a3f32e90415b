import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { createKey, Program } from "../../support/program.ts";
import { startTestServer, type Role, type TestServer } from "../../support/server.ts";
import { openOffice, recordOf, type Office } from "../access/office.ts";
import { agentWith } from "../access/people-with-rights.ts";
import { cellsOf, exported, fetched, IN_CLEAR, PREPARE, prepare } from "./export-calls.ts";

let server: TestServer;
let administrator: Client;
let office: Office;
const ids: string[] = [];

beforeAll(async () => {
  server = await startTestServer();
  administrator = await server.as("ADMINISTRATOR");
  office = await openOffice(server);
  for (const [nickname, phone] of [
    ["tb_1", "13800001111"],
    ["tb_2", "13800002222"],
    ["tb_3", null],
  ]) {
    const { createCustomer } = await administrator.query<{ createCustomer: { customer: { id: string } } }>(
      "mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } } }",
      {
        input: {
          nickname,
          name: `客户 ${String(nickname)}`,
          phone,
          email: phone && `${String(nickname)}@example.cn`,
          address: phone && "浙江省杭州市西湖区文三路 90 号",
        },
      },
    );
    ids.push(createCustomer.customer.id);
  }
});
afterAll(() => server.stop());

const permissions = (...names: string[]) => names.map((permission) => ({ permission, scope: "ALL" }));
const SEES = permissions("graph:explore", "customer:list", "customer:reveal");
const MAY_EXPORT = [...SEES, ...permissions("customer:export")];
const MAY_CLEAR = [...MAY_EXPORT, ...permissions("customer:revealMany")];
const CONTACTS = { profile: "LEDGER", columns: ["nickname", "phone", "email", "address"] } as const;
const NEWEST = { orderBy: "NEWEST" };

async function problemOf(response: Response): Promise<unknown[]> {
  const { errors } = (await response.json()) as {
    errors: { message: string; extensions: { code: string } }[];
  };
  return [response.status, errors[0]?.extensions.code, errors[0]?.message];
}

async function urlFor(client: Pick<Client, "send">, input = {}): Promise<string> {
  return (await prepare(client, { profile: "ROSTER", ...input })).url ?? "";
}

describe("ARC-01 the roster and the ledger go out as Excel files", () => {
  test("the roster has its columns, each customer a row, in the order of the ledger", async () => {
    const rows = await exported(administrator, { profile: "ROSTER", ...NEWEST });
    expect(rows[0]).toEqual(["客户名册"]);
    expect(rows[1]).toEqual(
      "档案编号,客户,客户ID,会员级别,联系方式,收货地址,负责人,最近成交,成交总额".split(","),
    );
    expect(rows.slice(2).map((row) => row[2])).toEqual(["tb_3", "tb_2", "tb_1"]);
    expect(rows[4]?.slice(4, 6)).toEqual(["138****1111", "浙江省杭州市****"]);
  });

  test("search and filter narrow it as they narrow the ledger, headings are in the reader's language", async () => {
    const english = await server.as("ADMINISTRATOR", "en");
    const { url } = await prepare(english, {
      profile: "LEDGER",
      columns: ["number", "lifecycle", "dealCount"],
      search: "tb_2",
      filter: { lifecycles: ["POTENTIAL"] },
    });
    const response = await english.request(url ?? "");
    expect(response.headers.get("content-disposition")).toMatch(
      /^attachment; filename\*=UTF-8''Customers%20\d/,
    );
    expect(response.headers.get("cache-control")).toBe("no-store");
    const rows = await cellsOf(new Uint8Array(await response.arrayBuffer()));
    expect(rows.slice(0, 2)).toEqual([["Customers"], ["File number", "Status", "Deals"]]);
    expect(rows.slice(2).map((row) => row.slice(1))).toEqual([["Potential", "0"]]);
  });

  test("what it would hold is told before, and what became of it after", async () => {
    const { exportOffer } = await administrator.query<{
      exportOffer: {
        customers: number;
        rows: number;
        columns: { name: string; personal: boolean; viewerCanClear: boolean }[];
      };
    }>(
      "{ exportOffer(profile: LEDGER) { customers rows columns { name label kind personal viewerCanClear } } }",
    );
    expect(exportOffer).toMatchObject({ customers: 3, rows: 3 });
    const clear = exportOffer.columns.filter(({ viewerCanClear }) => viewerCanClear);
    expect(clear).toEqual(exportOffer.columns.filter(({ personal }) => personal));
    const names = exportOffer.columns.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["phone", "email", "address", "birthDate", "industry"]));
    // Closed as long as nobody has said what it is kept for.
    expect(names).not.toContain("identityNumber");
    const { export: made, url } = await prepare(administrator, { profile: "ROSTER" });
    expect(made).toMatchObject({ rowsTotal: 3, state: "WAITING" });
    await (await administrator.request(url ?? "")).arrayBuffer();
    const look = "query ($id: ID!) { export(id: $id) { state failure rowsDone rowsTotal } }";
    await expect
      .poll(async () => (await administrator.query(look, { id: made?.id })).export)
      .toEqual({ state: "FINISHED", failure: null, rowsDone: 3, rowsTotal: 3 });
    const other = await server.as("MANAGER");
    expect(await other.query(look, { id: made?.id })).toEqual({ export: null });
  });

  test("printing gets the same rows as JSON, and is an export like any other", async () => {
    const url = await urlFor(administrator, { format: "PRINT", ...NEWEST });
    const list = (await (await administrator.request(url)).json()) as {
      title: string;
      columns: { name: string; kind: string }[];
      rows: (string | null)[][];
    };
    expect(list).toMatchObject({ title: "客户名册" });
    expect(list.columns.at(-1)).toMatchObject({ name: "totalSpent", kind: "MONEY" });
    expect(list.rows.map((row) => [row[2], row[4], row.at(-1)])).toEqual([
      ["tb_3", null, "0.00"],
      ["tb_2", "138****2222", "0.00"],
      ["tb_1", "138****1111", "0.00"],
    ]);
  });
});

describe("an export is asked for by whoever may, and nobody else", () => {
  test.each<Role>(["AGENT", "SALES_AGENT", "QUALITY_OFFICER", "PRIVACY_OFFICER", "VIEWER"])(
    "SEC-05 not by the role %s as it begins",
    async (role) => {
      const client = await server.as(role);
      const answer = await client.send(PREPARE, { input: { profile: "ROSTER" } });
      expect(answer.errors[0]?.extensions?.["code"]).toBe("FORBIDDEN");
      const response = await client.request(await urlFor(administrator));
      expect((await problemOf(response)).slice(0, 2)).toEqual([403, "FORBIDDEN"]);
    },
  );

  test("T55 not before the person has proved to be still the same", async () => {
    const [row] = await server.database.query<{ at: string }>(
      "update auth.session_assurance set stepped_up_at = now() - interval '11 minutes' where stepped_up_at is not null returning 1 as at",
    );
    expect(row).toBeDefined();
    const response = await administrator.request("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: PREPARE, variables: { input: { profile: "ROSTER" } } }),
    });
    const { errors } = (await response.json()) as { errors: { extensions: Record<string, unknown> }[] };
    expect(errors[0]?.extensions).toMatchObject({ code: "FORBIDDEN", reason: "STEP_UP_NEEDED" });
  });

  test("T14 of a team's scope it holds the team's customers, searched for or not", async () => {
    const team = await office.addTeam();
    await server.database.query("update customer set team_id = $1 where id = $2", [
      recordOf(team),
      recordOf(ids[0] ?? ""),
    ]);
    const { client } = await office.hire({ role: "MANAGER" }, team);
    expect((await exported(client, { profile: "ROSTER" })).slice(2).map((row) => row[2])).toEqual(["tb_1"]);
    expect((await exported(client, { profile: "ROSTER", search: "tb_2" })).slice(2)).toEqual([]);
    // Sees all, exports the team's.
    const wide = await agentWith(server, {
      permissions: [...SEES, { permission: "customer:export", scope: "TEAM" }],
    });
    expect((await exported(wide, { profile: "ROSTER" })).slice(2)).toEqual([]);
    await server.database.query("update customer set team_id = null where id = $1", [recordOf(ids[0] ?? "")]);
  });
});

describe("T17 a personal value goes out as its reader has a right to it", () => {
  const firstOf = async (client: Client, input = {}): Promise<string[] | undefined> =>
    (await exported(client, { ...CONTACTS, search: "tb_1", ...input }))[2];

  test("masked for everybody who did not ask for more, also with the right to look", async () => {
    const rights = { phone: "MASKED", email: "MATCH", address: "VIEW" } as const;
    const client = await agentWith(server, { ...rights, permissions: MAY_EXPORT });
    expect(await firstOf(client)).toEqual(["tb_1", "138****1111", "t***@example.cn", "浙江省杭州市****"]);
  });

  test("in clear where the role has the right to look, still masked where it has not", async () => {
    const rights = { phone: "VIEW", email: "MASKED", address: "MATCH" } as const;
    const client = await agentWith(server, { ...rights, permissions: MAY_CLEAR });
    expect(await firstOf(client, IN_CLEAR)).toEqual([
      "tb_1",
      "13800001111",
      "t***@example.cn",
      "浙江省杭州市****",
    ]);
  });

  test("a column of a field without any right is not offered and is refused; in the form it stays empty", async () => {
    const client = await agentWith(server, { phone: "NONE", permissions: MAY_CLEAR });
    const { exportOffer } = await client.query<{ exportOffer: { columns: { name: string }[] } }>(
      "{ exportOffer(profile: LEDGER) { columns { name } } }",
    );
    expect(exportOffer.columns.map(({ name }) => name)).not.toContain("phone");
    expect((await prepare(client, CONTACTS)).errors).toMatchObject([
      { code: "NOT_ALLOWED", path: ["columns", "1"] },
    ]);
    const form = await exported(client, { profile: "CUSTOMER_SHEET", search: "tb_1", ...IN_CLEAR });
    expect(form[2]?.slice(0, 6)).toEqual([
      "tb_1",
      "",
      "客户 tb_1",
      "tb_1@example.cn",
      "",
      "浙江省杭州市西湖区文三路 90 号",
    ]);
    expect((await exported(client, { profile: "ROSTER" }))[1]).not.toContain("联系方式");
  });

  test("not in clear without the right to look at many, nor for a program", async () => {
    const client = await agentWith(server, { permissions: MAY_EXPORT });
    expect((await prepare(client, { ...CONTACTS, ...IN_CLEAR })).errors).toMatchObject([
      { code: "NOT_ALLOWED", path: ["clear"] },
    ]);
    const program = new Program(
      server.address,
      (await createKey(administrator, { role: "ADMINISTRATOR" })).secret,
    );
    expect((await prepare(program, { ...CONTACTS, ...IN_CLEAR })).errors).toMatchObject([
      { code: "NOT_ALLOWED", path: ["clear"] },
    ]);
    const { url } = await prepare(program, { ...CONTACTS, search: "tb_1" });
    const file = await program.request(url ?? "");
    expect((await cellsOf(new Uint8Array(await file.arrayBuffer())))[2]?.[1]).toBe("138****1111");
  });

  test("each customer of a clear list counts as looked at, with the reason; more than the day allows are refused", async () => {
    const client = await agentWith(server, { revealQuota: 2, permissions: MAY_CLEAR });
    const refused = await prepare(client, { ...CONTACTS, ...IN_CLEAR });
    expect(refused.errors).toMatchObject([{ code: "QUOTA_EXCEEDED" }]);
    expect(refused.url).toBeNull();
    const { errors } = await prepare(client, { ...CONTACTS, clear: { reason: "OTHER" } });
    expect(errors).toMatchObject([{ code: "REQUIRED", path: ["clear", "reasonText"] }]);
    await fetched(client, { ...CONTACTS, search: "tb_1", ...IN_CLEAR });
    const looks = await server.database.query(
      `select kind, field, reason from change where operation = 'prepareExport' and record_id = $1
       and actor_id = (select actor_id from change order by id desc limit 1) order by field`,
      [recordOf(ids[0] ?? "")],
    );
    expect(looks).toEqual(
      ["address", "email", "phone"].map((field) => ({ kind: "REVEAL", field, reason: "VERIFY_IDENTITY" })),
    );
    expect(await client.query("{ me { reveals { used } } }")).toEqual({ me: { reveals: { used: 1 } } });
  });

  test("SEC-06 an export is in the change log with its columns, filter and number, and without what was searched for", async () => {
    await fetched(administrator, {
      profile: "ROSTER",
      search: "13800001111",
      filter: { kinds: ["INDIVIDUAL"] },
    });
    const { changeLog } = await administrator.query<{
      changeLog: { nodes: { operation: string; fields: string[]; reason: string | null; kind: string }[] };
    }>(
      `{ changeLog(first: 2, filter: { kinds: [EXPORT] }) { nodes { kind operation fields reason recordType } } }`,
    );
    expect(changeLog.nodes).toMatchObject([
      { operation: "downloadExport", recordType: "Export" },
      { operation: "prepareExport", reason: "ROSTER SPREADSHEET MASKED 1 search kinds" },
    ]);
    expect(changeLog.nodes[1]?.fields).toContain("phone");
    const rows = await server.database.query("select t::text as text from export t");
    expect(JSON.stringify(rows)).not.toContain("13800001111");
  });
});

describe("the ticket of an export", () => {
  test("opens it once, whoever comes second is told so in his language", async () => {
    const url = await urlFor(administrator);
    await (await administrator.request(url)).arrayBuffer();
    const again = await administrator.request(url, { headers: { "accept-language": "en" } });
    expect(await problemOf(again)).toEqual([
      410,
      "TICKET_USED",
      "This address was used already: each works once. Export again.",
    ]);
  });

  test("is over after a minute, and its question with the next export", async () => {
    const url = await urlFor(administrator);
    await server.database.query("update export set open_until = now() where state = 'WAITING'");
    expect((await problemOf(await administrator.request(url))).slice(0, 2)).toEqual([410, "TICKET_OVER"]);
    await urlFor(administrator);
    const [kept] = await server.database.query<{ count: number }>(
      "select count(*)::integer as count from export where question is not null",
    );
    expect(kept?.count).toBe(1);
  });

  test("T14 is nothing to another person, another session of the same one, a program, or somebody who made it up", async () => {
    const url = await urlFor(administrator);
    const [colleague, elsewhere] = await Promise.all([server.as("MANAGER"), server.as("ADMINISTRATOR")]);
    const program = new Program(
      server.address,
      (await createKey(administrator, { role: "ADMINISTRATOR" })).secret,
    );
    const made = url.replace(/.$/, (last) => (last === "A" ? "B" : "A")).replace(/\.[^.]*$/, ".AAAA");
    for (const response of [
      await colleague.request(url),
      await elsewhere.request(url),
      await program.request(url),
      await administrator.request(made),
      await administrator.request("/files/exports/nothing"),
    ])
      expect((await problemOf(response)).slice(0, 2)).toEqual([404, "NOT_FOUND"]);
    expect((await administrator.request(url, { method: "HEAD" })).status).toBe(404);
    expect((await server.visitor().request(url)).status).toBe(401);
    expect((await administrator.request(url)).status).toBe(200);
  });

  test("is the same when the same request is sent again, and the export is one", async () => {
    const idempotencyKey = randomUUID();
    const [one, two] = [
      await prepare(administrator, { profile: "ROSTER", idempotencyKey }),
      await prepare(administrator, { profile: "ROSTER", idempotencyKey }),
    ];
    expect(two).toEqual(one);
    const other = await prepare(administrator, { profile: "CUSTOMER_SHEET", idempotencyKey });
    expect(other.errors).toMatchObject([{ code: "IDEMPOTENCY_MISMATCH" }]);
  });

  test("DOS-6.6 wrong choices are refused with what to do", async () => {
    const refusals = async (input: Parameters<typeof prepare>[1]) =>
      (await prepare(administrator, input)).errors;
    expect(await refusals({ profile: "ROSTER", columns: ["phone"] })).toMatchObject([
      { code: "INVALID_VALUE", path: ["columns"] },
    ]);
    expect(await refusals({ profile: "LEDGER", columns: [] })).toMatchObject([
      { code: "REQUIRED", path: ["columns"] },
    ]);
    for (const column of ["orderedOn", "personal", "__proto__"])
      expect(await refusals({ profile: "LEDGER", columns: ["name", column] })).toMatchObject([
        { code: "NOT_ALLOWED", path: ["columns", "1"] },
      ]);
  });
});
