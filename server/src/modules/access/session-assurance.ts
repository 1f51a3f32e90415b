import { randomBytes } from "node:crypto";
import type { EntityManager } from "@mikro-orm/postgresql";
import { sql } from "kysely";
import { Assurance } from "../../platform/actor.ts";
import { RequestError, requestErrorTexts } from "../../platform/errors.ts";

/** In seconds: how long the archive's first administrator may work without a second factor, from the first sign-in on. */
const FIRST_SIGN_IN_LASTS = 24 * 3600;
/** In seconds: how long the password alone waits for the code. */
const CODE_AWAITED_FOR = 15 * 60;

/** What a session's row says of how sure it is, as the session statement reads it. */
export interface SessionFacts {
  readonly requiresSecondFactor: boolean;
  readonly secondsOld: number;
  readonly hasSecondFactor: boolean;
  readonly beginsWithoutSecondFactor: boolean;
  /** Null for a session that began before there were second factors. */
  readonly firstSignIn: boolean | null;
  readonly secondFactorAt: Date | null;
  readonly steppedUpAt: Date | null;
}

export const ASSURANCE_COLUMNS = `
  extract(epoch from now() - session."createdAt")::float8 as "secondsOld",
  staff.second_factor_since is not null as "hasSecondFactor",
  staff.begins_without_second_factor as "beginsWithoutSecondFactor", assurance.first_sign_in as "firstSignIn",
  assurance.second_factor_at as "secondFactorAt", assurance.stepped_up_at as "steppedUpAt"`;

export const ASSURANCE_JOIN = `left join auth.session_assurance as assurance on assurance.session_id = session.id`;

/**
 * How sure a session is of its person; null when it waited too long for the code and is over. Whoever made an account, or
 * gave it the role, may know its password: only the first administrator's, which nobody made, begins with that alone.
 */
export function assuranceOf(session: SessionFacts): Assurance | null {
  if (session.hasSecondFactor) {
    if (session.secondFactorAt) return Assurance.FULL;
    return session.secondsOld < CODE_AWAITED_FOR ? Assurance.SECOND_FACTOR_MISSING : null;
  }
  if (!session.requiresSecondFactor) return Assurance.FULL;
  const waits = session.beginsWithoutSecondFactor && session.firstSignIn === true;
  return waits && session.secondsOld < FIRST_SIGN_IN_LASTS
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
