import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { openOffice, type Colleague, type Office } from "../access/office.ts";
import { agentWith } from "../access/people-with-rights.ts";
import { takeIn } from "../imports/import-calls.ts";
import { editArchive, openFields } from "./archive-calls.ts";
import { created, edit, type CustomerPayload } from "./customer-calls.ts";
import { changeSettings } from "./settings-calls.ts";

let server: TestServer;
let office: Office;
let agent: Client;
let administrator: Client;
let phones = 0;
beforeAll(async () => {
  server = await startTestServer();
  office = await openOffice(server);
  [agent, administrator] = [await server.as("AGENT"), await server.as("ADMINISTRATOR")];
});
afterAll(() => server.stop());

const phone = (): string => `136${String(10_000_000 + (phones += 1))}`;
const bare = (id: string): string => id.replace(/^\w+_/, "");

interface Completeness {
  percent: number;
  missing: { field: string; label: string; section: string; weight: number }[];
  nextQuestion: { field: string; question: string } | null;
}

async function completeness(id: string, client = agent): Promise<Completeness> {
  const { customer } = await client.query<{ customer: { completeness: Completeness } }>(
    `query ($id: ID) { customer(id: $id) { completeness { percent missing { field label section weight }
      nextQuestion { field question } } } }`,
    { id },
  );
  return customer.completeness;
}

/** The percent as the ledger tells it: kept, and not computed now. */
async function keptPercent(id: string, client = agent): Promise<number> {
  const { customer } = await client.query<{ customer: { completeness: { percent: number } } }>(
    "query ($id: ID) { customer(id: $id) { completeness { percent } } }",
    { id },
  );
  return customer.completeness.percent;
}

async function facts(id: string) {
  const [row] = await server.database.query<{
    completeness: number;
    personal_fields: string[];
    verify_due_on: string | null;
    verify_section: string | null;
  }>(
    `select completeness, personal_fields, verify_due_on::text, verify_section from customer_facts where customer_id = '${bare(id)}'`,
  );
  return row;
}

interface Section {
  section: string;
  lastVerifiedAt: string | null;
  verifiedBy: { name: string } | null;
  confirmed: boolean;
  dueOn: string | null;
  due: boolean;
}

async function freshness(id: string, client = agent): Promise<Map<string, Section>> {
  const { customer } = await client.query<{ customer: { freshness: Section[] } }>(
    `query ($id: ID) { customer(id: $id) { freshness { section label lastVerifiedAt verifiedBy { name } confirmed dueOn due } } }`,
    { id },
  );
  return new Map(customer.freshness.map((one) => [one.section, one]));
}

