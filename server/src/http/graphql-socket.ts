import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { FastifyInstance } from "fastify";
import {
  createSourceEventStream,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from "graphql";
import {
  CloseCode,
  handleProtocols,
  makeServer,
  MessageType,
  stringifyMessage,
  type Server,
} from "graphql-ws";
import { WebSocketServer, type WebSocket } from "ws";
import type { Application } from "../context.ts";
import { RequestError } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { text } from "../platform/language.ts";
import type { LiveContext } from "../platform/live.ts";
import type { Relay } from "../platform/relay.ts";
import type { RequestContext } from "../platform/request.ts";
import type { Edge } from "./edge.ts";
import { MOST_COST, type Costs } from "./graphql-cost.ts";
import { refuseHostileVariables } from "./graphql-inputs.ts";
import { tooCostly } from "./graphql-limits.ts";
import { requireTrusted, type TrustedDocuments } from "./trusted-documents.ts";
import { checkSubscription } from "./graphql-documents.ts";
import { settle } from "./graphql-errors.ts";
import { LiveSocket, SocketEnd } from "./live-socket.ts";
import { LiveSockets } from "./live-sockets.ts";
import { fromOtherOrigin, isSameOrigin } from "./same-origin.ts";
import { Turns } from "./turns.ts";

const MOST_SUBSCRIPTIONS = 50;
const MOST_BYTES_A_MESSAGE = 100_000;
const INIT_WITHIN = 3000;

type Extra = { readonly live: LiveSocket };

export interface SocketSurroundings {
  readonly application: Application;
  readonly schema: GraphQLSchema;
  readonly edge: Edge;
  readonly trusted: TrustedDocuments;
  readonly costs: Costs;
  readonly relay: Relay;
  readonly publicUrl: string | null;
}

/** The WebSocket at /graphql: subscriptions, and nothing else, by the protocol graphql-transport-ws. */
export function serveGraphqlSocket(fastify: FastifyInstance, surroundings: SocketSurroundings): void {
  const { application, relay, publicUrl, edge } = surroundings;
  const sockets = new LiveSockets(application, edge);
  const protocol = subscriptionProtocol(surroundings, sockets);
  const acceptor = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MOST_BYTES_A_MESSAGE,
    perMessageDeflate: false,
    handleProtocols,
  });
  const leaveRelay = relay.listen({
    told: (events) => sockets.told(events),
    missed: () => {
      for (const socket of sockets) socket.end(SocketEnd.TRY_AGAIN, "Events may have been missed");
    },
  });

  fastify.server.on("upgrade", (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    connection.on("error", () => connection.destroy());
    if (!isSameOrigin(request.headers, publicUrl)) {
      application.refusals.record(fromOtherOrigin(request.socket.remoteAddress, newId()), {
        operation: "otherOrigin",
        code: "FORBIDDEN",
      });
      connection.end("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
      return;
    }
    if (!sockets.hasRoom) {
      connection.end(
        "HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
      );
      return;
    }
    acceptor.handleUpgrade(request, connection, head, (socket) => {
      const live = new LiveSocket(application, socket, request);
      sockets.add(live);
      socket.once("close", () => sockets.remove(live));
      connect(protocol, socket, live, { relay, application });
    });
  });
  fastify.addHook("preClose", async () => {
    leaveRelay();
    await sockets.stop();
  });
}

/** Gives the protocol its socket: messages in, messages out. */
function connect(
  protocol: Server<Extra>,
  socket: WebSocket,
  live: LiveSocket,
  { relay, application: { logger } }: Pick<SocketSurroundings, "relay" | "application">,
): void {
  // What is wrong with the bytes that came, and the connection is closed for it already.
  socket.on("error", () => undefined);
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (message) => live.send(message),
      close: (code, reason) => live.end(code ?? SocketEnd.GOING_AWAY, reason ?? ""),
      // Whoever was away learns whether anything happened meanwhile, and need not ask for everything anew.
      onPing: (payload) =>
        live.send(
          stringifyMessage({ type: MessageType.Pong, payload: { ...payload, quietFor: relay.quietFor } }),
        ),
      onMessage: (read) => {
        socket.on("message", (message: Buffer) => {
          read(message.toString()).catch((error: unknown) => {
            if (isNotForServers(error)) return live.end(CloseCode.BadRequest, "Invalid message received");
            logger.error({ error }, "a message by the socket could not be handled");
            return live.end(SocketEnd.INTERNAL, "Internal error");
          });
        });
      },
    },
    { live },
  );
  socket.once("close", (code, reason) => void closed(code, reason.toString()));
}

