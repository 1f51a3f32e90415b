import { AsyncLocalStorage } from "node:async_hooks";
import { Kysely, PostgresDialect } from "kysely";
import type { Pool } from "pg";
import { isConnectionFailure } from "../../platform/database/connection-failure.ts";

interface Call {
  outage?: Error;
}

const calls = new AsyncLocalStorage<Call>();

/**
 * Runs a call of the sign-in library. It answers its own 500, or a redirect, when the database is away; this throws
 * what really happened, so that the caller hears "try again shortly" as everywhere else.
 */
export async function tellingOutages<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const call: Call = {};
  const [outcome] = await Promise.allSettled([calls.run(call, ask)]);
  // Whatever it answered or threw: without its database it was a guess.
  if (call.outage !== undefined) throw call.outage;
  if (outcome.status === "rejected") throw outcome.reason;
  return outcome.value;
}

/** The library's own tables, in a schema of their own. */
export function authDatabase(pool: Pool): Kysely<unknown> {
  const dialect = new PostgresDialect({
    pool: {
      options: pool.options,
      connect: () => noticing(pool.connect()),
      end: () => pool.end(),
    },
  });
  const log = (event: { level: string; error?: unknown }) => {
    if (event.level === "error") notice(event.error);
  };
  return new Kysely<unknown>({ dialect, log }).withSchema("auth");
}

/** For statements of our own that run inside a call of the library. */
export async function noticing<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    notice(error);
    throw error;
  }
}

function notice(error: unknown): void {
  const call = calls.getStore();
  if (call !== undefined && error instanceof Error && isConnectionFailure(error)) call.outage ??= error;
}
