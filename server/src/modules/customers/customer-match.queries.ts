import { sql } from "kysely";
import { BlindIndexKind } from "../../platform/crypto.ts";
import type { RequestContext } from "../../platform/request.ts";
import type { CustomerKind } from "./customer.entity.ts";
import { emailIndex, openPersonal, phoneIndex, type CustomerPersonal } from "./customer-personal.ts";
import { SHOP_CUSTOMER_ID } from "./external-ref.entity.ts";

/** What rows of a sheet may know customers by. */
export interface CustomerKeys {
  readonly refs: readonly string[];
  readonly nicknames: readonly string[];
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly places: readonly string[];
}

export type CustomerKeyKind = "ref" | "nickname" | "phone" | "email" | "place";

export interface MatchedCustomer {
  readonly id: string;
  readonly importId: string | null;
  readonly kind: CustomerKind;
  readonly name: string | null;
  readonly nickname: string | null;
  readonly channelId: string | null;
  readonly memberLevelId: string | null;
  readonly personal: CustomerPersonal;
  readonly hasOrders: boolean;
  readonly keys: (readonly [CustomerKeyKind, string])[];
}

interface CustomerRow {
  id: string;
  import_id: string | null;
  kind: CustomerKind;
  name: string | null;
  nickname: string | null;
  channel_id: string | null;
  member_level_id: string | null;
  personal: Buffer | null;
  deal_count: number;
}

/**
 * The customers on file that any of the keys means, each with the keys that found it. With `lock` nobody else can
 * change them until the transaction ends.
 */
export async function matchCustomers(
  context: RequestContext,
  keys: CustomerKeys,
  { lock, ids = [] }: { readonly lock: boolean; readonly ids?: readonly string[] },
): Promise<MatchedCustomer[]> {
  const found = await keysOfCustomers(context, keys);
  const wanted = [...new Set([...found.keys(), ...ids])];
  if (wanted.length === 0) return [];
  const { rows } = await sql<CustomerRow>`
    select customer.id, customer.import_id, customer.kind, customer.name, customer.nickname, customer.channel_id,
      customer.member_level_id, customer.personal, facts.deal_count
    from customer join customer_facts facts on facts.customer_id = customer.id
    where customer.id = any(${wanted}::uuid[])
    order by customer.id
    ${lock ? sql`for no key update of customer` : sql``}`.execute(context.em.getKysely());
  return rows.map((row) => ({
    id: row.id,
    importId: row.import_id,
    kind: row.kind,
    name: row.name,
    nickname: row.nickname,
    channelId: row.channel_id,
    memberLevelId: row.member_level_id,
    personal: openPersonal(context.cipher, row.id, row.personal),
    hasOrders: row.deal_count > 0,
    keys: found.get(row.id) ?? [],
  }));
}

/** Customers by the numbers that people know them by; whether there is one is all that this tells. */
export async function findCustomersNumbered(
  context: RequestContext,
  numbers: readonly string[],
): Promise<Map<string, { readonly id: string; readonly kind: CustomerKind }>> {
  if (numbers.length === 0) return new Map();
  const { rows } = await sql<{ id: string; number: string; kind: CustomerKind }>`
    select id, number, kind from customer where number = any(${[...new Set(numbers)]}::text[])`.execute(
    context.em.getKysely(),
  );
  return new Map(rows.map((row) => [row.number, row]));
}

async function keysOfCustomers(
  context: RequestContext,
  { refs, nicknames, phones, emails, places }: CustomerKeys,
): Promise<Map<string, [CustomerKeyKind, string][]>> {
  const kysely = context.em.getKysely();
  const found = new Map<string, [CustomerKeyKind, string][]>();
  const add = (id: string, kind: CustomerKeyKind, key: string): void => {
    const known = found.get(id);
    if (known) known.push([kind, key]);
    else found.set(id, [[kind, key]]);
  };
  if (refs.length > 0) {
    const { rows } = await sql<{ external_id: string; customer_id: string }>`
      select external_id, customer_id from external_ref
      where system = ${SHOP_CUSTOMER_ID} and external_id = any(${refs}::text[])`.execute(kysely);
    for (const row of rows) add(row.customer_id, "ref", row.external_id);
  }
  if (nicknames.length > 0) {
    // One look into the index for each: joined freely, all customers would be read for every batch of a file.
    const { rows } = await sql<{ id: string; nickname: string }>`
      select found.id, wanted.nickname
      from unnest(${nicknames}::text[]) as wanted (nickname), lateral (
        select id from customer
        where lower(customer.nickname) = wanted.nickname and customer.nickname is not null
        offset 0
      ) found`.execute(kysely);
    for (const row of rows) add(row.id, "nickname", row.nickname);
  }
  await addHashed(context, hashed(context, phones, emails, places), add);
  return found;
}

interface HashedKey {
  readonly kind: CustomerKeyKind;
  readonly key: string;
  readonly index: BlindIndexKind;
  readonly hash: Buffer;
}

function hashed(
  { cipher }: RequestContext,
  phones: readonly string[],
  emails: readonly string[],
  places: readonly string[],
): HashedKey[] {
  return [
    ...phones.map((key) => ({
      kind: "phone" as const,
      key,
      index: BlindIndexKind.PHONE,
      hash: phoneIndex(cipher, key),
    })),
    ...emails.map((key) => ({
      kind: "email" as const,
      key,
      index: BlindIndexKind.EMAIL,
      hash: emailIndex(cipher, key),
    })),
    ...places.map((key) => ({
      kind: "place" as const,
      key,
      index: BlindIndexKind.NAME_AND_ADDRESS,
      hash: cipher.blindIndex(BlindIndexKind.NAME_AND_ADDRESS, key),
    })),
  ];
}

async function addHashed(
  context: RequestContext,
  keys: readonly HashedKey[],
  add: (id: string, kind: CustomerKeyKind, key: string) => void,
): Promise<void> {
  if (keys.length === 0) return;
  const { rows } = await sql<{ customer_id: string; place: number }>`
    select blind.customer_id, wanted.place::integer as place
    from unnest(${keys.map(({ index }) => index)}::smallint[], ${keys.map(({ hash }) => hash)}::bytea[])
      with ordinality as wanted (kind, hash, place)
    join customer_blind_index blind on blind.kind = wanted.kind and blind.hash = wanted.hash`.execute(
    context.em.getKysely(),
  );
  for (const row of rows) {
    const key = keys[row.place - 1];
    if (key) add(row.customer_id, key.kind, key.key);
  }
}
