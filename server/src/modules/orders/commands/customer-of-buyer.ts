import { sql } from "kysely";
import { may } from "../../../platform/authz.ts";
import { DomainError, DomainErrors, notAllowed, UserErrorCode } from "../../../platform/errors.ts";
import { globalId } from "../../../platform/ids.ts";
import { text } from "../../../platform/language.ts";
import { normaliseText } from "../../../platform/plain-text.ts";
import type { Permission } from "../../../platform/actor.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { createCustomer } from "../../customers/commands/create-customer.ts";
import { checkDetails, type CheckedDetails } from "../../customers/commands/customer-input.ts";
import { loadCustomer } from "../../customers/commands/load-customer.ts";
import { CustomerKind, type Customer } from "../../customers/customer.entity.ts";
import { matchBuyer } from "../buyer-match.queries.ts";
import type { BuyerInput } from "../buyer.types.ts";

export interface NamedCustomer {
  readonly customerId?: string | null | undefined;
  readonly buyer?: BuyerInput | null | undefined;
}

/** Whose order or review it is, locked, and what its buyer's data says beside the archive. */
export interface FoundCustomer {
  readonly customer: Customer;
  /** Null when nothing is to be proposed: nothing was said, or the archive was opened with it just now. */
  readonly said: CheckedDetails | null;
}

/** By what the change log says that an archive was opened. */
const OPENED_BY: Readonly<Record<string, string>> = {
  "order:record": "recordOrder",
  "review:record": "recordReview",
};

/** The customer who is named, or whom the buyer's data means; a new archive when it means nobody. */
export async function customerOfBuyer(
  context: RequestContext,
  { customerId, buyer }: NamedCustomer,
  permission: Permission,
): Promise<FoundCustomer> {
  if (customerId) {
    const customer = await loadCustomer(context, customerId, permission);
    return { customer, said: buyer ? await checkBuyer(context, buyer) : null };
  }
  if (!buyer || Object.values(buyer).every((value: string | null | undefined) => !value)) {
    throw new DomainError(
      UserErrorCode.REQUIRED,
      text("请选择客户，或填写买家信息。", "Name the customer, or say who bought."),
      ["customerId"],
    );
  }
  const said = await checkBuyer(context, buyer);
  await waitForOthersLike(context, said);
  const match = await matchBuyer(context, buyer);
  if ("candidates" in match) {
    throw new DomainError(
      UserErrorCode.AMBIGUOUS,
      text("有多位客户符合这些信息，请选择其中一位。", "Several customers fit this; choose one of them."),
      ["buyer"],
    );
  }
  if (match.customerId !== null) {
    const id = globalId("Customer", match.customerId);
    return { customer: await loadCustomer(context, id, permission, null, ["buyer"]), said };
  }
  if (!may(context, "customer:create")) throw notAllowed(["buyer"]);
  const id = await underBuyer(() => createCustomer(context, { ...buyer }, OPENED_BY[permission]));
  const customer = await loadCustomer(context, globalId("Customer", id), permission, null, ["buyer"]);
  return { customer, said: null };
}

function checkBuyer(context: RequestContext, buyer: BuyerInput): Promise<CheckedDetails> {
  const given = Object.entries(buyer).filter(([, value]) => normaliseText(String(value ?? "")) !== "");
  return underBuyer(() => checkDetails(context, Object.fromEntries(given), CustomerKind.INDIVIDUAL));
}

/** Two orders of the same new buyer at once open one archive: the second waits and finds it. */
async function waitForOthersLike(
  context: RequestContext,
  { details, personal }: CheckedDetails,
): Promise<void> {
  const keys = [details.nickname?.toLowerCase(), personal.phone, personal.email?.toLowerCase()];
  // In one order, or two of them could wait for each other.
  const sorted = keys.filter((key) => key !== undefined && key !== null).toSorted();
  for (const key of sorted)
    await sql`select pg_advisory_xact_lock(hashtextextended(${`buyer:${key}`}, 0))`.execute(
      context.em.getKysely(),
    );
}

/** What is wrong with the buyer's data stands below `buyer` in the input. */
async function underBuyer<Answer>(check: () => Promise<Answer>): Promise<Answer> {
  try {
    return await check();
  } catch (error) {
    const errors =
      error instanceof DomainErrors ? error.errors : error instanceof DomainError ? [error] : null;
    if (!errors) throw error;
    throw new DomainErrors(
      errors.map(({ code, text: words, path }) => new DomainError(code, words, ["buyer", ...path])),
    );
  }
}
