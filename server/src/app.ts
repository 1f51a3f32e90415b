import { MikroORM } from "@mikro-orm/postgresql";
import fastify, { type FastifyInstance } from "fastify";
import type { Pool } from "pg";
import type { Config } from "./config.ts";
import { systemContext, type Application } from "./context.ts";
import { entities } from "./entities.ts";
import { serveConsole } from "./http/console.ts";
import { serveGraphql } from "./http/graphql.ts";
import { Metrics, serveHealth } from "./http/health.ts";
import { answerBrokenHttp, answerErrorsAsJson } from "./http/request-errors.ts";
import { refuseOtherOrigins } from "./http/same-origin.ts";
import { sendSecurityHeaders } from "./http/security-headers.ts";
import { serveSignIn } from "./http/sign-in.ts";
import {
  makeFirstAdministrator,
  type FirstAdministrator,
} from "./modules/access/commands/make-first-administrator.ts";
import { createStaffAuth } from "./modules/access/staff-auth.ts";
import type { Database } from "./platform/database/connect.ts";
import { newId } from "./platform/ids.ts";
import { startJobs, type Jobs } from "./platform/jobs.ts";
import { openKey, type OpenedKey } from "./platform/key-file.ts";
import type { Logger } from "./platform/logger.ts";

export interface AppOptions {
  readonly config: Config;
  /** Migrated already. */
  readonly database: Database;
  readonly logger: Logger;
  /** Names the key file of a database that has no archive yet. */
  readonly installationId?: string;
}

/** Dossier's own part of a process, without a listening socket: what the server and the command line share. */
export interface Core extends Omit<Application, "auth"> {
  readonly pool: Pool;
  readonly key: OpenedKey;
  readonly metrics: Metrics;
  close(): Promise<void>;
}

export interface App {
  /** Such as http://127.0.0.1:4000, without a slash at the end. */
  readonly address: string;
  readonly key: OpenedKey;
  /** Who was made at this start, when nobody could sign in before. */
  readonly firstAdministrator: FirstAdministrator | null;
  /** Signs the first administrator in, once, within a day. */
  readonly signInLink: string | null;
  stop(): Promise<void>;
}

const BODY_LIMIT = 1_000_000;

/** Connects, opens the key and reads the entities. */
export async function openCore({ config, database, logger, installationId }: AppOptions): Promise<Core> {
  const metrics = new Metrics();
  const pool = database.createPool({ size: 4 });
  const key = await openKey(pool, config.keyFile, installationId ?? null);
  const connection = database.ormOptions();
  const { onPoolCreated } = connection.driverOptions;
  const orm = await MikroORM.init({
    ...connection,
    driverOptions: {
      ...connection.driverOptions,
      onPoolCreated: (made: Pool) => {
        onPoolCreated(made);
        metrics.countStatements(made);
      },
    },
    entities,
    forceUtcTimezone: true,
    // A command decides what is flushed and when; nothing is written by the way.
    flushMode: "commit",
    logger: () => undefined,
  });
  const jobs: Jobs = await startJobs(() => database.applicationUrl, logger);
  return {
    em: orm.em,
    cipher: key.cipher,
    jobs,
    logger,
    timeZone: config.timeZone,
    pool,
    key,
    metrics,
    async close() {
      await jobs.stop();
      await orm.close(true);
      await pool.end();
    },
  };
}

/** Starts the whole application: API, sign-in, console. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, logger } = options;
  const core = await openCore(options);
  const server = createServer(logger);
  const secure = config.publicUrl?.startsWith("https://") ?? false;
  let signInToken: string | null = null;
  const auth = createStaffAuth({
    pool: core.pool,
    secret: core.cipher.sessionSecret,
    secure,
    logger,
    onSignInToken: (token) => {
      signInToken = token;
    },
  });

  sendSecurityHeaders(server, secure);
  refuseOtherOrigins(server, config.publicUrl);
  answerErrorsAsJson(server);
  core.metrics.observe(server);
  serveHealth(server, core.pool, core.metrics);
  serveSignIn(server, auth);
  const apollo = await serveGraphql(server, { ...core, auth });
  await serveConsole(server);
  await server.listen({ port: config.port, host: config.host });

  const address = config.publicUrl ?? addressOf(server, config.host);
  const firstAdministrator = await makeFirstAdministrator(systemContext(core, newId()), {
    email: config.adminEmail,
    password: config.adminPassword,
  });
  if (firstAdministrator) {
    await auth.api.signInMagicLink({
      body: { email: firstAdministrator.email, callbackURL: "/" },
      headers: new Headers(),
    });
  }
  return {
    address,
    key: core.key,
    firstAdministrator,
    signInLink: signInToken && `${address}/auth/magic-link/verify?token=${signInToken}&callbackURL=%2F`,
    async stop() {
      await server.close();
      await apollo.stop();
      await core.close();
    },
  };
}

function createServer(logger: Logger): FastifyInstance {
  const server = fastify({
    loggerInstance: logger.child({}, { level: logger.level === "info" ? "warn" : logger.level }),
    genReqId: () => newId(),
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: 120_000,
    keepAliveTimeout: 5000,
    connectionTimeout: 0,
    forceCloseConnections: true,
    return503OnClosing: true,
    clientErrorHandler: answerBrokenHttp,
    routerOptions: { ignoreDuplicateSlashes: false },
  }) as unknown as FastifyInstance;
  server.server.headersTimeout = 10_000;
  server.server.maxConnections = 2000;
  return server;
}

function addressOf(server: FastifyInstance, host: string): string {
  const bound = server.server.address();
  const port = typeof bound === "object" && bound ? bound.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
