import type { IncomingHttpHeaders } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { addressOf } from "../context.ts";
import { bearerOf } from "../modules/access/api-key-actor.ts";
import type { Asking } from "../platform/changes.ts";
import { requestErrorTexts } from "../platform/errors.ts";
import type { Refusals } from "../platform/refusals.ts";
import { ChangeSource } from "../platform/request.ts";
import { errorBody } from "./request-errors.ts";

/**
 * A browser names the page that a request comes from. One from another site that changes something is refused before
 * anything is read: the session cookie must not work for strangers. Programs send no Origin and carry no cookie,
 * and beside an API key, which no browser sends by itself, a cookie counts for nothing.
 */
export function refuseOtherOrigins(
  fastify: FastifyInstance,
  publicUrl: string | null,
  refusals: Refusals,
): void {
  fastify.addHook("onRequest", async (request, reply) => {
    if (request.method === "GET" || request.method === "HEAD") return undefined;
    if (isSameOrigin(request.headers, publicUrl) || bringsKey(request)) return undefined;
    refusals.record(fromOtherOrigin(request.ip, request.id), { operation: "otherOrigin", code: "FORBIDDEN" });
    return reply.code(403).send(errorBody(request, "FORBIDDEN", requestErrorTexts.FORBIDDEN));
  });
}

/** Who asks is not looked at: the page that sent it is not ours. */
export function fromOtherOrigin(ip: string | undefined, requestId: string): Asking {
  return { actor: null, source: ChangeSource.CONSOLE, requestId, address: addressOf(ip) };
}

/** True for the server's own pages, and for programs, which name no page. */
export function isSameOrigin({ origin, host }: IncomingHttpHeaders, publicUrl: string | null): boolean {
  const allowed = publicUrl ? [new URL(publicUrl).origin] : [`http://${host}`, `https://${host}`];
  return origin === undefined || allowed.includes(origin);
}

/** Sign-in knows no keys: there the cookie would count. */
function bringsKey({ headers, url }: FastifyRequest): boolean {
  return bearerOf(headers.authorization) !== null && !url.startsWith("/auth");
}
