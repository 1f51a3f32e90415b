import { DomainError, UserErrorCode } from "../../platform/errors.ts";
import { text } from "../../platform/language.ts";
import type { MutationOutcome } from "../../platform/mutate.ts";
import { normaliseText } from "../../platform/plain-text.ts";
import type { RequestContext } from "../../platform/request.ts";
import { countLookups } from "../customers/contact-lookups.queries.ts";
import { findCustomer } from "../customers/customer.queries.ts";
import type { CustomerMatch } from "../customers/customer.types.ts";
import {
  contactLookups,
  listCustomersCalled,
  listCustomersReachedBy,
  type KnownCustomer,
} from "../customers/known-as.queries.ts";
import type { BuyerInput } from "./buyer.types.ts";

/** Who bought: one customer's id in the database, several that it may be, or nobody known. */
export type BuyerMatch =
  | { readonly customerId: string }
  | { readonly candidates: readonly KnownCustomer[] }
  | { readonly customerId: null };

/** Whose archive the buyer's data means. The 客户ID decides; without a known one the contact data does, and then the name. */
export async function matchBuyer(context: RequestContext, buyer: BuyerInput): Promise<BuyerMatch> {
  const called = await listCustomersCalled(context, buyer.nickname ?? "");
  if (called.length === 1) return decided(called);
  const reached = await listCustomersReachedBy(context, contactLookups(context, buyer));
  if (called.length === 0) return choose(reached, buyer);
  const byBoth = called.filter(({ id }) => reached.some((other) => other.id === id));
  return choose(byBoth.length > 0 ? byBoth : called, buyer);
}

/** A family or a firm has one number: the name decides. */
function choose(known: readonly KnownCustomer[], { name }: BuyerInput): BuyerMatch {
  if (known.length <= 1) return decided(known);
  const named = known.filter((one) => one.name !== null && one.name === normaliseText(name ?? ""));
  return named.length === 1 ? decided(named) : { candidates: known };
}

function decided([only]: readonly KnownCustomer[]): BuyerMatch {
  return { customerId: only?.id ?? null };
}

/**
 * Runs a mutation that looks for the buyer's archive. Looking for somebody by contact data counts against the caller's
 * hour, as in a search; with that used up nothing is answered about anybody.
 */
export async function countingBuyer(
  context: RequestContext,
  { customerId, buyer }: { readonly customerId?: string | null; readonly buyer?: BuyerInput | null },
  run: () => Promise<MutationOutcome<string>>,
): Promise<MutationOutcome<string>> {
  if (customerId || !buyer) return run();
  const called = await listCustomersCalled(context, buyer.nickname ?? "");
  if (called.length === 1 || (await countLookups(context, contactLookups(context, buyer)))) return run();
  const error = new DomainError(
    UserErrorCode.QUOTA_EXCEEDED,
    text(
      "这一小时按联系方式查找的次数已用完。请到下一个整点后再试，或先打开客户档案再录入。",
      "The look-ups by contact data of this hour are used up. Try again after the full hour, or open the customer's archive first and record it there.",
    ),
    ["buyer"],
  );
  return { done: false, stale: null, errors: [error.toUserError(context.language)] };
}

/** The archives among which the caller has to choose, when that is why the mutation refused. */
export async function listCandidates(
  context: RequestContext,
  buyer: BuyerInput | null | undefined,
  outcome: MutationOutcome<string>,
): Promise<CustomerMatch[]> {
  if (!buyer || !outcome.errors.some(({ code }) => code === UserErrorCode.AMBIGUOUS)) return [];
  const match = await matchBuyer(context, buyer);
  if (!("candidates" in match)) return [];
  const found = await Promise.all(
    match.candidates.map(async ({ id, matched }) => {
      const customer = await findCustomer(context, { id });
      return customer ? { customer, matched: [...matched] } : null;
    }),
  );
  return found.filter((candidate) => candidate !== null);
}
