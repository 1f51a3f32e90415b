import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import staticFiles from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { CONSOLE_FOLDER } from "./console-folder.ts";
import { notFoundBody } from "./request-errors.ts";

const FOLDER = fileURLToPath(CONSOLE_FOLDER);

/** Everything that is no endpoint is the console: its files by their hashed names, and its page at any other address. */
export async function serveConsole(fastify: FastifyInstance): Promise<void> {
  const page = await readFile(join(FOLDER, "index.html"), "utf8").catch(() => null);
  if (page !== null) {
    await fastify.register(staticFiles, {
      root: join(FOLDER, "assets"),
      prefix: "/assets/",
      immutable: true,
      maxAge: "365d",
      preCompressed: true,
      decorateReply: false,
    });
  }
  fastify.setNotFoundHandler(async (request, reply) => {
    const wantsPage = request.method === "GET" && (request.headers.accept ?? "").includes("text/html");
    if (!wantsPage || page === null || request.url.startsWith("/assets/"))
      return reply.code(404).send(notFoundBody(request));
    return reply
      .header("cache-control", "no-store")
      .type("text/html; charset=utf-8")
      .send(page.replaceAll("__CSP_NONCE__", request.styleNonce));
  });
}
