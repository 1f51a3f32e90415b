import type { FastifyReply, FastifyRequest } from "fastify";
import { requestContext, type Application } from "../context.ts";
import type { Permission } from "../platform/actor.ts";
import { requirePermission, requireStepUp } from "../platform/authz.ts";
import { RequestError } from "../platform/errors.ts";
import type { RequestContext } from "../platform/request.ts";
import { errorBody } from "./request-errors.ts";

const contexts = new WeakMap<FastifyRequest, RequestContext>();

/** Who may not is refused before a byte of the body is read. */
export async function admit(
  application: Application,
  permission: Permission,
  request: FastifyRequest,
  reply: FastifyReply,
  { stepUp = false } = {},
): Promise<undefined> {
  try {
    const context = await requestContext(application, request);
    requirePermission(context, permission);
    if (stepUp) requireStepUp(context);
    contexts.set(request, context);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const { code, ...more } = error.extensions;
    await reply
      .code(code === "UNAUTHENTICATED" ? 401 : 403)
      .send(errorBody(request, String(code), error.text, more));
  }
}

export function contextOf(request: FastifyRequest): RequestContext {
  const context = contexts.get(request);
  if (!context) throw new Error("a request that nobody admitted");
  return context;
}

/** A parameter that is given twice comes as a list. */
export function firstOf(parameter: string | string[] | undefined): string | undefined {
  return Array.isArray(parameter) ? parameter[0] : parameter;
}
