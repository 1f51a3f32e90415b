import type { Socket } from "node:net";
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { DataIntegrityError, UnknownKeyError } from "../platform/crypto.ts";
import { contextOf } from "./edge.ts";
import { noteUnopened, TOLD, type TellRefusal } from "./refusals.ts";
import { ENDED, retryAfter } from "./graphql-errors.ts";
import { isConnectionFailure, isContention } from "../platform/database/connection-failure.ts";
import { DomainError, RequestError, requestErrorTexts, type RequestErrorCode } from "../platform/errors.ts";
import { currentOperation } from "../platform/operation.ts";
import { languageOf, text, type Text } from "../platform/language.ts";

const texts: Readonly<Record<number, Text>> = {
  400: text("请求内容无法识别，请检查格式。", "The request could not be read. Check its form."),
  404: text("没有这个地址。", "There is nothing at this address."),
  405: text("此地址不接受这种请求方式。", "This address does not take that method."),
  413: text("提交的内容太大。", "The request is too large."),
  415: text(
    "不支持这种内容类型，请使用 application/json。",
    "This type of content is not understood. Use application/json.",
  ),
};

/** The one form of an error outside the graph: `{errors:[{message, extensions:{code, requestId}}]}`, as in the graph. */
export function errorBody(
  request: FastifyRequest,
  code: string,
  message: Text,
  extensions: Record<string, unknown> = {},
) {
  return {
    errors: [
      {
        message: message[languageOf(request.headers["accept-language"])],
        extensions: { code, requestId: request.id, ...extensions },
      },
    ],
  };
}

/** Every error as JSON, in the caller's language, without a stack or a word from inside. */
export function answerErrorsAsJson(fastify: FastifyInstance, tellRefusal: TellRefusal): void {
  const refuse = (request: FastifyRequest, reply: FastifyReply, refusal: RequestError) => {
    const code = String(refusal.extensions["code"]);
    if (TOLD.has(code)) tellRefusal({ code, context: contextOf(request) });
    return sendRefusal(request, reply, refusal);
  };
  fastify.setErrorHandler((error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
    const ended = currentOperation()?.ended;
    if (ended) {
      const { code, words } = ENDED[ended];
      return refuse(request, reply, new RequestError(code as RequestErrorCode, words));
    }
    const isAway = isConnectionFailure(error);
    const isKeyUnknown = error instanceof UnknownKeyError;
    if (isAway || isKeyUnknown || isContention(error)) {
      const reason = isAway ? "UNAVAILABLE" : isKeyUnknown ? "KEYS_CHANGING" : "BUSY";
      return reply
        .code(503)
        .header("retry-after", "2")
        .send(errorBody(request, "UNAVAILABLE", requestErrorTexts[reason]));
    }
    if (error instanceof RequestError) return refuse(request, reply, error);
    // Of an upload: what was sent cannot be taken in as it is.
    if (error instanceof DomainError) return reply.code(422).send(errorBody(request, error.code, error.text));
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      request.log.error({ error }, "a request failed");
      const isUnopened = error instanceof DataIntegrityError;
      const code = isUnopened ? "DATA_INTEGRITY" : "INTERNAL";
      const context = contextOf(request);
      if (isUnopened) tellRefusal({ code, context });
      if (isUnopened && context) noteUnopened(context, error);
      return reply.code(500).send(errorBody(request, code, requestErrorTexts[code]));
    }
    return reply
      .code(status)
      .send(errorBody(request, status === 429 ? "RATE_LIMITED" : "BAD_USER_INPUT", textOf(status)));
  });
}

const REFUSAL_STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  IDEMPOTENCY_IN_FLIGHT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
};

/** Who asks was refused before what is asked was read, such as for an API key that does not work. */
function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  { text: message, extensions }: RequestError,
) {
  const { code, ...more } = extensions;
  const status = REFUSAL_STATUS[String(code)] ?? 400;
  if (status === 401) reply.header("www-authenticate", "Bearer");
  const wait = retryAfter(status, extensions);
  if (wait) reply.header("retry-after", wait);
  return reply.code(status).send(errorBody(request, String(code), message, more));
}

function textOf(status: number): Text {
  return (status === 429 ? requestErrorTexts.RATE_LIMITED : texts[status]) ?? (texts[400] as Text);
}

/** For what no route and no error handler ever sees, such as an address that is none. */
export function answerBadAddress(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  void reply.code(400).send(errorBody(request, "BAD_USER_INPUT", textOf(400)));
}

export function notFoundBody(request: FastifyRequest) {
  return errorBody(request, "NOT_FOUND", textOf(404));
}

/** Bytes that are not HTTP get an answer too: JSON, then the end of the connection. */
export function answerBrokenHttp(error: NodeJS.ErrnoException, socket: Socket): void {
  // Browsers open lines ahead of what they will ask. One that waits too long is closed without a word: an answer would
  // be taken for that of the request which is just being sent, where a closed line is opened anew.
  const isUnused = error.code === "ERR_HTTP_REQUEST_TIMEOUT" && socket.bytesRead === 0;
  if (isUnused || error.code === "ECONNRESET" || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
  const body = JSON.stringify({
    errors: [{ message: textOf(400).en, extensions: { code: "BAD_USER_INPUT" } }],
  });
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
