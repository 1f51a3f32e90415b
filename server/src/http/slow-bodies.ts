import type { FastifyInstance, FastifyRequest } from "fastify";

/** In milliseconds: a megabyte of JSON takes no longer on any line that people work with. */
const JSON_WITHIN = 30_000;
const LOOK_EVERY = 5000;

/** Cuts off whoever sends JSON drop by drop. Uploads are larger, and have the time that the server gives all requests. */
export function cutOffSlowBodies(fastify: FastifyInstance): void {
  const arriving = new Map<FastifyRequest, number>();
  const looks = setInterval(() => {
    const latest = performance.now() - JSON_WITHIN;
    for (const [request, since] of arriving) if (since < latest) request.raw.socket.destroy();
  }, LOOK_EVERY).unref();
  fastify.addHook("onRequest", async (request) => {
    if (request.method === "POST" && !request.url.startsWith("/files/"))
      arriving.set(request, performance.now());
  });
  fastify.addHook("preValidation", async (request) => void arriving.delete(request));
  fastify.addHook("onResponse", async (request) => void arriving.delete(request));
  fastify.addHook("onClose", async () => clearInterval(looks));
}
