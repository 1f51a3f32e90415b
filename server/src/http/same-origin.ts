import type { FastifyInstance } from "fastify";
import { requestErrorTexts } from "../platform/errors.ts";
import { errorBody } from "./request-errors.ts";

/**
 * A browser names the page that a request comes from. One from another site that changes something is refused before
 * anything is read: the session cookie must not work for strangers. Programs send no Origin and carry no cookie.
 */
export function refuseOtherOrigins(fastify: FastifyInstance, publicUrl: string | null): void {
  fastify.addHook("onRequest", async (request, reply) => {
    const { origin, host } = request.headers;
    if (request.method === "GET" || request.method === "HEAD" || origin === undefined) return undefined;
    const allowed = publicUrl ? [new URL(publicUrl).origin] : [`http://${host}`, `https://${host}`];
    if (allowed.includes(origin)) return undefined;
    return reply.code(403).send(errorBody(request, "FORBIDDEN", requestErrorTexts.FORBIDDEN));
  });
}
