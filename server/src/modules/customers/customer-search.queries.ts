import { sql, type RawBuilder, type SqlBool } from "kysely";
import { may } from "../../platform/authz.ts";
import { BlindIndexKind } from "../../platform/crypto.ts";
import { badUserInput } from "../../platform/errors.ts";
import type { RequestContext } from "../../platform/request.ts";
import { emailIndex, lastFourIndex, phoneIndex } from "./customer-personal.ts";
import { checkEmail, checkPhone, checkText, normaliseText } from "./fields.ts";
import { searchQueryText, searchTermsAsked } from "./search-terms.ts";

const LONGEST_SEARCH = 100;

/** The condition on `customer` for what was typed into the search box; null when nothing was. */
export function searchCondition(
  context: RequestContext,
  search: string | null | undefined,
): RawBuilder<SqlBool> | null {
  const typed = normaliseText(search ?? "");
  if (typed === "") return null;
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
  for (const { kind, hash } of contactLookups(context, typed)) {
    // A sub-select of its own that names no outer column: read once, whatever the number of customers.
    conditions.push(
      sql<SqlBool>`customer.id = any(array(select blind.customer_id from customer_blind_index blind where blind.kind = ${kind} and blind.hash = ${hash}))`,
    );
  }
  return conditions.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(conditions, sql` or `)})`;
}

/** Contact data is matched whole or by the last four digits only, and only for those who may. */
function contactLookups(context: RequestContext, typed: string): { kind: BlindIndexKind; hash: Buffer }[] {
  if (!may(context, "customer:matchContact")) return [];
  if (/^\d{4}$/.test(typed))
    return [{ kind: BlindIndexKind.PHONE_LAST_FOUR, hash: lastFourIndex(context.cipher, typed) }];
  if (typed.includes("@")) {
    const email = checkEmail(typed);
    return email.issue ? [] : [{ kind: BlindIndexKind.EMAIL, hash: emailIndex(context.cipher, email.value) }];
  }
  if (!/^\+?[\d\s()-]{7,20}$/.test(typed)) return [];
  const phone = checkPhone(typed);
  return phone.issue ? [] : [{ kind: BlindIndexKind.PHONE, hash: phoneIndex(context.cipher, phone.value) }];
}
