import { hash } from "node:crypto";
import { sql } from "kysely";
import { Alert, raiseAlert } from "../../platform/alerts.ts";
import { may } from "../../platform/authz.ts";
import { BlindIndexKind } from "../../platform/crypto.ts";
import { FieldRight } from "../../platform/field-rights.ts";
import type { RequestContext } from "../../platform/request.ts";
import { emailIndex, lastFourIndex, phoneIndex } from "./customer-personal.ts";
import { checkEmail, checkPhone, OTHER_PHONES } from "./fields.ts";
import type { PersonalFieldName } from "../../platform/personal-fields.ts";
import { mayOnField } from "./personal.queries.ts";

/** A contact value that is looked for, as its blind indexes. */
export interface ContactLookup {
  /** The fields it is looked for in: those alone that the caller may match. */
  readonly fields: readonly PersonalFieldName[];
  readonly indexes: readonly { readonly kind: BlindIndexKind; readonly hash: Buffer }[];
  /** What it is counted by. */
  readonly hash: Buffer;
}

/** Different values in an hour. A call desk that may see values whole looks up one a call; nobody else needs many. */
const MOST_LOOKUPS = { whoeverSeesThem: 300, others: 30 };
/** Enough of a blind index to tell values apart. */
const BYTES_KEPT = 8;

/** What is counted of a look-up: one of a customer's own fields, or of something else that only one record has. */
interface CountedLookup {
  readonly fields: readonly PersonalFieldName[];
  readonly hash: Buffer;
}

/** A value that was found out to be taken, such as an order number, counts like contact data that was looked up. */
export function uniqueValueLookup(value: string): CountedLookup {
  return { fields: ["phone"], hash: hash("sha256", value, "buffer") };
}

/** What a typed text means as contact data: the whole value or the last four digits only, and only for those who may. */
export function contactLookupOf(context: RequestContext, typed: string): ContactLookup | null {
  const { cipher } = context;
  if (/^\d{4}$/.test(typed))
    return permitted(context, [
      [["phone"], BlindIndexKind.PHONE_LAST_FOUR, lastFourIndex(cipher, typed)],
      [
        OTHER_PHONES,
        BlindIndexKind.OTHER_PHONE_LAST_FOUR,
        lastFourIndex(cipher, typed, BlindIndexKind.OTHER_PHONE_LAST_FOUR),
      ],
    ]);
  if (typed.includes("@")) return emailLookup(context, typed);
  return /^\+?[\d\s()-]{7,20}$/.test(typed) ? phoneLookup(context, typed) : null;
}

export function phoneLookup(context: RequestContext, typed: string): ContactLookup | null {
  const checked = checkPhone(typed);
  if (checked.issue) return null;
  const { cipher } = context;
  return permitted(context, [
    [["phone"], BlindIndexKind.PHONE, phoneIndex(cipher, checked.value)],
    [OTHER_PHONES, BlindIndexKind.OTHER_PHONE, phoneIndex(cipher, checked.value, BlindIndexKind.OTHER_PHONE)],
  ]);
}

export function emailLookup(context: RequestContext, typed: string): ContactLookup | null {
  const checked = checkEmail(typed);
  if (checked.issue) return null;
  return permitted(context, [[["email"], BlindIndexKind.EMAIL, emailIndex(context.cipher, checked.value)]]);
}

type Way = readonly [fields: readonly PersonalFieldName[], kind: BlindIndexKind, hash: Buffer];

/** The ways to find a value that the caller may go: an index of several fields is for who may match all of them. */
function permitted(context: RequestContext, ways: readonly Way[]): ContactLookup | null {
  const allowed = ways.filter(
    ([fields]) =>
      may(context, "customer:matchContact") &&
      fields.every((field) => mayOnField(context, field, FieldRight.MATCH)),
  );
  const [first] = allowed;
  return first
    ? {
        fields: allowed.flatMap(([fields]) => fields),
        indexes: allowed.map(([, kind, hash]) => ({ kind, hash })),
        hash: first[2],
      }
    : null;
}

/** Whether all that a look-up may find is shown whole to the caller. */
export function seesWhole(context: RequestContext, { fields }: Pick<ContactLookup, "fields">): boolean {
  return fields.every((field) => mayOnField(context, field, FieldRight.VIEW));
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
      and cardinality(looked_up) >= ${mostLookups(context, [{ fields: ["phone"] }])}`.execute(
    context.em.getKysely(),
  );
  return rows.length > 0;
}

function mostLookups(context: RequestContext, lookups: readonly Pick<CountedLookup, "fields">[]): number {
  return lookups.every((lookup) => seesWhole(context, lookup))
    ? MOST_LOOKUPS.whoeverSeesThem
    : MOST_LOOKUPS.others;
}
