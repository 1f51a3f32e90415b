import type { EntityManager } from "@mikro-orm/postgresql";
import { actorOfSecret, bearerOf } from "./modules/access/api-key-actor.ts";
import { personOf } from "./modules/access/staff-actor.queries.ts";
import type { StaffSessions } from "./modules/access/staff-sessions.ts";
import type { Actor } from "./platform/actor.ts";
import type { Cipher } from "./platform/crypto.ts";
import type { Jobs } from "./platform/jobs.ts";
import { languageOf } from "./platform/language.ts";
import { Loaders } from "./platform/loaders.ts";
import type { Logger } from "./platform/logger.ts";
import type { Reference } from "./platform/reference.ts";
import { ChangeSource, type RequestContext } from "./platform/request.ts";

/** What every request shares. */
export interface Application {
  readonly em: EntityManager;
  readonly cipher: Cipher;
  readonly jobs: Jobs;
  readonly logger: Logger;
  readonly timeZone: string;
  readonly reference: Reference;
  readonly sessions: StaffSessions;
}

/** What an HTTP request, or a socket when it was opened, says of who asks. */
export interface RequestOrigin {
  readonly id: string;
  readonly headers: {
    readonly authorization?: string | undefined;
    readonly cookie?: string | undefined;
    readonly "accept-language"?: string | undefined;
  };
}

/** Who asks, in which language, with which rights: read anew for each request, so a right taken away counts at once. */
export async function requestContext(
  application: Application,
  request: RequestOrigin,
): Promise<RequestContext> {
  const context: RequestContext = {
    ...systemContext(application, request.id),
    language: languageOf(request.headers["accept-language"]),
    source: ChangeSource.CONSOLE,
  };
  const actor = await actorOfHeaders(application, context, request.headers);
  return { ...context, actor, source: actor?.keyId ? ChangeSource.API : ChangeSource.CONSOLE };
}

/**
 * The program whose API key the headers bring, or else the person whose session they do. A key counts alone: beside
 * one a cookie is not looked at, and a key that does not work refuses the request.
 */
export async function actorOfHeaders(
  application: Application,
  context: RequestContext,
  { authorization, cookie }: RequestOrigin["headers"],
): Promise<Actor | null> {
  const secret = bearerOf(authorization);
  if (secret !== null) return actorOfSecret(context, secret);
  if (!cookie) return null;
  const holder = await application.sessions.find(cookie);
  return holder?.active ? personOf(context, holder, holder) : null;
}

/** Dossier's own context: for jobs, the command line and the first start. It has no actor; commands check no rights. */
export function systemContext(
  application: Omit<Application, "sessions">,
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
    reference: application.reference,
    jobs: application.jobs,
    logger: application.logger,
    timeZone: application.timeZone,
  };
}
