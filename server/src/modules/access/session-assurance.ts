import { randomBytes } from "node:crypto";
import type { EntityManager } from "@mikro-orm/postgresql";
import { sql } from "kysely";
import { Assurance } from "../../platform/actor.ts";
import { RequestError, requestErrorTexts } from "../../platform/errors.ts";
import { StaffRole } from "./permissions.ts";

/** In seconds: how long somebody who must have a second factor may work without, beginning with the first sign-in. */
const FIRST_SIGN_IN_LASTS = 24 * 3600;
/** In seconds: how long the password alone waits for the code. */
const CODE_AWAITED_FOR = 15 * 60;

/** What a session's row says of how sure it is, as the session statement reads it. */
export interface SessionFacts {
  readonly role: StaffRole;
  readonly secondsOld: number;
  readonly hasSecondFactor: boolean;
  /** Null for a session that began before there were second factors. */
  readonly firstSignIn: boolean | null;
  readonly secondFactorAt: Date | null;
  readonly steppedUpAt: Date | null;
}

export const ASSURANCE_COLUMNS = `
  extract(epoch from now() - session."createdAt")::float8 as "secondsOld",
  staff.second_factor_since is not null as "hasSecondFactor", assurance.first_sign_in as "firstSignIn",
  assurance.second_factor_at as "secondFactorAt", assurance.stepped_up_at as "steppedUpAt"`;

export const ASSURANCE_JOIN = `left join auth.session_assurance as assurance on assurance.session_id = session.id`;

const REQUIRING: readonly string[] = [StaffRole.ADMINISTRATOR];

/** Whose sign-in must ask for a second factor. */
export function requiresSecondFactor(role: string): boolean {
  return REQUIRING.includes(role);
}

/** How sure a session is of its person; null when it waited too long for the code and is over. */
export function assuranceOf(session: SessionFacts): Assurance | null {
  if (session.hasSecondFactor) {
    if (session.secondFactorAt) return Assurance.FULL;
    return session.secondsOld < CODE_AWAITED_FOR ? Assurance.SECOND_FACTOR_MISSING : null;
  }
  if (!requiresSecondFactor(session.role)) return Assurance.FULL;
  const isFirst = session.firstSignIn ?? true;
  return isFirst && session.secondsOld < FIRST_SIGN_IN_LASTS
    ? Assurance.FULL
    : Assurance.SECOND_FACTOR_TO_SET_UP;
}

/**
 * Writes down what a session has just shown and gives it a new token: whoever got hold of the old one is out. Answers
 * the token; the session keeps its id.
 */
export async function elevateSession(
  em: EntityManager,
  sessionId: string,
  shown: { readonly secondFactor?: boolean; readonly stepUp?: boolean },
): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  const kysely = em.getKysely();
  const renewed = await sql`update auth.session set token = ${token} where id = ${sessionId}`.execute(kysely);
  // Ended meanwhile, by its owner or because somebody was shut out.
  if (renewed.numAffectedRows !== 1n)
    throw new RequestError("UNAUTHENTICATED", requestErrorTexts.UNAUTHENTICATED);
  await sql`
    insert into auth.session_assurance as known (session_id, first_sign_in, second_factor_at, stepped_up_at)
    values (${sessionId}, true, ${shown.secondFactor ? sql`now()` : null}, ${shown.stepUp ? sql`now()` : null})
    on conflict (session_id) do update set
      second_factor_at = coalesce(excluded.second_factor_at, known.second_factor_at),
      stepped_up_at = coalesce(excluded.stepped_up_at, known.stepped_up_at)`.execute(kysely);
  return token;
}
