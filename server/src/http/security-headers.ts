import { randomBytes } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

declare module "fastify" {
  interface FastifyRequest {
    /** Allows the style tags that this answer's page makes, and no others. */
    styleNonce: string;
  }
}

/** Headers of every answer: nothing from elsewhere, no framing, no sniffing, no script in the page's own text. */
export function sendSecurityHeaders(fastify: FastifyInstance, secure: boolean): void {
  fastify.decorateRequest("styleNonce", "");
  fastify.addHook("onRequest", async (request: FastifyRequest, reply: FastifyReply) => {
    request.styleNonce = randomBytes(16).toString("base64");
    reply.headers({
      "content-security-policy": [
        "default-src 'self'",
        "script-src 'self'",
        `style-src 'self' 'nonce-${request.styleNonce}'`,
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ].join("; "),
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": "camera=(), microphone=(), geolocation=()",
      ...(secure ? { "strict-transport-security": "max-age=31536000" } : {}),
    });
  });
}
