import { sql, type RawBuilder, type SqlBool } from "kysely";
import { COUNT_LIMIT } from "../../platform/connection.ts";
import { badUserInput } from "../../platform/errors.ts";
import type { RequestContext } from "../../platform/request.ts";
import { normaliseText } from "../../platform/plain-text.ts";
import { contactLookupOf, countLookups, seesWhole } from "./contact-lookups.queries.ts";
import { checkText } from "./fields.ts";
import { searchQueryText, searchTermsAsked } from "./search-terms.ts";

const LONGEST_SEARCH = 100;

export interface CustomerSearch {
  /** On `customer`; null when nothing was typed. */
  readonly condition: RawBuilder<SqlBool> | null;
  /** Contact data was left out, because the caller's look-ups of this hour are used up. */
  readonly matchLimited: boolean;
  /** How far what is found may be counted: how many share a contact value is for those alone who may see it. */
  readonly countLimit: number;
}

export const NO_SEARCH: CustomerSearch = { condition: null, matchLimited: false, countLimit: COUNT_LIMIT };

/** What was typed into the search box. */
export async function searchFor(
  context: RequestContext,
  search: string | null | undefined,
): Promise<CustomerSearch> {
  const typed = normaliseText(search ?? "");
  if (typed === "") return NO_SEARCH;
  const checked = checkText(typed, LONGEST_SEARCH);
  if (checked.issue) throw badUserInput(checked.issue.text);
  const conditions: RawBuilder<SqlBool>[] = [];
  const terms = searchTermsAsked(typed);
  if (terms.length > 0)
    conditions.push(sql<SqlBool>`customer.search_terms @@ ${searchQueryText(terms)}::tsquery`);
  if (/^kh-?\d+$/i.test(typed)) {
    const digits = typed.replace(/\D/g, "");
    conditions.push(sql<SqlBool>`customer.number = ${`KH-${digits.padStart(6, "0")}`}`);
  }
  const lookup = contactLookupOf(context, typed);
  const matchLimited = lookup !== null && !(await countLookups(context, [lookup]));
  if (lookup && !matchLimited) {
    const wanted = lookup.indexes.map(
      ({ kind, hash }) => sql`(blind.kind = ${kind} and blind.hash = ${hash})`,
    );
    // A sub-select of its own that names no outer column: read once, whatever the number of customers.
    conditions.push(
      sql<SqlBool>`customer.id = any(array(select blind.customer_id from customer_blind_index blind where ${sql.join(wanted, sql` or `)}))`,
    );
  }
  return {
    condition:
      conditions.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(conditions, sql` or `)})`,
    matchLimited,
    countLimit: lookup && !seesWhole(context, lookup) ? 1 : COUNT_LIMIT,
  };
}
