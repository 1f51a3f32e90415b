import "reflect-metadata";
import { MikroORM } from "@mikro-orm/postgresql";
import type { FastifyInstance } from "fastify";
import type { Pool } from "pg";
import type { Config } from "./config.ts";
import { systemContext, type Application } from "./context.ts";
import { entities } from "./entities.ts";
import { serveComplaintPhotographs } from "./http/complaint-photographs.ts";
import { serveConsole } from "./http/console.ts";
import { Edge } from "./http/edge.ts";
import { Costs } from "./http/graphql-cost.ts";
import { serveGraphql } from "./http/graphql.ts";
import { serveGraphqlSocket } from "./http/graphql-socket.ts";
import { Metrics, serveHealth } from "./http/health.ts";
import type { TellRefusal } from "./http/refusals.ts";
import { answerErrorsAsJson } from "./http/request-errors.ts";
import { refuseOtherOrigins } from "./http/same-origin.ts";
import { PasswordAttempts } from "./http/password-attempts.ts";
import { serveSecondFactor } from "./http/second-factor.ts";
import { sendSecurityHeaders } from "./http/security-headers.ts";
import { closeServer, createServer, listen } from "./http/server.ts";
import { cutOffSlowBodies } from "./http/slow-bodies.ts";
import { serveImportFiles } from "./http/import-files.ts";
import { serveSignIn } from "./http/sign-in.ts";
import {
  makeFirstAdministrator,
  type FirstAdministrator,
} from "./modules/access/commands/make-first-administrator.ts";
import { staffActor } from "./modules/access/staff-actor.queries.ts";
import { TrustedDocuments } from "./http/trusted-documents.ts";
import { createStaffAuth, SIGN_IN_LINK_PATH } from "./modules/access/staff-auth.ts";
import { StaffSessions } from "./modules/access/staff-sessions.ts";
import { workOnHandOvers } from "./modules/complaints/hand-over-work.ts";
import { makeDemoArchive } from "./modules/imports/commands/make-demo-archive.ts";
import { workOnImports, type WorkSurroundings } from "./modules/imports/import-work.ts";
import { isConnectionFailure } from "./platform/database/connection-failure.ts";
import { headFileOf } from "./platform/chain-head.ts";
import type { Database } from "./platform/database/connect.ts";
import { newId } from "./platform/ids.ts";
import { startJobs, type Jobs } from "./platform/jobs.ts";
import { openKey, type OpenedKey } from "./platform/key-file.ts";
import { convertLegacyChanges } from "./platform/legacy-changes.ts";
import type { Logger } from "./platform/logger.ts";
import { Reference } from "./platform/reference.ts";
import { Refusals } from "./platform/refusals.ts";
import { Relay } from "./platform/relay.ts";
import { Sealing } from "./platform/sealing.ts";
import { ChangeSource } from "./platform/request.ts";
import { buildDossierSchema } from "./schema.ts";

export interface AppOptions {
  readonly config: Config;
  /** Migrated already. */
  readonly database: Database;
  readonly logger: Logger;
  /** Names the key file of a database that has no archive yet. */
  readonly installationId?: string;
  /** The numbers of all web processes, where this is one of several. */
  readonly metricsOfAll?: () => Promise<string>;
  /** The console's documents by their ids, where they are not those of its build. */
  readonly documents?: ReadonlyMap<string, string>;
}

/** Dossier's own part of a process, without a listening socket: what the server and the command line share. */
export interface Core extends Omit<Application, "sessions"> {
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
  readonly metrics: Metrics;
  readonly refusals: Refusals;
  stop(): Promise<void>;
}

/** Connects, opens the key and reads the entities. */
export async function openCore({ config, database, logger, installationId }: AppOptions): Promise<Core> {
  const metrics = new Metrics();
  // Every request begins here, with who asks: so all of them hear soon when the database does not answer.
  const pool = database.createPool({ size: 4, answerTimeout: 6000 });
  const key = await openKey(pool, config.keyFile, installationId ?? null);
  if (key.hasChangesToConvert) await convertLegacyChanges(database, key.cipher, logger);
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
  const jobs: Jobs = await startJobs(database, logger);
  const stopWatchingKeys = key.keyring.watch((error) => {
    if (isConnectionFailure(error)) return;
    logger.warn(
      { error },
      "new data keys cannot be read: was the key file changed, and not put in its place here?",
    );
  });
  const refusals = new Refusals(orm.em, logger, () => metrics.refusalsMerged.inc());
  return {
    em: orm.em,
    cipher: key.cipher,
    jobs,
    logger,
    timeZone: config.timeZone,
    reference: new Reference(),
    refusals,
    pool,
    key,
    metrics,
    async close() {
      stopWatchingKeys();
      await jobs.stop();
      await refusals.stop();
      await orm.close(true);
      await pool.end();
    },
  };
}

