/**
 * `node import.ts FILE`: writes the rows of the bench's sheet, and nothing around it: no check, no matching with the
 * archive, no trial run, no log of changes, no way back. What is left is encryption, search terms and INSERT.
 */
import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import process from "node:process";
import { createInterface } from "node:readline";
import pg from "pg";
import { searchTermsOf, searchTermsText } from "../../../../server/src/modules/customers/search-terms.ts";
import { readPhones } from "./dossier-cipher.ts";

const BATCH = 1000;

const CUSTOMERS = `
  with sent as (select * from jsonb_to_recordset($1::jsonb)
    as sent (id uuid, name text, nickname text, personal text, terms tsvector, phone text, four text, email text)),
  customers as (
    insert into customer (id, kind, lifecycle, name, nickname, personal, search_terms, created_at, updated_at)
    select id, 'PERSON', 'EXISTING', name, nickname, decode(personal, 'hex'), terms, now(), now() from sent),
  facts as (insert into customer_facts (customer_id, lifecycle) select id, 'EXISTING' from sent),
  refs as (insert into external_ref (system, external_id, customer_id) select 'by-hand', nickname, id from sent)
  insert into customer_blind_index (kind, hash, customer_id)
  select 1, decode(phone, 'hex'), id from sent union all select 2, decode(four, 'hex'), id from sent
  union all select 3, decode(email, 'hex'), id from sent`;

const ORDERS = `
  with sent as (select * from jsonb_to_recordset($1::jsonb)
    as sent (id uuid, customer uuid, number text, day date, goods text, amount numeric)),
  orders as (
    insert into customer_order (id, customer_id, shop_order_number, ordered_on, amount, created_at, updated_at)
    select id, customer, number, day, amount, now(), now() from sent),
  items as (insert into order_item (order_id, position, goods) select id, 1, goods from sent)
  update customer_facts set deal_count = deal_count + deals.count, total_spent = total_spent + deals.sum,
    last_deal_on = greatest(last_deal_on, deals.last)
  from (select customer, count(*), sum(amount), max(day) as last from sent group by customer) as deals
  where customer_id = deals.customer`;

const [, , file = ""] = process.argv;
const phones = await readPhones();
const client = new pg.Client(process.env["DATABASE_URL"]);
await client.connect();
await client.query("set statement_timeout = 0");

const known = new Map<string, string>();
let [customers, orders]: [object[], object[]] = [[], []];

async function flush(): Promise<void> {
  await client.query("begin");
  await client.query({ name: "customers", text: CUSTOMERS, values: [JSON.stringify(customers)] });
  await client.query({ name: "orders", text: ORDERS, values: [JSON.stringify(orders)] });
  await client.query("commit");
  [customers, orders] = [[], []];
}

let isHeading = true;
for await (const line of createInterface({ input: createReadStream(file) })) {
  const [nickname = "", , name = "", email = "", phone = "", address = "", day, goods, amount, number] =
    line.split(",");
  if (isHeading) {
    isHeading = false;
    continue;
  }
  let customer = known.get(nickname);
  if (customer === undefined) {
    customer = randomUUID();
    known.set(nickname, customer);
    const sealed = phones.seal(customer, { phone: `+86${phone}`, email, address });
    customers.push({
      id: customer,
      name,
      nickname,
      terms: searchTermsText(searchTermsOf({ name, nickname })),
      ...sealed,
    });
  }
  orders.push({ id: randomUUID(), customer, number: `H${number ?? ""}`, day, goods, amount });
  if (orders.length === BATCH) await flush();
}
if (orders.length > 0) await flush();
await client.end();
