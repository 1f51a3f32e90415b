import { Client, Pool } from "pg";
import { examineBlobs, examineFacts } from "../../server/src/cli/doctor/examine-records.ts";
import { examineChain } from "../../server/src/cli/doctor/examine-chain.ts";
import { parseGlobalId } from "../../server/src/platform/ids.ts";
import { openKey } from "../../server/src/platform/key-file.ts";

/** What was acknowledged, by ids in the graph, and by which names to look for doubles. */
export interface Acknowledged {
  readonly customers: readonly string[];
  readonly besides: readonly {
    readonly type: "Order" | "Complaint" | "Note" | "Reveal";
    readonly id: string;
  }[];
  /** Every customer whose nickname begins so was given at most one order, one complaint and one note. */
  readonly prefix: string;
}

/** Each query answers what must not be: rows that tell of a broken promise. */
const NEVER: Readonly<Record<string, string>> = {
  "a customer is there twice":
    "select nickname from customer where nickname like $1 || '-%' group by nickname having count(*) > 1",
  "an order is there twice":
    "select customer_id from customer_order join customer on customer.id = customer_id where nickname like $1 || '-%' group by 1 having count(*) > 1",
  "a complaint is there twice":
    "select customer_id from complaint join customer on customer.id = customer_id where nickname like $1 || '-%' group by 1 having count(*) > 1",
  "a note is there twice":
    "select customer_id from note join customer on customer.id = customer_id where nickname like $1 || '-%' group by 1 having count(*) > 1",
  "a number is given twice": `select number from (select number from customer union all select number from customer_order
    union all select number from complaint) as numbers where $1::text is not null group by number having count(*) > 1`,
  "a record's version is not what its history tells": `select customer.id from customer
    where nickname like $1 || '-%' and version <> coalesce((select max(record_version) from change
      where record_id = customer.id and kind = 'CHANGE'), 0)`,
  "a record has no line of its making": `select record.id from (
      select id, customer_id from customer_order union all select id, customer_id from note
      union all select id, customer_id from complaint union all select id, id from customer) as record
    join customer on customer.id = record.customer_id
    where nickname like $1 || '-%' and not exists (select from change where record_id = record.id)`,
  "a complaint's state is not what its events tell": `select complaint.id from complaint
    where $1::text is not null and status is distinct from (
      select to_status from complaint_event event where complaint_id = complaint.id and to_status is not null
      order by at desc, id desc limit 1)`,
  "a complaint has no event for the lists": `select complaint.id from complaint join customer on customer.id = customer_id
    where nickname like $1 || '-%' and not exists (select from outbox_event where record_id = complaint.id)`,
  "a remembered request tells of a record that is not there": `select key from idempotency
    where $1::text is not null and (record_id is null or (operation = 'createCustomer'
      and not exists (select from customer where customer.id::text = idempotency.record_id)))`,
  "an event has a place that another one has": `select sequence from outbox_event
    where $1::text is not null and sequence is not null group by 1 having count(*) > 1`,
};

/** What must be true of an archive whatever happened to the server and its database. Answers what is not. */
export async function checkInvariants(
  place: { readonly ownerUrl: string; readonly keyFile: string },
  acknowledged: Acknowledged,
): Promise<string[]> {
  const client = new Client(place.ownerUrl);
  await client.connect();
  const pool = new Pool({ connectionString: place.ownerUrl, max: 1 });
  try {
    const broken: string[] = await missing(client, acknowledged);
    for (const [what, query] of Object.entries(NEVER)) {
      const { rows } = await client.query(query, [acknowledged.prefix]);
      if (rows.length > 0) broken.push(`${what}: ${JSON.stringify(rows.slice(0, 3))}`);
    }
    const patient = {
      application: client,
      owner: client,
      applicationUrl: place.ownerUrl,
      dataDir: null,
      keyFile: place.keyFile,
      cipher: (await openKey(pool, place.keyFile, null)).cipher,
      thorough: true,
      progress: () => undefined,
    };
    for (const { look } of [examineFacts, examineBlobs, examineChain])
      broken.push(...(await look(patient)).map(({ en }) => en));
    return broken;
  } finally {
    await Promise.all([client.end(), pool.end()]);
  }
}

const TABLES = {
  Customer: "customer",
  Order: "customer_order",
  Complaint: "complaint",
  Note: "note",
} as const;

async function missing(client: Client, { customers, besides }: Acknowledged): Promise<string[]> {
  const records = [...customers.map((id) => ({ type: "Customer" as const, id })), ...besides];
  const gone: string[] = [];
  for (const [type, table] of Object.entries(TABLES)) {
    const ids = records.filter((record) => record.type === type).map(({ id }) => parseGlobalId(id)?.id);
    const { rows } = await client.query<{ id: string }>(
      `select id from unnest($1::uuid[]) as told (id)
       where not exists (select from ${table} where ${table}.id = told.id)`,
      [ids],
    );
    gone.push(...rows.map(({ id }) => `lost: ${type} ${id}`));
  }
  const revealed = records.filter(({ type }) => type === "Reveal").map(({ id }) => parseGlobalId(id)?.id);
  const { rows } = await client.query<{ id: string }>(
    `select id from unnest($1::uuid[]) as revealed (id)
     where not exists (select from change where record_id = revealed.id and kind = 'REVEAL')`,
    [revealed],
  );
  return [...gone, ...rows.map(({ id }) => `lost: the look at ${id}`)];
}
