import type { MutationOutcome } from "../../platform/mutate.ts";
import type { RequestContext } from "../../platform/request.ts";
import { listConflicts } from "./customer-history.queries.ts";
import { findCustomer } from "./customer.queries.ts";
import type { CustomerPayload } from "./customer.types.ts";

/** The customer as of now, and on a conflict what others changed meanwhile. */
export async function customerPayload(
  context: RequestContext,
  outcome: MutationOutcome<string>,
): Promise<CustomerPayload> {
  const id = outcome.done ? outcome.answer : (outcome.stale?.recordId ?? null);
  const conflicts =
    !outcome.done && outcome.stale
      ? await listConflicts(context, outcome.stale.recordId, outcome.stale.expectedVersion)
      : [];
  return { customer: id ? await findCustomer(context, { id }) : null, conflicts, errors: outcome.errors };
}
