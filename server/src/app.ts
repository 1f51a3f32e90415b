import "reflect-metadata";
import type { FastifyInstance } from "fastify";
import { systemContext } from "./context.ts";
import { importWork, openCore, type Core, type CoreOptions } from "./core.ts";
import { serveComplaintPhotographs } from "./http/complaint-photographs.ts";
import { serveConsole } from "./http/console.ts";
import { Edge } from "./http/edge.ts";
import { Costs } from "./http/graphql-cost.ts";
import { serveExportFiles } from "./http/export-files.ts";
import { serveGraphql } from "./http/graphql.ts";
import { serveGraphqlSocket } from "./http/graphql-socket.ts";
import { serveHealth, type Metrics } from "./http/health.ts";
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
import { workOnLifecycles } from "./modules/customers/lifecycle-work.ts";
import { workOnUpkeep } from "./modules/customers/upkeep-work.ts";
import { workOnImports } from "./modules/imports/import-work.ts";
import { headFileOf } from "./platform/chain-head.ts";
import { newId } from "./platform/ids.ts";
import type { OpenedKey } from "./platform/key-file.ts";
import type { Refusals } from "./platform/refusals.ts";
import { Relay } from "./platform/relay.ts";
import { Sealing } from "./platform/sealing.ts";
import { ChangeSource } from "./platform/request.ts";
import { buildDossierSchema } from "./schema.ts";

export interface AppOptions extends CoreOptions {
  /** The numbers of all web processes, where this is one of several. */
  readonly metricsOfAll?: () => Promise<string>;
  /** The console's documents by their ids, where they are not those of its build. */
  readonly documents?: ReadonlyMap<string, string>;
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
  await serveExportFiles(server, edge);
  const schema = buildDossierSchema();
  const costs = new Costs(schema);
  const trusted = documents ? new TrustedDocuments(documents) : await TrustedDocuments.open();
  const graph = { application, schema, edge, trusted, costs, tellRefusal };
  const apollo = await serveGraphql(server, { ...graph, metrics: core.metrics });
  serveGraphqlSocket(server, { ...graph, relay, publicUrl: config.publicUrl });
  await serveConsole(server);
  await listen(server, config);

  const leaveImports = await workOnImports(importWork(core));
  const leaveLifecycles = await workOnLifecycles(() => systemContext(core, newId()));
  const leaveUpkeep = await workOnUpkeep(() => systemContext(core, newId()));
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
      leaveLifecycles();
      leaveUpkeep();
      await closeServer(server);
      await relay.stop();
      await apollo.stop();
      await core.close();
    },
  };
}

function addressOf(server: FastifyInstance, host: string): string {
  const bound = server.server.address();
  const port = typeof bound === "object" && bound ? bound.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
