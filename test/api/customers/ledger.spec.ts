import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../../support/client.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { sheet, takeIn } from "../imports/import-calls.ts";

let server: TestServer;
let client: Client;

/** Eighteen customers, a third of each lifecycle; the potential ones have dealt nothing yet, and some have no tier. */
beforeAll(async () => {
  server = await startTestServer();
  client = await server.as("ADMINISTRATOR");
  const rows = Array.from({ length: 18 }, (_, place) => {
    const day = String(1 + ((place * 7) % 11)).padStart(2, "0");
    return `客${place},,,,139001380${String(place).padStart(2, "0")},,2026-03-${day},茶,${100 + ((place * 50) % 350)}`;
  });
  await takeIn(client, sheet(...rows));
  await server.database.query(`
    with placed as (select id, row_number() over (order by nickname) as place from customer)
    update customer set lifecycle = case place % 3 when 0 then 'LOST' when 1 then 'EXISTING' else 'POTENTIAL' end,
      kind = case place % 5 when 0 then 'COMPANY' else 'INDIVIDUAL' end from placed where placed.id = customer.id`);
  await server.database.query(`
    with placed as (select id, row_number() over (order by nickname) as place from customer)
    update customer_facts set tier = (array['IMPORTANT', 'SECONDARY', 'ORDINARY', null])[1 + place % 4],
      last_deal_on = case when place % 3 = 2 then '-infinity' else last_deal_on end
    from placed where placed.id = customer_id`);
});
afterAll(() => server.stop());

interface Row {
  number: string;
  lifecycle: string;
  tier: string | null;
  kind: string;
}

interface Ledger {
  nodes: Row[];
  totalCount: { value: number };
  pageInfo: { startCursor: string | null; endCursor: string | null };
}

async function ledger(variables: Record<string, unknown>): Promise<Ledger> {
  const { customers } = await client.query<{ customers: Ledger }>(
    `query ($filter: CustomerFilter, $orderBy: CustomerOrdering!, $first: Int, $after: String, $last: Int, $before: String) {
      customers(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        totalCount { value } nodes { number lifecycle tier kind } pageInfo { startCursor endCursor } } }`,
    variables,
  );
  return customers;
}

const FILTERS: { name: string; filter: object; holds: (row: Row) => boolean }[] = [
  {
    name: "two lifecycles, one of them named twice",
    filter: { lifecycles: ["LOST", "POTENTIAL", "LOST"] },
    holds: ({ lifecycle }) => lifecycle !== "EXISTING",
  },
  { name: "one lifecycle", filter: { lifecycles: ["LOST"] }, holds: ({ lifecycle }) => lifecycle === "LOST" },
  {
    name: "two tiers",
    filter: { tiers: ["IMPORTANT", "ORDINARY"] },
    holds: ({ tier }) => tier === "IMPORTANT" || tier === "ORDINARY",
  },
  {
    name: "two tiers and two lifecycles of one kind",
    filter: { tiers: ["SECONDARY", "ORDINARY"], lifecycles: ["LOST", "EXISTING"], kinds: ["INDIVIDUAL"] },
    holds: ({ tier, lifecycle, kind }) =>
      (tier === "SECONDARY" || tier === "ORDINARY") && lifecycle !== "POTENTIAL" && kind === "INDIVIDUAL",
  },
  { name: "no tier at all", filter: { tiers: [] }, holds: () => false },
];

for (const orderBy of ["LAST_DEAL", "TOTAL_SPENT", "NEWEST"])
  for (const { name, filter, holds } of FILTERS)
    test(`ARC-17 the ledger of ${name} is paged forth and back in the order of ${orderBy}`, async () => {
      const all = await ledger({ orderBy, first: 100 });
      const expected = all.nodes.filter(holds).map(({ number }) => number);
      const forth: string[] = [];
      const back: string[] = [];
      for (let after: string | null = null; ;) {
        const page: Ledger = await ledger({ orderBy, filter, first: 2, after });
        expect(page.totalCount.value).toBe(expected.length);
        if (page.nodes.length === 0) break;
        forth.push(...page.nodes.map(({ number }) => number));
        after = page.pageInfo.endCursor;
      }
      for (let before: string | null = null; ;) {
        const page: Ledger = await ledger({ orderBy, filter, last: 2, before });
        if (page.nodes.length === 0) break;
        back.unshift(...page.nodes.map(({ number }) => number));
        before = page.pageInfo.startCursor;
      }
      expect(forth).toEqual(expected);
      expect(back).toEqual(expected);
    });
