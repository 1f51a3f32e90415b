import { Pool, type PoolConfig } from "pg";
import type { Logger } from "pino";

/** Asks the database to give up the statement that a connection waits for. */
export type Cancel = (processId: number) => void;

/** A connection of its own for it: those of the pools may all be waiting for what is to be cancelled. */
export function cancelThrough(pool: Pool, logger: Pick<Logger, "debug">): Cancel {
  return (processId) => {
    pool
      .query("select pg_cancel_backend($1)", [processId])
      // A database that is away is at work on nothing.
      .catch((error: unknown) => logger.debug({ error }, "a statement could not be cancelled"));
  };
}

export function cancelPool(connectionString: string): Pool {
  const config: PoolConfig = {
    connectionString,
    application_name: "dossier cancel",
    max: 1,
    connectionTimeoutMillis: 2000,
    query_timeout: 2000,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
  };
  const pool = new Pool(config);
  pool.on("error", () => undefined);
  return pool;
}
