import type { IncomingMessage } from "node:http";
import fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from "fastify";
import { newId } from "../platform/ids.ts";
import type { Logger } from "../platform/logger.ts";
import { errorCode, StartRefusal } from "../platform/database/start-refusal.ts";
import { answerBadAddress, answerBrokenHttp } from "./request-errors.ts";

const BODY_LIMIT = 1_000_000;
/** What is under way when the server stops has this long to be answered. */
const DRAIN_MILLISECONDS = 3000;

/** The HTTP server, without routes. */
export function createServer(logger: Logger): FastifyInstance {
  const server = fastify({
    // At "info" its own lines say nothing that the start has not said.
    loggerInstance: logger.child({}, { level: logger.level === "info" ? "warn" : logger.level, serializers }),
    logController: new RequestLog({ requestIdLogLabel: "requestId" }),
    genReqId: () => newId(),
    requestIdHeader: false,
    bodyLimit: BODY_LIMIT,
    // An upload of 100 MB; see slow-bodies.ts for JSON.
    requestTimeout: 300_000,
    keepAliveTimeout: 5000,
    // Nothing in or out for so long: whoever it is, is not there any more, or does not want to be.
    connectionTimeout: 65_000,
    forceCloseConnections: "idle",
    return503OnClosing: true,
    clientErrorHandler: answerBrokenHttp,
    frameworkErrors: answerBadAddress,
    // A browser asks for a socket only here; anywhere else the wish is passed over and the request answered.
    http: { shouldUpgradeCallback: asksForSocket, connectionsCheckingInterval: 5000 },
    routerOptions: { ignoreDuplicateSlashes: false },
  }) as unknown as FastifyInstance;
  server.server.headersTimeout = 10_000;
  server.server.maxConnections = 2000;
  return server;
}

/** The one place where a connection may become a socket. */
export const SOCKET_PATH = "/graphql";

function asksForSocket({ headers, url }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === "websocket" && url?.split("?")[0] === SOCKET_PATH;
}

/** Addresses may hold a sign-in token or what somebody searched for: of a request only what it is gets logged. */
const serializers = {
  req: ({ id, method }: { id?: string; method?: string }) => ({ id, method }),
  res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
};

/** One line for each answer, at "debug". */
class RequestLog extends LogController {
  override incomingRequest(): void {
    // Its answer says the same.
  }

  override requestCompleted(
    error: Error | null | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    const { method } = request;
    const route = request.routeOptions.url ?? "console";
    const milliseconds = Math.round(reply.elapsedTime);
    const { statusCode: status } = reply;
    request.log.debug({ method, route, status, milliseconds, ...(error && { error }) }, "answered");
  }

  override routeNotFound(): void {
    // The default message holds the whole address.
  }
}

/** Begins to take requests, or says in plain words why it cannot. */
export async function listen(
  server: FastifyInstance,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<void> {
  try {
    await server.listen({ port, host });
  } catch (error) {
    throw refusalFor(error, host, port);
  }
}

/** Takes no more requests, answers those under way, and cuts off whoever is not done by then. */
export async function closeServer(server: FastifyInstance): Promise<void> {
  const { server: http } = server;
  // A connection that is kept alive becomes idle only when its last answer is out.
  const whenIdle = setInterval(() => http.closeIdleConnections(), 50);
  const atLast = setTimeout(() => http.closeAllConnections(), DRAIN_MILLISECONDS);
  try {
    await server.close();
  } finally {
    clearInterval(whenIdle);
    clearTimeout(atLast);
  }
}

function refusalFor(error: unknown, host: string, port: number): unknown {
  switch (errorCode(error)) {
    case "EADDRINUSE":
      return new StartRefusal({
        english: `Port ${port} on ${host} is taken by another program, perhaps another Dossier. Stop that one, or choose another port, e.g. PORT=${port + 1} (PORT=0 picks a free one).`,
        chinese: `${host} 的端口 ${port} 已被其他程序占用，也可能是另一个 Dossier。请先停掉它，或换一个端口，例如 PORT=${port + 1}（PORT=0 表示自动选择空闲端口）。`,
      });
    case "EACCES":
      return new StartRefusal({
        english: `This user may not listen on port ${port}: ports below 1024 are for the system. Choose another one, e.g. PORT=4000.`,
        chinese: `当前用户无权使用端口 ${port}：1024 以下的端口由系统保留。请换一个端口，例如 PORT=4000。`,
      });
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EINVAL":
      return new StartRefusal({
        english: `HOST=${host} is no address of this machine. Use 127.0.0.1, or an address that it has.`,
        chinese: `HOST=${host} 不是本机的地址。请使用 127.0.0.1，或本机已有的地址。`,
      });
    default:
      return error;
  }
}
