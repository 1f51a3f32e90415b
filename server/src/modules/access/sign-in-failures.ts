import { createHmac } from "node:crypto";
import { sql } from "kysely";
import type { RequestContext } from "../../platform/request.ts";

const COUNTED_FOR = "15 minutes";
const LOCKED_SECONDS = 15 * 60;
const KEPT_FOR = "1 day";
const PURGE_EVERY = 3_600_000;

/**
 * Where wrong passwords come from: an account from one address, and the address whatever the account. Never the account
 * alone: whoever knows an e-mail address could lock its owner out.
 */
export interface Door {
  readonly account: Buffer;
  readonly address: Buffer;
}

export function doorOf(context: RequestContext, email: string, address: string): Door {
  const keyed = (...words: string[]): Buffer =>
    createHmac("sha256", context.cipher.sessionSecret)
      .update(JSON.stringify(["sign-in failure", ...words]))
      .digest();
  return { account: keyed(email.trim().toLowerCase(), address), address: keyed(address) };
}

/** How long a door stays shut after so many failures in a row, in seconds. */
export function secondsShut(failures: number, what: keyof Door): number {
  if (what === "address") return failures >= 100 ? LOCKED_SECONDS : 0;
  if (failures >= 10) return LOCKED_SECONDS;
  return failures >= 5 ? 2 ** (failures - 5) : 0;
}

/** For how many more seconds no attempt is looked at; 0 when one is. Asked of unknown accounts alike. */
export async function secondsToWait(context: RequestContext, door: Door): Promise<number> {
  const { rows } = await sql<{ seconds: number | null }>`
    select max(extract(epoch from locked_until - now()))::float8 as seconds
    from sign_in_failure where key = any(${[door.account, door.address]}::bytea[])`.execute(
    context.em.getKysely(),
  );
  return Math.max(0, Math.ceil(rows[0]?.seconds ?? 0));
}

/** Counts a wrong password at both; answers for how many seconds nothing is looked at from there now. */
export async function countFailure(context: RequestContext, door: Door): Promise<number> {
  const kysely = context.em.getKysely();
  const keys = [door.account, door.address].toSorted((one, other) => Buffer.compare(one, other));
  const { rows } = await sql<{ key: Buffer; failures: number }>`
    insert into sign_in_failure as known (key, failures, last_at)
    select key, 1, now() from unnest(${keys}::bytea[]) as key
    on conflict (key) do update set last_at = now(), locked_until = null,
      failures = case when known.last_at < now() - ${COUNTED_FOR}::interval then 1 else known.failures + 1 end
    returning key, failures`.execute(kysely);
  let longest = 0;
  for (const { key, failures } of rows) {
    const seconds = secondsShut(failures, key.equals(door.account) ? "account" : "address");
    longest = Math.max(longest, seconds);
    if (seconds > 0)
      await sql`
        update sign_in_failure set locked_until = now() + make_interval(secs => ${seconds})
        where key = ${key}`.execute(kysely);
  }
  await forgetOld(context);
  return longest;
}

/** The right password came: what was wrong before does not count any more. */
export async function forgetFailures(context: RequestContext, door: Door): Promise<void> {
  await sql`delete from sign_in_failure where key = ${door.account}`.execute(context.em.getKysely());
}

let purgedAt = 0;

async function forgetOld(context: RequestContext): Promise<void> {
  if (Date.now() - purgedAt < PURGE_EVERY) return;
  purgedAt = Date.now();
  await sql`delete from sign_in_failure where last_at < now() - ${KEPT_FOR}::interval`.execute(
    context.em.getKysely(),
  );
}
