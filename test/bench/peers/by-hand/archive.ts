import type { Pool } from "pg";
import type { PhoneReader } from "./dossier-cipher.ts";
import { cursor, named, page, yuan } from "./show.ts";

interface CustomerRow {
  id: string;
  number: string;
  display_name: string;
  nickname: string | null;
  lifecycle: string;
  channel_id: string | null;
  channel_name: string | null;
  tier: string | null;
  last_deal_on: string;
  deal_count: number;
  total_spent: string;
  open_complaint_count: number;
  personal?: Buffer | null;
}

const SIZE = 50;

const select = (more: string, where: string) => `
  select customer.id, customer.number, coalesce(customer.name, customer.nickname, customer.number) as display_name,
    customer.nickname, customer.lifecycle, channel.id as channel_id, channel.name_zh as channel_name,
    facts.tier, facts.last_deal_on, facts.deal_count, facts.total_spent, facts.open_complaint_count ${more}
  from customer_facts as facts
  join customer on customer.id = facts.customer_id
  left join channel on channel.id = customer.channel_id
  where ${where}
  order by facts.last_deal_on desc, facts.customer_id desc limit ${SIZE + 1}`;

const BY_TIER = select("", "facts.tier = $1");
const BY_TIER_WITH_PERSONAL = select(", customer.personal", "facts.tier = $1");
const ALL = select("", "true");
const ALL_WITH_PERSONAL = select(", customer.personal", "true");
const BY_TERM = select("", "customer.search_terms @@ $1::tsquery");
const BY_TERM_OR_PHONE = select(
  "",
  `(customer.search_terms @@ $1::tsquery or customer.id = any(array(
     select blind.customer_id from customer_blind_index as blind where blind.kind = 2 and blind.hash = $2)))`,
);

export async function archivePage(pool: Pool, tier: string) {
  return tier === "" ? customers(pool, "all", ALL, []) : customers(pool, "archive", BY_TIER, [tier]);
}

export async function archivePageWithPhone(pool: Pool, phones: PhoneReader, tier: string) {
  const { rows } = await pool.query<CustomerRow>(
    tier === ""
      ? { name: "all-phone", text: ALL_WITH_PERSONAL }
      : { name: "archive-phone", text: BY_TIER_WITH_PERSONAL, values: [tier] },
  );
  return shown(rows, (row) => ({ ...show(row), phone: phones.maskedPhone(row.id, row.personal ?? null) }));
}

export async function searchPage(pool: Pool, phones: PhoneReader, search: string) {
  return /^\d{4}$/.test(search)
    ? customers(pool, EACH_TIME, BY_TERM_OR_PHONE, [beginning(search), phones.lastFourHash(search)])
    : customers(pool, EACH_TIME, BY_TERM, [beginning(search)]);
}

/** Nothing that is searched for here has a sign in it that a query would have to quote. */
const beginning = (search: string) => `'${search}':*`;

/** Without a name PostgreSQL plans for the value at hand; one plan for common and rare names alike takes seconds. */
const EACH_TIME = undefined;

async function customers(pool: Pool, name: string | undefined, text: string, values: unknown[]) {
  const { rows } = await pool.query<CustomerRow>({ name, text, values });
  return shown(rows, show);
}

function shown<Shown>(rows: CustomerRow[], each: (row: CustomerRow) => Shown) {
  return { customers: page(rows, SIZE, each, (row) => cursor("deal", row.last_deal_on, row.id)) };
}

function show(row: CustomerRow) {
  return {
    id: `Customer_${row.id}`,
    number: row.number,
    displayName: row.display_name,
    nickname: row.nickname,
    lifecycle: row.lifecycle,
    tier: row.tier,
    channel: named("Channel", row.channel_id, row.channel_name),
    totalSpent: yuan(row.total_spent),
    dealCount: row.deal_count,
    lastDealOn: row.last_deal_on === "-infinity" ? null : row.last_deal_on,
    openComplaintCount: row.open_complaint_count,
  };
}
