import { businessDay, now } from "../../../platform/clock.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { findArchiveSettings } from "../archive-settings.queries.ts";
import { CustomerFacts, NO_DEAL } from "../customer-facts.entity.ts";
import { lifecycleByRule } from "../customer-lifecycle.ts";
import type { Customer, CustomerLifecycle } from "../customer.entity.ts";

/** A person decides on the lifecycle, or leaves it to the rule again by null; the rule minds what he decided. */
export async function decideLifecycle(
  context: RequestContext,
  customer: Customer,
  decided: CustomerLifecycle | null,
): Promise<CustomerLifecycle> {
  customer.lifecycleByHand = decided !== null;
  if (decided !== null) return decided;
  const { lastDealOn } = await context.em.findOneOrFail(CustomerFacts, { customerId: customer.id });
  const { lostAfterMonths } = await findArchiveSettings(context);
  const today = businessDay(now(), context.timeZone);
  return lifecycleByRule(lastDealOn === NO_DEAL ? null : lastDealOn, lostAfterMonths, today);
}
