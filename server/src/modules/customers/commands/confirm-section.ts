import { sql } from "kysely";
import { recordChanges } from "../../../platform/changes.ts";
import { businessDay, now } from "../../../platform/clock.ts";
import { DomainError, notAllowed, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import { ArchiveEventName, emit } from "../../../platform/outbox.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { SECTIONS, type ArchiveSection } from "../archive-field.ts";
import type { Customer } from "../customer.entity.ts";
import { mayKnowSection } from "../freshness.queries.ts";
import { wrongKind } from "./archive-input.ts";
import { loadCustomer } from "./load-customer.ts";
import { refreshUpkeep } from "./refresh-upkeep.ts";

interface Section {
  readonly customerId: string;
  readonly section: ArchiveSection;
}

/**
 * Says that a section is right as it stands: it is due again only after its months. No value changes, so nobody's open
 * form goes stale. Said twice on a day by the same person it is said once.
 */
export async function confirmSection(
  context: RequestContext,
  input: Section & { readonly expectedVersion?: number | null | undefined },
): Promise<string> {
  const customer = await loadSection(context, input, input.expectedVersion ?? null);
  const at = now();
  const by = context.actor?.staffId ?? null;
  const { rows } = await sql<{ before_at: string | null }>`
    insert into section_verification as known (customer_id, section, verified_at, verified_by_id, confirmed)
    values (${customer.id}, ${input.section}, ${at.toISOString()}, ${by}, true)
    on conflict (customer_id, section) do update set verified_at = excluded.verified_at,
      verified_by_id = excluded.verified_by_id, confirmed = true,
      before_at = known.verified_at, before_by_id = known.verified_by_id
    where not (known.confirmed and known.verified_by_id is not distinct from ${by}::uuid
      and (known.verified_at at time zone ${context.timeZone})::date = ${businessDay(at, context.timeZone)}::date)
    returning before_at`.execute(context.em.getKysely());
  const [row] = rows;
  if (row)
    await tell(context, customer, input.section, "confirmSection", {
      old: dayOf(context, row.before_at),
      new: businessDay(at, context.timeZone),
    });
  return customer.id;
}

/** Takes the last confirmation of a section back: it is as fresh as it was before. */
export async function undoConfirmSection(context: RequestContext, input: Section): Promise<string> {
  const customer = await loadSection(context, input, null);
  const kysely = context.em.getKysely();
  const { rows } = await sql<{ verified_at: string; before_at: string | null }>`
    select verified_at, before_at from section_verification
    where customer_id = ${customer.id} and section = ${input.section} and confirmed for update`.execute(
    kysely,
  );
  const [row] = rows;
  if (!row) {
    throw new DomainError(
      UserErrorCode.WRONG_STATE,
      text(
        "这个分区没有可撤销的确认，可能已有人修改过。",
        "There is no confirmation to take back; somebody may have changed the section since.",
      ),
      ["section"],
    );
  }
  await (
    row.before_at === null
      ? sql`delete from section_verification where customer_id = ${customer.id} and section = ${input.section}`
      : sql`update section_verification set verified_at = before_at, verified_by_id = before_by_id,
        confirmed = false, before_at = null, before_by_id = null
      where customer_id = ${customer.id} and section = ${input.section}`
  ).execute(kysely);
  await tell(context, customer, input.section, "undoConfirmSection", {
    old: dayOf(context, row.verified_at),
    new: dayOf(context, row.before_at),
  });
  return customer.id;
}

async function loadSection(
  context: RequestContext,
  { customerId, section }: Section,
  expectedVersion: number | null,
): Promise<Customer> {
  const customer = await loadCustomer(context, customerId, "customer:edit", expectedVersion);
  if (SECTIONS[section].kind !== customer.kind) throw wrongKind(SECTIONS[section].kind, ["section"]);
  if (!mayKnowSection(context, section)) throw notAllowed(["section"]);
  return customer;
}

async function tell(
  context: RequestContext,
  customer: Customer,
  section: ArchiveSection,
  operation: string,
  days: { readonly old: string | null; readonly new: string | null },
): Promise<void> {
  await refreshUpkeep(context, [customer.id]);
  await recordChanges(
    context,
    { type: "Customer", id: customer.id, version: customer.version, operation },
    [{ field: "verifiedOn", ...days, personal: false }],
    section,
  );
  await emit(context, {
    name: ArchiveEventName.CUSTOMER_EDITED,
    recordType: "Customer",
    recordId: customer.id,
    customerId: customer.id,
  });
}

function dayOf({ timeZone }: RequestContext, moment: string | null): string | null {
  return moment === null ? null : businessDay(new Date(moment), timeZone);
}