/** A message that only a server sends, such as "next": the protocol's library throws an error of its own for it. */
function isNotForServers(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("Unexpected message of type");
}

function subscriptionProtocol(
  { schema, edge, trusted, costs }: SocketSurroundings,
  sockets: LiveSockets,
): Server<Extra> {
  const turns = new Turns();
  return makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: INIT_WITHIN,
    onConnect: async ({ extra: { live }, connectionParams }) => {
      const authorization = connectionParams?.["authorization"];
      if (typeof authorization === "string") live.headers = { ...live.headers, authorization };
      return sockets.admit(live);
    },
    onSubscribe: (connection, _id, { query, operationName, variables, extensions }) => {
      const contextValue = connection.extra.live.newContext();
      // The one that asks counts among them already.
      if (Object.keys(connection.subscriptions).length > MOST_SUBSCRIPTIONS)
        return settled([tooManySubscriptions()], contextValue);
      try {
        refuseHostileVariables(variables);
        const source = trusted.find({ extensions });
        if (source === null) requireTrusted(contextValue);
        const checked = checkSubscription(schema, source ?? query, operationName);
        if ("errors" in checked) return settled(checked.errors, contextValue);
        const cost = costs.of(checked.document, checked.operation).cost(variables ?? {});
        if (cost > MOST_COST && source === null) throw tooCostly(cost);
        edge.limits.charge(contextValue.actor?.staffId ?? "", cost);
        return {
          schema,
          document: checked.document,
          operationName: operationName ?? null,
          variableValues: variables ?? null,
          contextValue,
        };
      } catch (error) {
        if (error instanceof RequestError) return settled([error], contextValue);
        throw error;
      }
    },
    subscribe: (given) => subscribe(given as ExecutionArgs & { contextValue: LiveContext }, { turns, edge }),
  });
}

function tooManySubscriptions(): RequestError {
  return new RequestError(
    "RATE_LIMITED",
    text(
      `一个连接最多 ${MOST_SUBSCRIPTIONS} 个订阅。`,
      `A socket carries at most ${MOST_SUBSCRIPTIONS} subscriptions.`,
    ),
  );
}

/**
 * As graphql-js does it, save that each event is answered with a context of its own: rights as they are by then. One
 * event is answered to hundreds of subscriptions at once, so those of one person take turns.
 */
async function subscribe(
  given: ExecutionArgs & { contextValue: LiveContext },
  { turns, edge }: { readonly turns: Turns; readonly edge: Edge },
): Promise<ExecutionResult | AsyncIterableIterator<ExecutionResult>> {
  const source = await createSourceEventStream(given);
  if (!(Symbol.asyncIterator in source)) return withSettledErrors(source, given.contextValue);
  const events: AsyncIterator<unknown, unknown> = source[Symbol.asyncIterator]();
  let ended = false;
  const answer = async (event: unknown): Promise<IteratorResult<ExecutionResult>> => {
    // Perhaps while it waited for its turn.
    if (ended) return { value: undefined, done: true };
    const who = given.contextValue.actor?.staffId ?? "";
    const waiting = edge.admission.enterPatiently(who);
    if (waiting) await waiting;
    try {
      return await edge.withDeadline(async () => {
        const contextValue = given.contextValue.renewed();
        const result = await execute({ ...given, rootValue: event, contextValue });
        return { value: withSettledErrors(result, contextValue), done: false };
      });
    } finally {
      edge.admission.leave(who);
    }
  };
  const answers: AsyncIterableIterator<ExecutionResult> = {
    async next() {
      const { value, done } = await events.next();
      if (done) return { value: undefined, done };
      return turns.take(given.contextValue.actor?.staffId ?? "", () => answer(value));
    },
    async return() {
      ended = true;
      await events.return?.();
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]: () => answers,
  };
  return answers;
}

function withSettledErrors(result: ExecutionResult, context: RequestContext): ExecutionResult {
  return result.errors ? { ...result, errors: settled(result.errors, context) } : result;
}

function settled(errors: readonly GraphQLError[], context: RequestContext): readonly GraphQLError[] {
  for (const error of errors) settle(error, context);
  return errors;
}
