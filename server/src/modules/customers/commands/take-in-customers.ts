import { insertRows } from "../../../platform/bulk.ts";
import { recordManyChanges } from "../../../platform/bulk-changes.ts";
import { businessDay } from "../../../platform/clock.ts";
import { BlindIndexKind } from "../../../platform/crypto.ts";
import type { RequestContext } from "../../../platform/request.ts";
import type { ArchiveField } from "../archive-field.ts";
import { findArchiveSettings } from "../archive-settings.queries.ts";
import { percentKnown, weighedFields } from "../completeness.ts";
import { NO_DEAL } from "../customer-facts.entity.ts";
import { CustomerKind, CustomerLifecycle } from "../customer.entity.ts";
import { blindIndexesOf, sealPersonal, type CustomerPersonal } from "../customer-personal.ts";
import { basicSectionOf, dueOn } from "../freshness.ts";
import { searchTermsOf, searchTermsText } from "../search-terms.ts";
import { TimelineKind } from "../timeline-entry.entity.ts";
import { appendTimelines } from "./append-timelines.ts";
import { namesOf } from "./keep-up.ts";
import { addFieldValues } from "./write-field-values.ts";
import { bindShopCustomerIds } from "./bind-shop-customer-ids.ts";

/** A customer as an import makes one; its values are checked already. */
export interface CustomerToTakeIn {
  readonly id: string;
  readonly kind: CustomerKind;
  readonly name: string | null;
  readonly nickname: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly channelId: string | null;
  readonly memberLevelId: string | null;
  /** What the sections of the archive are to hold. */
  readonly archive: readonly ArchiveValue[];
  /** The shop's own ID of the customer. */
  readonly externalId: string | null;
  /** Name and address of one who is known by nothing else. */
  readonly place: string | null;
  /** What the orders that come with the customer amount to; null without any. */
  readonly deals: NewDeals | null;
}

/** A checked value of a field that is no column of the customer. */
export interface ArchiveValue {
  readonly field: ArchiveField;
  readonly value: string;
}

/** The orders of a customer who is made together with them. */
export interface NewDeals {
  readonly firstOn: string;
  readonly lastOn: string;
  readonly count: number;
  readonly total: string;
}

export interface Provenance {
  /** Null for what no import brought. */
  readonly importId: string | null;
  readonly operation: string;
  readonly at: Date;
  readonly demo?: boolean;
}

const CUSTOMER = {
  id: "uuid",
  kind: "text",
  lifecycle: "text",
  name: "text",
  nickname: "text",
  channel_id: "uuid",
  member_level_id: "uuid",
  personal: "bytea",
  search_terms: "tsvector",
  demo: "boolean",
  import_id: "uuid",
  created_at: "timestamptz",
  updated_at: "timestamptz",
  created_by_id: "uuid",
} as const;

const FACTS = {
  customer_id: "uuid",
  first_deal_on: "date",
  last_deal_on: "date",
  deal_count: "integer",
  total_spent: "numeric",
  completeness: "smallint",
  personal_fields: "text[]",
  verify_due_on: "date",
  verify_section: "text",
} as const;

/** Opens the archives of many customers at once, in the caller's transaction. */
export async function takeInCustomers(
  context: RequestContext,
  customers: readonly CustomerToTakeIn[],
  { importId, operation, at, demo = false }: Provenance,
): Promise<void> {
  if (customers.length === 0) return;
  const { cipher, em } = context;
  const moment = at.toISOString();
  const rows = [];
  const blindIndexes = [];
  for (const customer of customers) {
    const personal = personalOf(customer);
    rows.push({
      id: customer.id,
      kind: customer.kind,
      lifecycle: customer.deals ? CustomerLifecycle.EXISTING : CustomerLifecycle.POTENTIAL,
      name: customer.name,
      nickname: customer.nickname,
      channel_id: customer.channelId,
      member_level_id: customer.memberLevelId,
      personal: sealPersonal(cipher, customer.id, personal),
      search_terms: searchTermsText(searchTermsOf(customer)),
      demo,
      import_id: importId,
      created_at: moment,
      updated_at: moment,
      created_by_id: context.actor?.staffId ?? null,
    });
    const found = blindIndexesOf(cipher, personal);
    if (customer.place !== null) {
      const hash = cipher.blindIndex(BlindIndexKind.NAME_AND_ADDRESS, customer.place);
      found.push({ kind: BlindIndexKind.NAME_AND_ADDRESS, hash });
    }
    for (const index of found) blindIndexes.push({ ...index, customer_id: customer.id });
  }
  await insertRows(em, "customer", CUSTOMER, rows);
  await addFieldValues(
    context,
    customers.flatMap(({ id, archive }) =>
      archive.flatMap(({ field, value }) => (field.personal ? [] : [{ customerId: id, field, value }])),
    ),
  );
  const settings = await findArchiveSettings(context);
  const day = businessDay(at, context.timeZone);
  const upkeepOf = (kind: CustomerKind) => {
    const section = basicSectionOf(kind);
    return {
      section,
      due: dueOn(section, day, settings.checkEvery),
      weighed: weighedFields(kind, null, settings),
    };
  };
  const upkeep = { INDIVIDUAL: upkeepOf(CustomerKind.INDIVIDUAL), COMPANY: upkeepOf(CustomerKind.COMPANY) };
  await insertRows(
    em,
    "customer_facts",
    FACTS,
    customers.map((customer) => {
      const { id, deals } = customer;
      const { section, due, weighed } = upkeep[customer.kind];
      const filled = new Set(filledFields(customer));
      return {
        customer_id: id,
        first_deal_on: deals?.firstOn ?? null,
        last_deal_on: deals?.lastOn ?? NO_DEAL,
        deal_count: deals?.count ?? 0,
        total_spent: deals?.total ?? "0",
        completeness: percentKnown(weighed, (field) => filled.has(field)),
        personal_fields: namesOf(personalOf(customer)),
        verify_due_on: due,
        verify_section: due === null ? null : section,
      };
    }),
  );
  await insertRows(
    em,
    "customer_blind_index",
    { kind: "smallint", hash: "bytea", customer_id: "uuid" },
    blindIndexes,
  );
  await bindShopCustomerIds(context, customers);
  const made = customers.map((customer) => ({ customer, fields: filledFields(customer) }));
  await recordManyChanges(
    context,
    made.map(({ customer, fields }) => ({
      record: { type: "Customer", id: customer.id, version: 1, operation, importId },
      made: fields,
    })),
  );
  await appendTimelines(
    context,
    made.map(({ customer, fields }) => ({
      customerId: customer.id,
      kind: TimelineKind.CUSTOMER_CREATED,
      happenedAt: at,
      fields,
    })),
    importId,
  );
}

function personalOf({ phone, email, address, archive }: CustomerToTakeIn): CustomerPersonal {
  return {
    ...(phone && { phone }),
    ...(email && { email }),
    ...(address && { address }),
    ...Object.fromEntries(
      archive.flatMap(({ field, value }) => (field.personal ? [[field.name, value]] : [])),
    ),
  };
}

function filledFields(customer: CustomerToTakeIn): string[] {
  const own = (
    ["name", "nickname", "phone", "email", "address", "channelId", "memberLevelId"] as const
  ).filter((field) => customer[field] !== null);
  return [...own, ...customer.archive.map(({ field }) => field.name)];
}