async function confirm(
  input: object,
  client = agent,
  mutation: "confirmSection" | "undoConfirmSection" = "confirmSection",
): Promise<CustomerPayload> {
  const type = mutation === "confirmSection" ? "ConfirmSectionInput" : "UndoConfirmSectionInput";
  const answer = await client.query<Record<string, CustomerPayload>>(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { customer { id version } errors { code path message } } }`,
    { input },
  );
  return answer[mutation] as CustomerPayload;
}

const refusal = ({ errors }: { errors: { code: string; path: string[] }[] }) =>
  errors.map(({ code, path }) => [code, ...path]);

/** As if the archive had been opened, and everything in it looked at, so long ago. */
async function longAgo(id: string, day: string): Promise<void> {
  await server.database.query(
    `update customer set created_at = '${day}' where id = '${bare(id)}';
     update section_verification set verified_at = '${day}' where customer_id = '${bare(id)}'`,
  );
  const { customer } = await agent.query<{ customer: { version: number } }>(
    "query ($id: ID) { customer(id: $id) { version } }",
    { id },
  );
  await editArchive(agent, "individual", {
    customerId: id,
    expectedVersion: customer.version,
    careerNotes: `${Math.random()}`,
  });
}

interface Due {
  nodes: { customer: { id: string } | null; section: string; dueOn: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
  totalCount: { value: number };
}

async function due(client: Client, args = "first: 50"): Promise<Due> {
  const { archivesDue } = await client.query<{ archivesDue: Due }>(
    `{ archivesDue(${args}) { nodes { customer { id } section dueOn } pageInfo { hasNextPage endCursor } totalCount { value } } }`,
  );
  return archivesDue;
}

describe("ARC-18 the completeness of an archive", () => {
  test("grows with what is known and says what to ask next, in the caller's language", async () => {
    const { id, version } = await created(agent, { nickname: "咦咦咦是你" });
    const before = await completeness(id);
    expect(before.missing[0]).toMatchObject({
      field: "name",
      label: "真实姓名",
      section: "BASIC",
      weight: 5,
    });
    expect(before.nextQuestion).toEqual({ field: "name", question: "请问您怎么称呼？" });
    await edit(agent, { customerId: id, expectedVersion: version, name: "周一一", phone: phone() });
    await editArchive(agent, "individual", {
      customerId: id,
      expectedVersion: version + 1,
      occupation: "教师",
    });
    const after = await completeness(id, await server.as("AGENT", "en"));
    expect(after.percent).toBeGreaterThan(before.percent);
    expect(after.missing.map(({ field }) => field)).not.toContain("occupation");
    expect(after.nextQuestion?.question).toMatch(/[A-Za-z]+\?/);
    // What the ledger tells is what the card computes.
    expect(await keptPercent(id)).toBe(after.percent);
    expect((await facts(id))?.completeness).toBe(after.percent);
  });

  test("of a firm asks for what firms have, and is kept right when the kind changes", async () => {
    const { id, version } = await created(agent, { kind: "COMPANY", name: "某某茶业有限公司" });
    expect((await completeness(id)).missing.map(({ field }) => field)).toContain("creditCode");
    await edit(agent, { customerId: id, expectedVersion: version, kind: "INDIVIDUAL" });
    const now = await completeness(id);
    expect(now.missing.map(({ field }) => field)).not.toContain("creditCode");
    expect(await keptPercent(id)).toBe(now.percent);
  });

  test("of imported customers is kept by the import, and by what it fills in later", async () => {
    const name = "陆小凤";
    const reached = phone();
    await takeIn(agent, `姓名,联系方式\n${name},${reached}\n`);
    const { customers } = await agent.query<{ customers: { nodes: { id: string }[] } }>(
      "query ($search: String) { customers(first: 1, search: $search) { nodes { id } } }",
      { search: name },
    );
    const id = customers.nodes[0]?.id ?? "";
    const first = await completeness(id);
    expect(await keptPercent(id)).toBe(first.percent);
    expect(await facts(id)).toMatchObject({ personal_fields: ["phone"], verify_section: "BASIC" });
    await takeIn(agent, `姓名,联系方式,电子邮箱\n${name},${reached},lu@example.cn\n`);
    const second = await completeness(id);
    expect(second.percent).toBeGreaterThan(first.percent);
    expect(await keptPercent(id)).toBe(second.percent);
  });

  test("T14 does not tell of fields that the reader may not know of, by percent or by what is missing", async () => {
    const with_ = await created(agent, { name: "无名", address: "杭州市西湖区文三路 1 号" });
    const without = await created(agent, { name: "无名" });
    const blind = await agentWith(server, { address: "NONE" });
    const [one, other] = [await completeness(with_.id, blind), await completeness(without.id, blind)];
    expect(one).toEqual(other);
    expect(one.missing.map(({ field }) => field)).not.toContain("address");
    expect(await keptPercent(with_.id, blind)).toBe(await keptPercent(without.id, blind));
    expect(await keptPercent(with_.id)).toBeGreaterThan(await keptPercent(without.id));
  });

  test("never asks for sensitive data, open or not", async () => {
    await openFields(administrator, ["maritalStatus"]);
    const { id } = await created(administrator, { name: "无名" });
    const { missing } = await completeness(id, administrator);
    expect(missing.map(({ section }) => section)).not.toContain("FAMILY");
  });

  test("goes by the weights that the firm sets, of all archives within moments; wrong ones are refused", async () => {
    const { id } = await created(agent, { name: "重新计算", individual: { school: "某大学" } });
    const before = await keptPercent(id);
    const { errors } = await changeSettings(administrator, {
      completenessWeights: [{ field: "school", weight: 10 }],
      keyTierFactor: 3,
    });
    expect(errors).toEqual([]);
    await vi.waitUntil(async () => ((await facts(id))?.completeness ?? 0) > before, {
      timeout: 30_000,
      interval: 50,
    });
    expect(await keptPercent(id)).toBe((await completeness(id)).percent);
    // Of an important customer what lies beyond the basic information counts three times.
    await server.database.query(
      `update customer_facts set tier = 'IMPORTANT' where customer_id = '${bare(id)}'`,
    );
    expect((await completeness(id)).missing.find(({ field }) => field === "major")?.weight).toBe(3);
    const { archiveFields } = await agent.query<{ archiveFields: { name: string; weight: number }[] }>(
      "{ archiveFields { name weight } }",
    );
    expect(archiveFields.find(({ name }) => name === "school")?.weight).toBe(10);
    const wrong = await changeSettings(administrator, {
      completenessWeights: [
        { field: "school", weight: 11 },
        { field: "health", weight: 1 },
        { field: "nothing", weight: 1 },
      ],
      keyTierFactor: 6,
      checkEvery: [{ section: "BASIC", months: 0 }],
    });
    expect(refusal(wrong)).toEqual([
      ["INVALID_VALUE", "keyTierFactor"],
      ["INVALID_VALUE", "completenessWeights", "0", "weight"],
      ["INVALID_VALUE", "completenessWeights", "1", "field"],
      ["NOT_FOUND", "completenessWeights", "2", "field"],
      ["INVALID_VALUE", "checkEvery", "0", "months"],
    ]);
    await changeSettings(administrator, {
      completenessWeights: [{ field: "school", weight: null }],
      keyTierFactor: 2,
    });
  });

  test("of archives that are older than it is computed by a job, from what lies sealed", async () => {
    const { id } = await created(agent, { name: "旧档案", phone: phone(), email: "old@example.cn" });
    const percent = await keptPercent(id);
    await server.database.query(
      `update customer_facts set completeness = null, personal_fields = null, verify_due_on = null, verify_section = null
       where customer_id = '${bare(id)}'`,
    );
    // Nothing is kept, so it is computed for who asks.
    expect(await keptPercent(id)).toBe(percent);
    await changeSettings(administrator, { inSaleDays: 16 });
    await vi.waitUntil(async () => (await facts(id))?.completeness !== null, {
      timeout: 30_000,
      interval: 50,
    });
    expect(await facts(id)).toMatchObject({ completeness: percent, verify_section: "BASIC" });
    expect(new Set((await facts(id))?.personal_fields)).toEqual(new Set(["phone", "email"]));
  });
});

describe("ARC-10 the freshness of an archive", () => {
  test("counts from a person's edit, section by section, and not from a program's", async () => {
    const { id, version } = await created(agent, { name: "方小圆" });
    const first = await freshness(id);
    expect(first.get("BASIC")).toMatchObject({
      confirmed: false,
      due: false,
      verifiedBy: { name: expect.any(String) as unknown },
    });
    expect(first.get("EDUCATION")).toMatchObject({ lastVerifiedAt: null, dueOn: null, due: false });
    await editArchive(agent, "individual", { customerId: id, expectedVersion: version, school: "某大学" });
    const second = await freshness(id);
    expect(second.get("EDUCATION")?.lastVerifiedAt).not.toBeNull();
    expect(second.get("EDUCATION")?.dueOn?.slice(0, 4)).toBe(String(new Date().getFullYear() + 2));
    // The sensitive sections are told to whoever may know of a field in them.
    expect(second.has("FAMILY")).toBe(false);
  });

  test("is renewed by one click, which changes no version and can be taken back", async () => {
    const { id } = await created(agent, { name: "到期一" });
    await longAgo(id, "2020-01-15");
    expect(await facts(id)).toMatchObject({ verify_due_on: "2021-01-15", verify_section: "BASIC" });
    const { customer, errors } = await confirm({ customerId: id, section: "BASIC" });
    expect(errors).toEqual([]);
    expect((await freshness(id)).get("BASIC")).toMatchObject({ confirmed: true, due: false });
    expect((await facts(id))?.verify_due_on).not.toBe("2021-01-15");
    // Said twice it is said once: what it replaced is still known.
    const again = await confirm({ customerId: id, section: "BASIC", expectedVersion: customer?.version });
    expect(again.customer?.version).toBe(customer?.version);
    expect((await confirm({ customerId: id, section: "BASIC" }, agent, "undoConfirmSection")).errors).toEqual(
      [],
    );
    expect((await freshness(id)).get("BASIC")).toMatchObject({
      dueOn: "2021-01-15",
      due: true,
      confirmed: false,
    });
    expect((await facts(id))?.verify_due_on).toBe("2021-01-15");
    expect(refusal(await confirm({ customerId: id, section: "BASIC" }, agent, "undoConfirmSection"))).toEqual(
      [["WRONG_STATE", "section"]],
    );
    const { customer: read } = await agent.query<{ customer: { history: { nodes: unknown[] } } }>(
      `query ($id: ID) { customer(id: $id) { history(first: 5, field: "verifiedOn") { nodes { operation reason new { text } } } } }`,
      { id },
    );
    expect(read.history.nodes).toMatchObject([
      { operation: "undoConfirmSection", reason: "BASIC", new: { text: "2020-01-15" } },
      { operation: "confirmSection", reason: "BASIC" },
    ]);
  });

  test("is confirmed of what one has read, of the customer's kind, and by whoever may edit the customer and know of the section", async () => {
    const { id, version } = await created(agent, { name: "方小圆" });
    const seller = await server.as("SALES_AGENT");
    expect(
      refusal(await confirm({ customerId: id, section: "BASIC", expectedVersion: version + 1 })),
    ).toEqual([["CONFLICT", "expectedVersion"]]);
    expect(refusal(await confirm({ customerId: id, section: "COMPANY_TRADE" }))).toEqual([
      ["WRONG_KIND", "section"],
    ]);
    expect(refusal(await confirm({ customerId: id, section: "PERSONALITY" }))).toEqual([
      ["NOT_ALLOWED", "section"],
    ]);
    expect(refusal(await confirm({ customerId: id, section: "BASIC" }, seller))).toEqual([
      ["NOT_FOUND", "customerId"],
    ]);
    const viewer = await server.as("VIEWER");
    const { errors } = await viewer.send(
      `mutation { confirmSection(input: { customerId: "${id}", section: BASIC }) { errors { code } } }`,
    );
    expect(errors?.[0]?.extensions?.["code"]).toBe("FORBIDDEN");
  });

  test("makes a queue: the longest due first, page by page, by section and owner, of the customers one sees", async () => {
    const team = await office.addTeam();
    const seller: Colleague = await office.hire({ role: "SALES_AGENT" }, team);
    const mine = await created(seller.client, { name: "我的客户" });
    const [first, second] = [
      await created(agent, { name: "到期二" }),
      await created(agent, { name: "到期三" }),
    ];
    for (const [id, day] of [
      [first.id, "2010-05-01"],
      [second.id, "2011-05-01"],
      [mine.id, "2012-05-01"],
    ] as const)
      await longAgo(id, day);
    const all = await due(agent);
    const ids = all.nodes.map(({ customer }) => customer?.id);
    expect(ids.indexOf(first.id)).toBe(0);
    expect(ids.indexOf(second.id)).toBe(1);
    expect(all.nodes[0]).toMatchObject({ section: "BASIC", dueOn: "2011-05-01" });
    expect(all.totalCount.value).toBe(all.nodes.length);
    const page = await due(agent, "first: 1");
    expect(page.pageInfo.hasNextPage).toBe(true);
    const next = await due(agent, `first: 1, after: "${page.pageInfo.endCursor}"`);
    expect(next.nodes[0]?.customer?.id).toBe(second.id);
    expect((await due(seller.client)).nodes.map(({ customer }) => customer?.id)).toEqual([mine.id]);
    expect((await due(agent, `first: 50, ownerIds: ["${seller.id}"]`)).totalCount.value).toBe(1);
    expect((await due(agent, "first: 50, section: COMPANY_TRADE")).nodes).toEqual([]);
    await confirm({ customerId: first.id, section: "BASIC" });
    expect((await due(agent)).nodes.map(({ customer }) => customer?.id)).not.toContain(first.id);
  });

  test("goes by the months that the firm sets, and a section without months is never due", async () => {
    const { id } = await created(agent, { name: "到期四" });
    await longAgo(id, "2015-03-31");
    expect(
      (await changeSettings(administrator, { checkEvery: [{ section: "BASIC", months: 1 }] })).errors,
    ).toEqual([]);
    await vi.waitUntil(async () => (await facts(id))?.verify_due_on === "2015-04-30", {
      timeout: 30_000,
      interval: 50,
    });
    await changeSettings(administrator, {
      checkEvery: [
        { section: "BASIC", months: null },
        { section: "CAREER", months: null },
      ],
    });
    await vi.waitUntil(async () => (await facts(id))?.verify_due_on === null, {
      timeout: 30_000,
      interval: 50,
    });
    expect((await freshness(id)).get("BASIC")).toMatchObject({ dueOn: null, due: false });
    await changeSettings(administrator, {
      checkEvery: [
        { section: "BASIC", months: 12 },
        { section: "CAREER", months: 12 },
      ],
    });
  });
});
