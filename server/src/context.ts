import type { EntityManager } from "@mikro-orm/postgresql";
import type { FastifyRequest } from "fastify";
import { tellingOutages } from "./modules/access/auth-database.ts";
import { ROLE_PERMISSIONS } from "./modules/access/permissions.ts";
import type { StaffAuth } from "./modules/access/staff-auth.ts";
import { findStaff } from "./modules/access/staff.queries.ts";
import type { Actor } from "./platform/actor.ts";
import type { Cipher } from "./platform/crypto.ts";
import type { Jobs } from "./platform/jobs.ts";
import { languageOf } from "./platform/language.ts";
import { Loaders } from "./platform/loaders.ts";
import type { Logger } from "./platform/logger.ts";
import { ChangeSource, type RequestContext } from "./platform/request.ts";

/** What every request shares. */
export interface Application {
  readonly em: EntityManager;
  readonly cipher: Cipher;
  readonly jobs: Jobs;
  readonly logger: Logger;
  readonly timeZone: string;
  readonly auth: StaffAuth;
}

/** Who asks, in which language, with which rights: read anew for each request, so a right taken away counts at once. */
export async function requestContext(
  application: Application,
  request: FastifyRequest,
): Promise<RequestContext> {
  const context: RequestContext = {
    ...systemContext(application, request.id),
    language: languageOf(request.headers["accept-language"]),
    source: ChangeSource.CONSOLE,
  };
  return { ...context, actor: await actorOf(application, context, request) };
}

async function actorOf(
  application: Application,
  context: RequestContext,
  request: FastifyRequest,
): Promise<Actor | null> {
  const { cookie } = request.headers;
  if (!cookie) return null;
  const session = await tellingOutages(() =>
    application.auth.api.getSession({ headers: new Headers({ cookie }) }),
  );
  const staff = session ? await findStaff(context, session.user.id) : null;
  if (!session || !staff?.active) return null;
  return {
    staffId: staff.recordId,
    name: staff.name,
    role: staff.role,
    teamId: staff.teamId,
    permissions: ROLE_PERMISSIONS[staff.role],
    sessionId: session.session.id,
  };
}

/** A member of staff as an actor outside of a session: in whose name a job goes on. Null when disabled or gone. */
export async function staffActor(context: RequestContext, staffId: string): Promise<Actor | null> {
  const staff = await findStaff(context, staffId);
  if (!staff?.active) return null;
  return {
    staffId: staff.recordId,
    name: staff.name,
    role: staff.role,
    teamId: staff.teamId,
    permissions: ROLE_PERMISSIONS[staff.role],
    sessionId: null,
  };
}

/** Dossier's own context: for jobs, the command line and the first start. It has no actor; commands check no rights. */
export function systemContext(
  application: Omit<Application, "auth">,
  requestId: string,
  source = ChangeSource.SYSTEM,
): RequestContext {
  return {
    actor: null,
    language: "zh",
    source,
    requestId,
    em: application.em.fork(),
    cipher: application.cipher,
    loaders: new Loaders(),
    jobs: application.jobs,
    logger: application.logger,
    timeZone: application.timeZone,
  };
}
