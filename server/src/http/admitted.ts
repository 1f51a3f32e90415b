import type { FastifyReply, FastifyRequest } from "fastify";
import { requestContext, type Application } from "../context.ts";
import type { Permission } from "../platform/actor.ts";
import { requirePermission } from "../platform/authz.ts";
import { RequestError } from "../platform/errors.ts";
import { wasReplayed } from "../platform/idempotency.ts";
import type { RequestContext } from "../platform/request.ts";
import { REPLAYED_HEADER } from "./graphql-errors.ts";
import { errorBody } from "./request-errors.ts";

const contexts = new WeakMap<FastifyRequest, RequestContext>();

/** Who may not is refused before a byte of the body is read. */
export async function admit(
  application: Application,
  permission: Permission,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<undefined> {
  try {
    const context = await requestContext(application, request);
    requirePermission(context, permission);
    contexts.set(request, context);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const code = String(error.extensions["code"]);
    await reply.code(code === "UNAUTHENTICATED" ? 401 : 403).send(errorBody(request, code, error.text));
  }
}

export function contextOf(request: FastifyRequest): RequestContext {
  const context = contexts.get(request);
  if (!context) throw new Error("a request that nobody admitted");
  return context;
}

/** The caller's key for an upload that is to have one effect, however often it is sent. */
export function idempotencyKeyOf({ headers }: FastifyRequest): string | undefined {
  return firstOf(headers["idempotency-key"]);
}

/** Says so when nothing was taken in anew. */
export function tellReplayed(request: FastifyRequest, reply: FastifyReply): void {
  if (wasReplayed(contextOf(request))) reply.header(REPLAYED_HEADER, "true");
}

/** A parameter that is given twice comes as a list. */
export function firstOf(parameter: string | string[] | undefined): string | undefined {
  return Array.isArray(parameter) ? parameter[0] : parameter;
}
