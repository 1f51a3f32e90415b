import { Socket } from "node:net";
import { Pool, type PoolClient, type PoolConfig } from "pg";
import type { Logger } from "pino";
import { cancelPool, cancelThrough, type Cancel } from "./cancel.ts";
import { checkDatabase } from "./database-checks.ts";
import { pooledClient } from "./pooled-client.ts";
import type { EmbeddedPostgres } from "./postgres-supervisor.ts";

/** Where the built-in database is right now. */
export type EmbeddedAddress = Pick<EmbeddedPostgres, "applicationUrl" | "ownerUrl" | "onStateChange">;

export interface DatabaseSettings {
  /** DATABASE_URL; absent when the built-in PostgreSQL is used. */
  readonly databaseUrl?: string | undefined;
  /** DATABASE_OWNER_URL. */
  readonly databaseOwnerUrl?: string | undefined;
  readonly embedded?: EmbeddedAddress | undefined;
  /** ALLOW_MIGHTY_ROLE. */
  readonly allowMightyRole?: boolean;
  readonly logger: Logger;
}

export interface PoolLimits {
  readonly size: number;
  readonly acquireTimeout: number;
  /** 0 is none: for LISTEN, and for work that may take as long as it takes. */
  readonly statementTimeout: number;
  readonly lockTimeout: number;
  readonly idleInTransactionTimeout: number;
  /** When to give up on a database that is there but does not answer, frozen or cut off; 0 is none. */
  readonly answerTimeout: number;
}

/** In milliseconds. Eight connections on two cores: more of them only wait for each other. */
export const POOL_LIMITS: PoolLimits = {
  size: 8,
  acquireTimeout: 2000,
  statementTimeout: 5000,
  lockTimeout: 3000,
  idleInTransactionTimeout: 30_000,
  answerTimeout: 0,
};

export interface Database {
  readonly applicationUrl: string;
  readonly ownerUrl: string;
  /** True when there is no role of its own for migrations. */
  readonly ownerIsApplication: boolean;
  /** A pool as the application's role, for whoever does not go through the mapper. */
  createPool(limits?: Partial<PoolLimits>): Pool;
  /** Spread into the mapper's configuration; its pool then obeys the same limits. */
  ormOptions(limits?: Partial<PoolLimits>): OrmConnectionOptions;
}

export interface OrmConnectionOptions {
  readonly clientUrl: string;
  readonly driverOptions: PoolConfig & { onPoolCreated: (pool: Pool) => void };
}

/** Checks the database once, and gives out connections to it that stay right when it moves to another port. */
export async function connectDatabase(settings: DatabaseSettings): Promise<Database> {
  const { embedded, logger } = settings;
  const applicationUrl = () => settings.databaseUrl ?? embeddedOf(settings).applicationUrl;
  const ownerUrl = () => settings.databaseOwnerUrl ?? settings.databaseUrl ?? embeddedOf(settings).ownerUrl;
  const checked = {
    applicationUrl: applicationUrl(),
    ownerUrl: ownerUrl(),
    allowMightyRole: settings.allowMightyRole ?? false,
  };
  for (const warning of await checkDatabase(checked)) {
    logger.warn({ warning: warning.code }, `${warning.english} ${warning.chinese}`);
  }

  const cancelling = cancelPool(applicationUrl());
  const cancel = cancelThrough(cancelling, logger);
  const pools = new Set<Pool>([cancelling]);
  embedded?.onStateChange((state) => {
    if (state !== "up" || settings.databaseUrl !== undefined) return;
    for (const pool of pools) pool.options.connectionString = applicationUrl();
  });
  const follow = (pool: Pool, limits: PoolLimits) => {
    pools.add(pool);
    watchPool(pool, limits, logger);
  };

  return {
    get applicationUrl() {
      return applicationUrl();
    },
    get ownerUrl() {
      return ownerUrl();
    },
    ownerIsApplication: userOf(applicationUrl()) === userOf(ownerUrl()),
    createPool(changes) {
      const limits = { ...POOL_LIMITS, ...changes };
      const pool = new Pool(poolConfig(applicationUrl(), limits, cancel));
      follow(pool, limits);
      return pool;
    },
    ormOptions(changes) {
      const limits = { ...POOL_LIMITS, ...changes };
      return {
        clientUrl: applicationUrl(),
        driverOptions: {
          ...poolConfig(applicationUrl(), limits, cancel),
          onPoolCreated: (pool) => follow(pool, limits),
        },
      };
    },
  };
}

export function poolConfig(
  connectionString: string,
  limits: PoolLimits,
  cancel: Cancel = () => undefined,
): PoolConfig {
  return {
    connectionString,
    Client: pooledClient(cancel),
    application_name: "dossier",
    max: limits.size,
    connectionTimeoutMillis: limits.acquireTimeout,
    idleTimeoutMillis: 30_000,
    statement_timeout: limits.statementTimeout,
    ...(limits.answerTimeout > 0 ? { query_timeout: limits.answerTimeout } : {}),
    lock_timeout: limits.lockTimeout,
    idle_in_transaction_session_timeout: limits.idleInTransactionTimeout,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/** A dropped connection is an event of the pool; without a listener it would end the process. */
function watchPool(pool: Pool, limits: PoolLimits, logger: Logger): void {
  pool.on("error", (error) => logger.debug({ reason: error.message }, "an idle database connection broke"));
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
    if (limits.statementTimeout > 0) endWhenSilent(client, silenceLimit(limits));
  });
}

/** The server answers or gives up before this: whoever is silent for longer is no longer there. */
function silenceLimit(limits: PoolLimits): number {
  return Math.max(limits.statementTimeout, limits.idleInTransactionTimeout, 30_000) + 5000;
}

/**
 * After a cut in the network TCP itself would wait a quarter of an hour for answers that nobody will send, and the pool
 * would be full of such connections. The driver does not show its socket in its types, hence the careful look.
 */
function endWhenSilent(client: PoolClient, milliseconds: number): void {
  const connection: unknown = "connection" in client ? client.connection : undefined;
  const socket =
    typeof connection === "object" && connection !== null && "stream" in connection && connection.stream;
  if (!(socket instanceof Socket)) return;
  socket.setTimeout(milliseconds, () => socket.destroy(new Error("The connection went silent")));
}

function embeddedOf({ embedded }: DatabaseSettings): EmbeddedAddress {
  if (embedded === undefined) throw new Error("neither DATABASE_URL nor a built-in PostgreSQL was given");
  return embedded;
}

function userOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}
