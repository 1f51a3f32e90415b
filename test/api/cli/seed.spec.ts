import { afterAll, beforeAll, expect, test } from "vitest";
import {
  allowedTransitions,
  ComplaintEvidence,
  ComplaintStatus,
  type Transition,
} from "../../../server/src/modules/complaints/complaint-status.ts";
import { phoneNumber } from "../../../server/src/modules/customers/fields.ts";
import { searchTermsOf } from "../../../server/src/modules/customers/search-terms.ts";
import type { Client } from "../../support/client.ts";
import { createTestDatabase } from "../../support/database.ts";
import { startTestServer, type TestServer } from "../../support/server.ts";
import { created, found } from "../customers/customer-calls.ts";
import { dossier, type Ended } from "./dossier-command.ts";

const CUSTOMERS = 2000;
const COMPLAINTS = 600;

let server: TestServer;
let agent: Client;
let ended: Ended;
let indexesBefore: unknown[];
beforeAll(async () => {
  server = await startTestServer();
  agent = await server.as("AGENT");
  indexesBefore = await indexes();
  ended = await seed("--customers", String(CUSTOMERS), "--complaints", String(COMPLAINTS), "--seed", "7");
});
afterAll(() => server.stop());

const settings = () => ({
  DATABASE_URL: server.database.applicationUrl,
  DATABASE_OWNER_URL: server.database.ownerUrl,
  DOSSIER_KEY_FILE: server.keyFile,
  HOME: "/nonexistent",
});
const seed = async (...words: string[]): Promise<Ended> => dossier(settings(), "seed", ...words);
const rows = async <Row extends Record<string, unknown>>(sql: string): Promise<Row[]> =>
  server.database.query<Row>(sql);

async function indexes(): Promise<unknown[]> {
  return rows(`
    select tablename || ' ' || indexdef as words from pg_indexes where schemaname = 'public'
    union all
    select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
    where connamespace = 'public'::regnamespace order by 1`);
}

/** In this order: what the one run has put in is read first, then more is added. */
test("DOS-4.1 the archive is filled, the graph reads it, and every index and key stands as before", async () => {
  expect(ended).toMatchObject({ code: 0, err: "" });
  expect(ended.out).toMatch(/2000 invented customers, \d+ orders and 600 complaints \(seed 7\) are in/);
  const { customers, complaints } = await agent.query<{
    customers: { totalCount: { value: number }; nodes: { number: string; orders: { nodes: unknown[] } }[] };
    complaints: { totalCount: { value: number } };
  }>(`{ customers(first: 20) { totalCount { value }
        nodes { number displayName tier channel { name } memberLevel { name } phone { state text } dealCount
          orders(first: 3) { nodes { number amount { amount } items { goods } } }
          timeline(first: 5) { nodes { kind happenedAt } } history(first: 5) { nodes { operation at } } } }
      complaints(first: 1) { totalCount { value } } }`);
  expect(customers.totalCount.value).toBe(CUSTOMERS);
  expect(customers.nodes.every(({ orders }) => orders.nodes.length > 0)).toBe(true);
  expect(complaints.totalCount.value).toBe(COMPLAINTS);
  expect(await indexes()).toEqual(indexesBefore);
});

test("DOS-4.1 what the ledger shows of deals and complaints is what counting them anew gives", async () => {
  const wrong = await rows(`
    select facts.*, deals, complaints from customer_facts facts
    join customer on customer.id = facts.customer_id
    cross join lateral (
      select min(ordered_on) as first_on, coalesce(max(ordered_on), '-infinity') as last_on, count(*) as count,
        coalesce(sum(amount), 0) as total from customer_order where customer_id = facts.customer_id) deals
    cross join lateral (
      select count(*) filter (where open) as open, max(filed_at) as last
      from complaint where customer_id = facts.customer_id) complaints
    where (facts.first_deal_on, facts.last_deal_on, facts.deal_count, facts.total_spent, facts.open_complaint_count,
        facts.last_complaint_at)
      is distinct from (deals.first_on, deals.last_on, deals.count::integer, deals.total, complaints.open::integer,
        complaints.last)
      or (customer.lifecycle = 'POTENTIAL') <> (facts.deal_count = 0)`);
  expect(wrong).toEqual([]);
  expect(
    await rows(`select id from customer_order where amount <>
      (select sum(amount) from order_item where order_id = customer_order.id)`),
  ).toEqual([]);
  expect(
    await rows("select id from customer where id not in (select customer_id from customer_facts)"),
  ).toEqual([]);
});

