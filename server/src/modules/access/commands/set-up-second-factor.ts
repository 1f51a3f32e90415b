import { randomBytes } from "node:crypto";
import { LockMode } from "@mikro-orm/core";
import { sql } from "kysely";
import { recordChanges } from "../../../platform/changes.ts";
import { now } from "../../../platform/clock.ts";
import { DataIntegrityError } from "../../../platform/crypto.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { secretPlace } from "../prove-second-factor.ts";
import { renewRecoveryCodes } from "../recovery-codes.ts";
import { elevateSession } from "../session-assurance.ts";
import { endSessions } from "../staff-credentials.ts";
import { StaffMember } from "../staff-member.entity.ts";
import { addressForAuthenticators, base32, fromBase32, stepOfCode } from "../totp.ts";

/** Bytes, as many as SHA-1 gives: what RFC 4226 recommends. */
const SECRET_LENGTH = 20;
const CONFIRMED_WITHIN = 15 * 60_000;

/** Whose session it is that sets a second factor up. */
export interface Owner {
  readonly staffId: string;
  readonly sessionId: string;
}

/** What an authenticator takes. Shown this once; nothing counts before a code proves that it was taken. */
export interface BegunSecondFactor {
  /** Comes back with the code: the secret, sealed, so that a set-up that is left half done leaves nothing behind. */
  readonly setup: string;
  readonly secret: string;
  readonly uri: string;
}

interface Setup {
  readonly secret: string;
  readonly sessionId: string;
  readonly begunAt: string;
}

export function beginSecondFactor(
  context: RequestContext,
  { staffId, sessionId }: Owner,
  email: string,
): BegunSecondFactor {
  const secret = randomBytes(SECRET_LENGTH);
  const setup: Setup = { secret: base32(secret), sessionId, begunAt: now().toISOString() };
  return {
    setup: context.cipher.seal(secretPlace(staffId), setup).toString("base64url"),
    secret: setup.secret,
    uri: addressForAuthenticators(secret, email),
  };
}

export type ConfirmedSecondFactor =
  | { readonly confirmed: true; readonly recoveryCodes: string[]; readonly token: string }
  | { readonly confirmed: false; readonly reason: "WRONG_CODE" | "SETUP_OVER" };

/**
 * From now on sign-ins ask for this authenticator. Another one, earlier recovery codes and the person's other sessions
 * end with it.
 */
export async function confirmSecondFactor(
  context: RequestContext,
  owner: Owner,
  typed: { readonly setup: string; readonly code: string },
): Promise<ConfirmedSecondFactor> {
  const { staffId, sessionId } = owner;
  const setup = openSetup(context, owner, typed.setup);
  if (!setup) return { confirmed: false, reason: "SETUP_OVER" };
  const secret = fromBase32(setup.secret);
  const step = stepOfCode(secret, typed.code.normalize("NFKC").replaceAll(/\s/g, ""), now());
  if (step === null) return { confirmed: false, reason: "WRONG_CODE" };
  return context.em.fork().transactional(async (em): Promise<ConfirmedSecondFactor> => {
    const staff = await em.findOneOrFail(StaffMember, staffId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const before = staff.secondFactorSince;
    if (before && before >= new Date(setup.begunAt)) return { confirmed: false, reason: "SETUP_OVER" };
    staff.secondFactorSince = now();
    await em.flush();
    const sealed = context.cipher.sealBytes(secretPlace(staffId), secret);
    await sql`
      insert into second_factor (staff_id, secret, last_step) values (${staffId}, ${sealed}, ${step})
      on conflict (staff_id) do update set secret = excluded.secret, last_step = excluded.last_step, failures = 0,
        locked_until = null`.execute(em.getKysely());
    const recoveryCodes = await renewRecoveryCodes(em, staffId);
    await endSessions(em, staffId, sessionId);
    await recordChanges(
      { ...context, em },
      { type: "StaffMember", id: staffId, version: staff.version, operation: "setUpSecondFactor" },
      [{ field: "secondFactor", old: String(before !== null), new: "true", personal: false }],
    );
    const token = await elevateSession(em, sessionId, { secondFactor: true, stepUp: true });
    return { confirmed: true, recoveryCodes, token };
  });
}

/** Null for what we did not seal for this session, or too long ago. */
function openSetup(context: RequestContext, { staffId, sessionId }: Owner, sealed: string): Setup | null {
  try {
    const setup = context.cipher.open(secretPlace(staffId), Buffer.from(sealed, "base64url")) as Setup;
    const age = now().getTime() - Date.parse(setup.begunAt);
    return setup.sessionId === sessionId && age < CONFIRMED_WITHIN ? setup : null;
  } catch (error) {
    if (error instanceof DataIntegrityError) return null;
    throw error;
  }
}
