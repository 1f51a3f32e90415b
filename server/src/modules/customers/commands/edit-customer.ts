import { recordChanges, type FieldChange } from "../../../platform/changes.ts";
import { businessDay, now } from "../../../platform/clock.ts";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { openPersonal, sealPersonal, type CustomerPersonal } from "../customer-personal.ts";
import { findArchiveSettings } from "../archive-settings.queries.ts";
import { CustomerFacts, NO_DEAL } from "../customer-facts.entity.ts";
import { lifecycleByRule } from "../customer-lifecycle.ts";
import type { Customer, CustomerLifecycle } from "../customer.entity.ts";
import { PERSONAL_FIELDS } from "../fields.ts";
import { mayKnow } from "../personal.queries.ts";
import { TimelineKind } from "../timeline-entry.entity.ts";
import { appendTimeline } from "./append-timeline.ts";
import { checkDetails, mergePersonal, type TypedDetails } from "./customer-input.ts";
import { loadCustomer } from "./load-customer.ts";
import { replaceBlindIndexes } from "./replace-blind-indexes.ts";

/** Changes the given details of a customer. */
export async function editCustomer(
  context: RequestContext,
  input: TypedDetails & { readonly customerId: string; readonly expectedVersion: number },
): Promise<string> {
  const customer = await loadCustomer(context, input.customerId, "customer:edit", input.expectedVersion);
  await changeDetails(context, customer, input, "editCustomer");
  return customer.id;
}

/** The one way in which a person's or program's details come into a customer: checked, logged, on the timeline. */
export async function changeDetails(
  context: RequestContext,
  customer: Customer,
  typed: TypedDetails,
  operation: string,
): Promise<void> {
  const { details, personal: given } = await checkDetails(context, typed);
  const at = now();
  if (typed.lifecycle !== undefined) {
    // Null leaves it to the rule again.
    customer.lifecycleByHand = typed.lifecycle !== null;
    if (typed.lifecycle === null) details.lifecycle = await ruledLifecycle(context, customer.id);
  }
  const known = openPersonal(context.cipher, customer.id, customer.personal);
  const personal = mergePersonal(known, given);
  const personalChanges = changesBetween(known, personal);
  const changes = [...customer.edit(details, at), ...personalChanges];
  if (changes.length === 0) return;
  // A phone that the caller may not know of does not count: the refusal would tell that there is none.
  const phone = mayKnow(context, "phone") ? personal.phone : undefined;
  if (!customer.name && !customer.nickname && !phone) {
    throw new DomainError(
      UserErrorCode.REQUIRED,
      text("姓名、客户ID、联系方式至少保留一项。", "Keep at least a name, a customer ID or a phone."),
      ["name"],
    );
  }
  if (personalChanges.length > 0) {
    customer.personal = sealPersonal(context.cipher, customer.id, personal);
    customer.updatedAt = at;
    await replaceBlindIndexes(context, customer.id, personal);
  }
  await context.em.flush();
  await recordChanges(
    context,
    { type: "Customer", id: customer.id, version: customer.version, operation },
    changes,
  );
  await appendTimeline(context, {
    customerId: customer.id,
    kind: TimelineKind.CUSTOMER_CHANGED,
    happenedAt: at,
    fields: changes.map((change) => change.field),
  });
  await emit(context, {
    name: ArchiveEventName.CUSTOMER_EDITED,
    recordType: "Customer",
    recordId: customer.id,
    customerId: customer.id,
  });
}

/** What the rule says of a customer today. */
async function ruledLifecycle(context: RequestContext, customerId: string): Promise<CustomerLifecycle> {
  const { lastDealOn } = await context.em.findOneOrFail(CustomerFacts, { customerId });
  const { lostAfterMonths } = await findArchiveSettings(context);
  const today = businessDay(now(), context.timeZone);
  return lifecycleByRule(lastDealOn === NO_DEAL ? null : lastDealOn, lostAfterMonths, today);
}

function changesBetween(before: CustomerPersonal, after: CustomerPersonal): FieldChange[] {
  return PERSONAL_FIELDS.filter((field) => before[field] !== after[field]).map((field) => ({
    field,
    old: before[field] ?? null,
    new: after[field] ?? null,
    personal: true,
  }));
}