interface Step extends Record<string, unknown> {
  complaint_id: string;
  kind: string;
  at: string;
  from_status: ComplaintStatus | null;
  to_status: ComplaintStatus | null;
  acknowledged_through: string | null;
  satisfaction: string | null;
  text: string | null;
}

/** Where the event of a step keeps what the step asks for. */
const GIVEN_IN = {
  [ComplaintEvidence.ACKNOWLEDGED_THROUGH]: "acknowledged_through",
  [ComplaintEvidence.CAUSE]: "text",
  [ComplaintEvidence.SOLUTION]: "text",
  [ComplaintEvidence.REACTION]: "text",
  [ComplaintEvidence.SATISFACTION]: "satisfaction",
  [ComplaintEvidence.REASON]: "text",
} as const;

test("DOS-4.1 every complaint went the ways that complaints can go, with what each step asks for", async () => {
  const events = await rows<Step>("select * from complaint_event order by complaint_id, at, id");
  const complaints = await rows<{
    id: string;
    status: string;
    version: number;
    filed_at: Date;
    late: boolean;
  }>("select id, status, version, filed_at, filed_at > now() as late from complaint");
  expect(new Set(complaints.map(({ status }) => status))).toEqual(new Set(Object.values(ComplaintStatus)));
  const histories = Map.groupBy(events, (event) => event.complaint_id);
  for (const { id, status, version } of complaints) {
    const history = histories.get(id) ?? [];
    expect(history[0]).toMatchObject({ kind: "FILED", to_status: "RECEIVED", from_status: null });
    let now: ComplaintStatus = ComplaintStatus.RECEIVED;
    for (const { from_status: from, to_status: to, ...event } of history.slice(1)) {
      if (event.kind !== "STATUS_CHANGED") continue;
      const step: Transition | undefined = allowedTransitions(now).find((transition) => transition.to === to);
      expect(from).toBe(now);
      expect(step).toBeDefined();
      for (const asked of step?.requires ?? []) expect(event[GIVEN_IN[asked]]).not.toBeNull();
      now = step?.to ?? now;
    }
    expect(status).toBe(now);
    expect(version).toBe(
      1 + history.filter(({ kind }) => ["STATUS_CHANGED", "ASSIGNED"].includes(kind)).length,
    );
  }
  expect(complaints.filter(({ late }) => late)).toEqual([]);
  const reopened = events.filter(
    ({ from_status: from, to_status: to }) => from === ComplaintStatus.CLOSED && to !== null,
  );
  expect(reopened.length).toBeGreaterThan(3);
  expect(
    await rows(`select complaint.id from complaint left join customer_order on customer_order.id = complaint.order_id
      where customer_order.customer_id <> complaint.customer_id
        or customer_order.ordered_on > (complaint.filed_at at time zone 'Asia/Shanghai')::date`),
  ).toEqual([]);
  expect(
    await rows(
      "select id from complaint where assignee_id is not null and assignee_id not in (select id from staff_member)",
    ),
  ).toEqual([]);
});

test("DOS-4.1 customers are found as any other: by pinyin, initials and the last four digits, and called", async () => {
  const customers = await rows<{
    id: string;
    name: string | null;
    nickname: string | null;
    search_terms: string[];
  }>(
    "select id, name, nickname, tsvector_to_array(search_terms) as search_terms from customer order by number",
  );
  for (const customer of customers) expect(customer.search_terms).toEqual(searchTermsOf(customer).sort());
  const [zhang] = customers.filter(({ name }) => /^张[\u4e00-\u9fff]$/.test(name ?? ""));
  const initials = zhang?.search_terms.find((term) => /^z[a-z]$/.test(term)) ?? "none";
  expect(await found(agent, zhang?.name ?? "")).toContain(zhang?.name);
  expect(await found(agent, initials)).not.toEqual([]);
  expect(await found(agent, "zhang")).not.toEqual([]);
  const [called] = await rows<{ id: string; name: string }>(
    `select id, coalesce(name, nickname) as name from customer
     where exists (select from customer_blind_index where customer_id = customer.id and kind = 2) limit 1`,
  );
  const { revealField: revealed } = await agent.query<{ revealField: { value: string } }>(
    "mutation ($input: RevealFieldInput!) { revealField(input: $input) { value errors { code path } } }",
    { input: { customerId: `Customer_${called?.id ?? ""}`, field: "PHONE", reason: "CONTACT_CUSTOMER" } },
  );
  expect(phoneNumber(revealed.value.replaceAll("-", ""))).not.toBeNull();
  expect(await found(agent, revealed.value)).toContain(called?.name);
  expect(await found(agent, revealed.value.slice(-4))).toContain(called?.name);
});

