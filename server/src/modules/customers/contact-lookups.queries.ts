import { hash } from "node:crypto";
import { sql } from "kysely";
import { Alert, raiseAlert } from "../../platform/alerts.ts";
import { may } from "../../platform/authz.ts";
import { BlindIndexKind } from "../../platform/crypto.ts";
import { FieldRight } from "../../platform/field-rights.ts";
import type { RequestContext } from "../../platform/request.ts";
import { emailIndex, lastFourIndex, phoneIndex } from "./customer-personal.ts";
import { checkEmail, checkPhone } from "./fields.ts";
import type { PersonalFieldName } from "../../platform/personal-fields.ts";
import { mayOnField } from "./personal.queries.ts";

/** A contact value that is looked for, as its blind index. */
export interface ContactLookup {
  readonly field: PersonalFieldName;
  readonly kind: BlindIndexKind;
  readonly hash: Buffer;
}

/** Different values in an hour. A call desk that may see values whole looks up one a call; nobody else needs many. */
const MOST_LOOKUPS = { whoeverSeesThem: 300, others: 30 };
/** Enough of a blind index to tell values apart. */
const BYTES_KEPT = 8;

/** What is counted of a look-up: one of a customer's own fields, or of something else that only one record has. */
interface CountedLookup {
  readonly field: PersonalFieldName | null;
  readonly hash: Buffer;
}

/** A value that was found out to be taken, such as an order number, counts like contact data that was looked up. */
export function uniqueValueLookup(value: string): CountedLookup {
  return { field: null, hash: hash("sha256", value, "buffer") };
}

/** What a typed text means as contact data: the whole value or the last four digits only, and only for those who may. */
export function contactLookupOf(context: RequestContext, typed: string): ContactLookup | null {
  const { cipher } = context;
  if (/^\d{4}$/.test(typed))
    return permitted(context, {
      field: "phone",
      kind: BlindIndexKind.PHONE_LAST_FOUR,
      hash: lastFourIndex(cipher, typed),
    });
  if (typed.includes("@")) return emailLookup(context, typed);
  return /^\+?[\d\s()-]{7,20}$/.test(typed) ? phoneLookup(context, typed) : null;
}

export function phoneLookup(context: RequestContext, typed: string): ContactLookup | null {
  const checked = checkPhone(typed);
  if (checked.issue) return null;
  return permitted(context, {
    field: "phone",
    kind: BlindIndexKind.PHONE,
    hash: phoneIndex(context.cipher, checked.value),
  });
}

export function emailLookup(context: RequestContext, typed: string): ContactLookup | null {
  const checked = checkEmail(typed);
  if (checked.issue) return null;
  return permitted(context, {
    field: "email",
    kind: BlindIndexKind.EMAIL,
    hash: emailIndex(context.cipher, checked.value),
  });
}

function permitted(context: RequestContext, lookup: ContactLookup): ContactLookup | null {
  const allowed =
    may(context, "customer:matchContact") && mayOnField(context, lookup.field, FieldRight.MATCH);
  return allowed ? lookup : null;
}

/**
 * Counts look-ups against the caller's hour; false when it is used up, and then nothing may be looked up. The same
 * value again costs nothing: a list asks for it with each page, and whenever something in it changes.
 */
export async function countLookups(
  context: RequestContext,
  lookups: readonly CountedLookup[],
): Promise<boolean> {
  const { actor } = context;
  if (lookups.length === 0 || !actor) return lookups.length === 0;
  const most = mostLookups(context, lookups);
  const wanted = lookups.map(({ hash }) => hash.subarray(0, BYTES_KEPT));
  // One statement: two at once are counted one after the other.
  const { rows } = await sql<{ allowed: boolean }>`
    insert into match_use as used (actor_id, hour, looked_up)
    values (${actor.quotaOwnerId}, date_trunc('hour', now()), ${wanted}::bytea[])
    on conflict (actor_id) do update set
      hour = excluded.hour,
      looked_up = case
        when used.hour <> excluded.hour then excluded.looked_up
        when excluded.looked_up <@ used.looked_up then used.looked_up
        when cardinality(used.looked_up) + cardinality(excluded.looked_up) > ${most} then used.looked_up
        else used.looked_up || excluded.looked_up
      end
    returning ${wanted}::bytea[] <@ looked_up as allowed`.execute(context.em.getKysely());
  if (rows[0]?.allowed) return true;
  await raiseAlert(context, Alert.MATCHES);
  return false;
}

/** Whether the caller's hour has no room for another value. */
export async function areLookupsUsedUp(context: RequestContext): Promise<boolean> {
  const { actor } = context;
  if (!actor) return false;
  const { rows } = await sql`
    select from match_use
    where actor_id = ${actor.quotaOwnerId} and hour = date_trunc('hour', now())
      and cardinality(looked_up) >= ${mostLookups(context, [{ field: null }])}`.execute(
    context.em.getKysely(),
  );
  return rows.length > 0;
}

function mostLookups(context: RequestContext, lookups: readonly Pick<CountedLookup, "field">[]): number {
  const seen = lookups.every(({ field }) => mayOnField(context, field ?? "phone", FieldRight.VIEW));
  return seen ? MOST_LOOKUPS.whoeverSeesThem : MOST_LOOKUPS.others;
}