/** Starts the whole application: API, sign-in, console. */
export async function createApp(options: AppOptions): Promise<App> {
  const core = await openCore(options);
  const sealing = new Sealing({
    key: core.cipher.chainKey,
    headFile: headFileOf(core.key.path),
    logger: options.logger,
  });
  const relay = await Relay.start(options.database, options.logger, core.reference, [sealing]);
  relay.watch(core.em);
  try {
    return await serve(core, relay, options);
  } catch (error) {
    await relay.stop();
    await core.close();
    throw error;
  }
}

async function serve(
  core: Core,
  relay: Relay,
  { config, logger, metricsOfAll, documents }: AppOptions,
): Promise<App> {
  const server = createServer(logger);
  const secure = config.publicUrl?.startsWith("https://") ?? false;
  let signInToken = null as string | null;
  const auth = createStaffAuth({
    pool: core.pool,
    secret: core.cipher.sessionSecret,
    secure,
    logger,
    onSignInToken: (token) => {
      signInToken = token;
    },
  });

  const sessions = await StaffSessions.open({ auth, pool: core.pool, secret: core.cipher.sessionSecret });

  sendSecurityHeaders(server, secure);
  const tellRefusal: TellRefusal = ({ code, context }) => {
    core.metrics.refusals.inc({ code });
    // Refusals of a single field note themselves where they are made.
    if (context && (code === "RATE_LIMITED" || code === "QUERY_TOO_COSTLY"))
      core.refusals.record(context, { operation: "request", code });
  };
  answerErrorsAsJson(server, tellRefusal);
  refuseOtherOrigins(server, config.publicUrl, core.refusals);
  core.metrics.observe(server);
  cutOffSlowBodies(server);
  serveHealth(server, core.pool, metricsOfAll ?? (() => core.metrics.registry.metrics()));
  const application = { ...core, sessions };
  const attempts = new PasswordAttempts();
  serveSignIn(server, { application, auth, attempts });
  serveSecondFactor(server, application, attempts);
  const edge = new Edge(application, {
    pointsPerMinute: Math.max(1, Math.floor(config.rateLimit / config.webConcurrency)),
    operationSeconds: config.operationSeconds,
    onEnd: (why) => core.metrics.ends.inc({ why }),
  });
  server.addHook("onClose", async () => edge.stop());
  await serveImportFiles(server, edge);
  await serveComplaintPhotographs(server, edge);
  const schema = buildDossierSchema();
  const costs = new Costs(schema);
  const trusted = documents ? new TrustedDocuments(documents) : await TrustedDocuments.open();
  const graph = { application, schema, edge, trusted, costs, tellRefusal };
  const apollo = await serveGraphql(server, { ...graph, metrics: core.metrics });
  serveGraphqlSocket(server, { ...graph, relay, publicUrl: config.publicUrl });
  await serveConsole(server);
  await listen(server, config);

  const leaveImports = await workOnImports(importWork(core));
  const leaveHandOvers = await workOnHandOvers({
    newContext: () => systemContext(core, newId(), ChangeSource.CONSOLE),
    actorOf: staffActor,
  });
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
  // The first start is told by its administrator; the ledger fills while the console is opened.
  if (firstAdministrator && config.demo) {
    makeDemoArchive(importWork(core).newContext()).catch((error: unknown) =>
      logger.error({ error }, "the demo archive could not be made"),
    );
  }
  return {
    address,
    key: core.key,
    metrics: core.metrics,
    refusals: core.refusals,
    firstAdministrator,
    signInLink: signInToken && `${address}${SIGN_IN_LINK_PATH}?token=${signInToken}`,
    async stop() {
      leaveImports();
      leaveHandOvers();
      await closeServer(server);
      await relay.stop();
      await apollo.stop();
      await core.close();
    },
  };
}

/** What work on imports needs, in the server and on the command line. */
export function importWork(core: Core): WorkSurroundings {
  return {
    newContext: () => systemContext(core, newId(), ChangeSource.IMPORT),
    actorOf: staffActor,
  };
}

function addressOf(server: FastifyInstance, host: string): string {
  const bound = server.server.address();
  const port = typeof bound === "object" && bound ? bound.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
