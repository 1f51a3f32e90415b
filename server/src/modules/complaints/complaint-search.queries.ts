import { sql, type RawBuilder, type SqlBool } from "kysely";
import type { RequestContext } from "../../platform/request.ts";
import { normaliseText } from "../../platform/plain-text.ts";
import { NO_SEARCH, searchFor, type CustomerSearch } from "../customers/customer-search.queries.ts";

/** What a search adds to the statement that reads a page of `complaint`. */
export interface ComplaintSearch extends Omit<CustomerSearch, "condition"> {
  readonly join: RawBuilder<unknown>;
  readonly condition: RawBuilder<SqlBool>;
}

const WHOLE_NUMBER = /^ts-?(\d{4})-?(\d{1,9})$/i;
/** Fewer digits than this are the whole number without its zeros: an ending of one or two would be of thousands. */
const SHORTEST_ENDING = 3;

/** The complaints whose number, or whose customer, is meant by what was typed into the search box. */
export async function complaintSearch(
  context: RequestContext,
  search: string | null | undefined,
): Promise<ComplaintSearch> {
  const typed = normaliseText(search ?? "");
  const none = sql``;
  const whole = WHOLE_NUMBER.exec(typed);
  if (whole) {
    const [, year = "", number = ""] = whole;
    return {
      ...NO_SEARCH,
      join: none,
      condition: sql<SqlBool>`complaint.number = ${`TS-${year}-${number.padStart(6, "0")}`}`,
    };
  }
  const { condition: customers, ...limits } = await searchFor(context, typed);
  if (!customers) return { ...limits, join: none, condition: sql<SqlBool>`true` };
  if (/^\d+$/.test(typed)) return { ...limits, join: none, condition: byDigits(typed, customers) };
  return { ...limits, join: sql`join customer on customer.id = complaint.customer_id`, condition: customers };
}

/** Digits may end a complaint's number, and be part of a phone, a 客户ID or a customer's number. */
function byDigits(digits: string, customers: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  const ending = reversed(digits.length < SHORTEST_ENDING ? `-${digits.padStart(6, "0")}` : digits);
  const numbers = sql<SqlBool>`complaint.id = any(array(
    select numbered.id from complaint numbered where reverse(numbered.number) like ${`${ending}%`}))`;
  if (digits.length < SHORTEST_ENDING) return numbers;
  return sql<SqlBool>`(${numbers} or complaint.customer_id = any(array(
    select customer.id from customer where ${customers})))`;
}

function reversed(digits: string): string {
  return [...digits].toReversed().join("");
}
