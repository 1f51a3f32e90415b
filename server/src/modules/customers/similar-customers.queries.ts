import type { RequestContext } from "../../platform/request.ts";
import type { TableOf } from "../../platform/tables.ts";
import { sql } from "kysely";
import type { CustomerBlindIndex } from "./customer-blind-index.entity.ts";
import { countLookups, emailLookup, phoneLookup } from "./contact-lookups.queries.ts";
import { BlindIndexKind } from "../../platform/crypto.ts";
import { normaliseText } from "../../platform/plain-text.ts";
import { visibleTo } from "./customer.policy.ts";
import { findCustomer } from "./customer.queries.ts";
import { ofVisibleCustomer } from "./visible-customers.queries.ts";
import type { Customer } from "./customer.entity.ts";
import type { CustomerMatch } from "./customer.types.ts";
import { searchQueryText } from "./search-terms.ts";

type Tables = { customer: TableOf<Customer>; customer_blind_index: TableOf<CustomerBlindIndex> };

const MOST_SHOWN = 5;

export interface TypedCustomer {
  readonly name?: string | null | undefined;
  readonly nickname?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly email?: string | null | undefined;
}

/** Customers on file with the same phone, e-mail, 客户ID or name as the one being typed in; at most five. */
export async function listSimilarCustomers(
  context: RequestContext,
  typed: TypedCustomer,
): Promise<CustomerMatch[]> {
  const matched = new Map<string, Set<string>>();
  const add = (id: string, field: string): void => {
    matched.set(id, (matched.get(id) ?? new Set()).add(field));
  };
  for (const { id, field } of await byContact(context, typed)) add(id, field);
  for (const { id, field } of await byName(context, typed)) add(id, field);
  const matches = await Promise.all(
    [...matched].slice(0, MOST_SHOWN).map(async ([id, fields]) => {
      const customer = await findCustomer(context, { id });
      return customer ? { customer, matched: [...fields] } : null;
    }),
  );
  return matches.filter((match) => match !== null);
}

async function byContact(
  context: RequestContext,
  typed: TypedCustomer,
): Promise<{ id: string; field: string }[]> {
  const wanted = [
    phoneLookup(context, normaliseText(typed.phone ?? "")),
    emailLookup(context, normaliseText(typed.email ?? "")),
  ].filter((lookup) => lookup !== null);
  if (wanted.length === 0 || !(await countLookups(context, wanted))) return [];
  const rows = await context.em
    .getKysely<Tables>()
    .selectFrom("customer_blind_index")
    .select(["customer_id", "kind"])
    .where((where) =>
      where.or(wanted.flatMap(({ indexes }) => indexes.map(({ kind, hash }) => where.and({ kind, hash })))),
    )
    .where(ofVisibleCustomer(context, sql`customer_blind_index.customer_id`))
    .limit(MOST_SHOWN)
    .execute();
  return rows.map((row) => ({
    id: row.customer_id,
    field: row.kind === BlindIndexKind.EMAIL ? "email" : "phone",
  }));
}

async function byName(
  context: RequestContext,
  typed: TypedCustomer,
): Promise<{ id: string; field: string }[]> {
  const name = normaliseText(typed.name ?? "");
  const nickname = normaliseText(typed.nickname ?? "").toLowerCase();
  const found: { id: string; field: string }[] = [];
  const kysely = context.em.getKysely<Tables>();
  const visible = visibleTo(context.actor, "customer:list", "customer");
  if (nickname !== "") {
    const rows = await kysely
      .selectFrom("customer")
      .select("id")
      .where(sql`lower(nickname)`, "=", nickname)
      .where(visible)
      .limit(MOST_SHOWN)
      .execute();
    found.push(...rows.map(({ id }) => ({ id, field: "nickname" })));
  }
  if ([...name].length >= 2) {
    // The whole name is one of the search terms of its owner, or made of them: the index narrows, the column decides.
    const beginning = [...name.toLowerCase()].slice(0, 3).join("");
    const rows = await kysely
      .selectFrom("customer")
      .select("id")
      .where(sql<boolean>`search_terms @@ ${searchQueryText([beginning])}::tsquery`)
      .where("name", "=", name)
      .where(visible)
      .limit(MOST_SHOWN)
      .execute();
    found.push(...rows.map(({ id }) => ({ id, field: "name" })));
  }
  return found;
}
