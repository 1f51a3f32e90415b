import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { openArchive, type Archive } from "./archive-ways.ts";
import { openOffice, type Colleague, type Office } from "./office.ts";
import { agentWith } from "./people-with-rights.ts";

let server: TestServer;
let office: Office;
let seller: Colleague;
let own: Archive;
beforeAll(async () => {
  server = await startTestServer();
  office = await openOffice(server);
  seller = await office.hire({ role: "SALES_AGENT" }, await office.addTeam());
  own = await openArchive(office, seller, "北方自己");
});
afterAll(() => server.stop());

describe("T14 that a number is taken by a record beyond one's scope", () => {
  const TAKEN = 31;
  const refs = Array.from({ length: TAKEN }, (_, place) => ({
    system: "shop",
    id: `guess-${String(place)}`,
  }));
  const orderNumber = `TB${randomUUID()}`;
  let prober: Client;
  let ownId: string;
  const open = async (client: Client, externalRefs: object[]) =>
    office.command<{ customer: { id: string } | null }>(
      "createCustomer",
      { name: "探查", externalRefs },
      "customer { id }",
      client,
    );
  const order = async (client: Client, customerId: string, shopOrderNumber: string) =>
    office.command(
      "recordOrder",
      {
        customerId,
        orderedOn: "2026-03-08",
        amount: { amount: "10.00" },
        items: [{ goods: "手工皂" }],
        shopOrderNumber,
      },
      "order { id }",
      client,
    );
  const upsert = async (client: Client, externalRef: object) =>
    office.command("upsertCustomer", { externalRef, name: "探查改" }, "customer { id }", client);

  beforeAll(async () => {
    const { administrator } = office;
    const hidden = await open(administrator, refs.slice(0, 20));
    await open(administrator, refs.slice(20));
    await order(administrator, hidden.customer?.id ?? "", orderNumber);
    const own = ["customer:list", "customer:upsert", "order:record"];
    prober = await agentWith(server, {
      phone: "MATCH",
      permissions: [
        { permission: "graph:explore", scope: "ALL" },
        { permission: "customer:create", scope: "ALL" },
        ...own.map((permission) => ({ permission, scope: "OWN" })),
      ],
    });
    ownId = (await open(prober, [{ system: "shop", id: "own" }])).customer?.id ?? "";
  });

  test("is told of the number alone, without the record, and of one's own as often as one asks", async () => {
    expect(await upsert(prober, refs[0] ?? {})).toEqual({
      customer: null,
      errors: [{ code: "NOT_FOUND", path: ["externalRef"] }],
    });
    expect((await order(prober, ownId, orderNumber)).errors).toEqual([
      { code: "ALREADY_TAKEN", path: ["shopOrderNumber"] },
    ]);
    for (let time = 0; time < TAKEN; time += 1)
      expect((await open(prober, [{ system: "shop", id: "own" }])).errors).toMatchObject([
        { code: "ALREADY_TAKEN" },
      ]);
  });

  test("counts like a look-up: after those of the hour no number is answered, taken or not", async () => {
    expect((await open(prober, refs.slice(0, 20))).errors).toHaveLength(20);
    // The order number, the one asked before and these.
    expect((await open(prober, refs.slice(20, 28))).errors).toHaveLength(8);
    const over = { customer: null, errors: [{ code: "QUOTA_EXCEEDED", path: ["externalRefs"] }] };
    expect(await open(prober, refs.slice(30))).toEqual(over);
    expect(await open(prober, [{ system: "shop", id: "nobody has it" }])).toEqual(over);
    expect((await upsert(prober, refs[30] ?? {})).errors).toMatchObject([{ code: "QUOTA_EXCEEDED" }]);
    expect((await order(prober, ownId, "nobody has it")).errors).toMatchObject([{ code: "QUOTA_EXCEEDED" }]);
    expect((await open(prober, [])).errors).toEqual([]);
    await server.database.query("update match_use set hour = hour - interval '1 hour'");
    expect((await open(prober, [{ system: "shop", id: "nobody has it" }])).errors).toEqual([]);
  });

  test("is told to whoever sees every customer, as often as he asks", async () => {
    for (let time = 0; time < 2; time += 1)
      for (const part of [refs.slice(0, 20), refs.slice(20)])
        expect((await open(office.administrator, part)).errors[0]).toMatchObject({ code: "ALREADY_TAKEN" });
  });
});

describe("T14 complaints beyond one's scope", () => {
  const permissions = (complaints: string) => [
    { permission: "graph:explore", scope: "ALL" },
    { permission: "customer:list", scope: "ALL" },
    { permission: "complaint:list", scope: complaints },
  ];
  const ask = async (client: Client) =>
    client.query<{
      customer: Record<string, unknown> & { timeline: { nodes: { kind: string }[] } };
      complaining: { nodes: { id: string }[]; totalCount: { value: number } };
      content: { nodes: { id: string }[] };
      ledger: { nodes: { id: string; openComplaintCount: number }[] };
    }>(`{
      customer(id: "${own.customerId}") { openComplaintCount lastComplaintAt timeline(first: 10) { nodes { kind } } }
      complaining: customers(first: 50, filter: { hasOpenComplaint: true }) { nodes { id } totalCount { value } }
      content: customers(first: 50, filter: { hasOpenComplaint: false }) { nodes { id } }
      ledger: customers(first: 50, orderBy: NEWEST) { nodes { id openComplaintCount } } }`);
  const has = (rows: readonly { id: string }[]) => rows.some(({ id }) => id === own.customerId);

  test.each([
    ["NONE", false],
    ["OWN", false],
    ["ALL", true],
  ])("with complaint:list of %s are told by count, date, filter and timeline: %s", async (scope, seen) => {
    const reader = await agentWith(server, { permissions: permissions(scope) });
    const { customer, complaining, content, ledger } = await ask(reader);
    expect([customer["openComplaintCount"], customer["lastComplaintAt"] !== null]).toEqual([
      seen ? 1 : 0,
      seen,
    ]);
    expect(customer.timeline.nodes.some(({ kind }) => kind.startsWith("COMPLAINT_"))).toBe(seen);
    expect([has(complaining.nodes), has(content.nodes)]).toEqual([seen, !seen]);
    expect(complaining.totalCount.value).toBe(complaining.nodes.length);
    expect(ledger.nodes.some(({ openComplaintCount }) => openComplaintCount > 0)).toBe(seen);
  });

  test("a complaint that is one's own is told of", async () => {
    const { customer, complaining } = await ask(seller.client);
    expect([customer["openComplaintCount"], customer["lastComplaintAt"] !== null]).toEqual([1, true]);
    expect(has(complaining.nodes)).toBe(true);
  });
});