test("DOS-4.1 every record was made once, by the command line, and nothing is told to listeners", async () => {
  const made = await rows<{ type: string; count: number }>(
    `select record_type as type, count(*)::integer as count from change where operation = 'seed'
     and fields is not null and source = 'COMMAND_LINE' and actor_id is null group by 1 order by 1`,
  );
  const count = async (table: string) =>
    (await rows<{ count: number }>(`select count(*)::integer as count from ${table}`))[0]?.count;
  expect(made).toEqual([
    { type: "Complaint", count: COMPLAINTS },
    { type: "Customer", count: CUSTOMERS },
    { type: "Note", count: await count("note") },
    { type: "Order", count: await count("customer_order") },
  ]);
  expect(
    await rows(`select change.id from change left join complaint on complaint.id = record_id
      where record_type = 'Complaint' and operation = 'seed' and record_version is distinct from complaint.version`),
  ).toEqual([]);
  expect(await rows("select from outbox_event where record_type <> 'StaffMember'")).toEqual([]);
});

test("DOS-4.1 numbers go on where they were: KH, DD and TS", async () => {
  const [last] = await rows<{ customer: string; order: string; complaint: string; in_order: boolean }>(`
    select (select max(number) from customer) as customer, (select max(number) from customer_order) as order,
      (select number from complaint order by filed_at desc limit 1) as complaint,
      (select bool_and(earlier is null or earlier < number) from
        (select number, lag(number) over (order by filed_at, number) as earlier from complaint)) as in_order`);
  expect(last).toMatchObject({ customer: "KH-002000", complaint: "TS-2026-000600", in_order: true });
  const customer = await created(agent, { name: "新客户" });
  expect(customer.number).toBe("KH-002001");
});

test("DOS-4.1 an archive with customers is refused, and with --add beside a running server grows by as many", async () => {
  const refused = await seed("--customers", "10");
  expect(refused).toMatchObject({ code: 1, out: "" });
  expect(refused.err).toContain("There are 2001 customers on file");
  expect(refused.err).toContain("--add");
  const added = await seed("--customers", "10", "--complaints", "4", "--seed", "7", "--add");
  expect(added).toMatchObject({ code: 0, err: "" });
  expect(await rows("select from customer")).toHaveLength(2011);
  expect(await rows("select number from customer order by number desc limit 1")).toEqual([
    { number: "KH-002011" },
  ]);
  expect(await rows("select from complaint")).toHaveLength(604);
  expect(await indexes()).toEqual(indexesBefore);
});

test("DOS-4.1 the same seed gives the same data, ids and times included", async () => {
  const contents = async (words: readonly string[]) => {
    const database = await createTestDatabase();
    try {
      const { applicationUrl: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL } = database;
      await dossier({ ...settings(), DATABASE_URL, DATABASE_OWNER_URL }, "seed", ...words);
      // Sealed and hashed values differ with each key and each sealing; what they hold is a matter of the unit test.
      return await database.query<{ hash: string }>(`
        select md5(string_agg(customer::text, '' order by id)) as hash from (select id, number, kind, lifecycle, name,
          nickname, channel_id, member_level_id, search_terms, created_at, updated_at from customer) customer
        ${[
          "customer_order",
          "order_item",
          "complaint",
          "complaint_event",
          "note",
          "timeline_entry",
          // The transaction that wrote a row is another one in each archive.
          "(select (to_jsonb(change) - 'written_by')::text from change)",
          "customer_facts",
          "external_ref",
        ]
          .map((table) => `union all select md5(string_agg(t::text, '' order by t::text)) from ${table} t`)
          .join("\n")}`);
    } finally {
      await database.drop();
    }
  };
  const words = ["--customers", "300", "--complaints", "90", "--until", "2025-12-31"];
  const [first, again, other] = await Promise.all(
    ["3", "3", "4"].map((number) => contents([...words, "--seed", number])),
  );
  expect(first?.every(({ hash }) => hash !== null)).toBe(true);
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});
