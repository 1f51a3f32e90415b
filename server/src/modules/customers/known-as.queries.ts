import { sql } from "kysely";
import type { BlindIndexKind } from "../../platform/crypto.ts";
import { normaliseText } from "../../platform/plain-text.ts";
import type { RequestContext } from "../../platform/request.ts";
import { emailLookup, phoneLookup, type ContactLookup } from "./contact-lookups.queries.ts";
import { visibleTo } from "./customer.policy.ts";
import { SHOP_CUSTOMER_ID } from "./external-ref.entity.ts";

/** A customer whom the caller may see, by what was said of somebody. */
export interface KnownCustomer {
  readonly id: string;
  readonly name: string | null;
  /** Of `nickname`, `phone` and `email` those that are the customer's. */
  readonly matched: readonly string[];
}

/** More than these are no help to whoever has to choose. */
const MOST_KNOWN = 20;

/** What contact data may be looked up by, of what was typed; empty for those who may not look customers up by it. */
export function contactLookups(
  context: RequestContext,
  {
    phone,
    email,
  }: { readonly phone?: string | null | undefined; readonly email?: string | null | undefined },
): ContactLookup[] {
  return [
    phoneLookup(context, normaliseText(phone ?? "")),
    emailLookup(context, normaliseText(email ?? "")),
  ].filter((lookup) => lookup !== null);
}

/** The visible customers of this 客户ID or nickname. */
export async function listCustomersCalled(
  context: RequestContext,
  nickname: string,
): Promise<KnownCustomer[]> {
  const called = normaliseText(nickname);
  if (called === "") return [];
  const { rows } = await sql<{ id: string; name: string | null }>`
    select id, name from customer
    where id in (
        select customer_id from external_ref where system = ${SHOP_CUSTOMER_ID} and external_id = ${called}
        union
        select id from customer where lower(nickname) = lower(${called}) and nickname is not null
      )
      and ${visibleTo(context.actor, "customer:list", "customer")}
    order by id limit ${MOST_KNOWN}`.execute(context.em.getKysely());
  return rows.map((row) => ({ ...row, matched: ["nickname"] }));
}

/** The visible customers who are reached by any of these. The caller has counted the look-ups. */
export async function listCustomersReachedBy(
  context: RequestContext,
  lookups: readonly ContactLookup[],
): Promise<KnownCustomer[]> {
  if (lookups.length === 0) return [];
  const indexes = lookups.flatMap((lookup) => lookup.indexes);
  const { rows } = await sql<{ id: string; name: string | null; kinds: BlindIndexKind[] }>`
    select customer.id, customer.name, array_agg(distinct blind.kind)::integer[] as kinds
    from unnest(${indexes.map(({ kind }) => kind)}::smallint[], ${indexes.map(({ hash }) => hash)}::bytea[]) as wanted (kind, hash)
    join customer_blind_index blind on blind.kind = wanted.kind and blind.hash = wanted.hash
    join customer on customer.id = blind.customer_id
    where ${visibleTo(context.actor, "customer:list", "customer")}
    group by customer.id order by customer.id limit ${MOST_KNOWN}`.execute(context.em.getKysely());
  return rows.map(({ id, name, kinds }) => ({
    id,
    name,
    matched: lookups
      .filter((lookup) => lookup.indexes.some(({ kind }) => kinds.includes(kind)))
      .flatMap(({ fields }) => fields.slice(0, 1)),
  }));
}
