import type { ApolloServerPlugin } from "@apollo/server";
import { GraphQLError } from "graphql";
import { isConnectionFailure, isContention } from "../platform/database/connection-failure.ts";
import { DataIntegrityError, UnknownKeyError } from "../platform/crypto.ts";
import { RequestError, requestErrorTexts } from "../platform/errors.ts";
import { wasReplayed } from "../platform/idempotency.ts";
import { currentOperation, type OperationEnd } from "../platform/operation.ts";
import type { RequestContext } from "../platform/request.ts";
import { noteUnopened, TOLD, type TellRefusal } from "./refusals.ts";
import type { Text } from "../platform/language.ts";

/** Says that nothing was done anew: the answer is of an earlier request under the same key. */
export const REPLAYED_HEADER = "idempotent-replayed";
/** What is said of an operation that was ended before its answer. */
export const ENDED: Readonly<Record<OperationEnd, { readonly code: string; readonly words: Text }>> = {
  DEADLINE: { code: "QUERY_TOO_COSTLY", words: requestErrorTexts.TOO_SLOW },
  ACCESS_ENDED: { code: "UNAUTHENTICATED", words: requestErrorTexts.UNAUTHENTICATED },
  // Nobody hears it.
  LEFT: { code: "UNAVAILABLE", words: requestErrorTexts.BUSY },
};

/** When to come again, in seconds; the refusal itself knows best. */
export function retryAfter(
  status: number | undefined,
  extensions: Readonly<Record<string, unknown>> = {},
): string | null {
  if (typeof extensions["retryAfter"] === "number") return String(extensions["retryAfter"]);
  if (status === 503) return "2";
  return status === 409 ? "1" : null;
}

const HTTP_STATUS: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  QUERY_TOO_COSTLY: 400,
  IDEMPOTENCY_IN_FLIGHT: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
};
/** Refusals of the document itself, by Apollo and graphql-js: their text is about the document and safe to show. */
const DOCUMENT_CODES = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

/**
 * Turns what went wrong below a field into the errors of the contract: our own refusals in the caller's language, a
 * database that is away as UNAVAILABLE (503), and everything else as INTERNAL with a request id and no word more.
 */
export function errorsOfTheContract(tellRefusal: TellRefusal): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) settle(error, contextValue);
        },
        async willSendResponse({ errors, response, contextValue }) {
          const codes = (errors ?? []).map((error) => String(error.extensions["code"]));
          for (const code of new Set(codes))
            if (TOLD.has(code)) tellRefusal({ code, context: contextValue as RequestContext });
          const nothingToShow = response.body.kind === "single" && !hasData(response.body.singleResult.data);
          const status = codes.map((code) => HTTP_STATUS[code]).find((candidate) => candidate !== undefined);
          const wait = retryAfter(status, errors?.[0]?.extensions);
          if (wait) response.http.headers.set("retry-after", wait);
          if (wasReplayed(contextValue as RequestContext)) response.http.headers.set(REPLAYED_HEADER, "true");
          if (status && (nothingToShow || status >= 429)) response.http.status = status;
        },
      };
    },
  };
}

function hasData(data: Record<string, unknown> | null | undefined): boolean {
  return data !== null && data !== undefined && Object.values(data).some((value) => value !== null);
}

/** PostgreSQL's words for a NUL or broken UTF-8 in a text. */
function isNotStorable(error: Error): boolean {
  return "code" in error && (error.code === "22021" || error.code === "22P05");
}

/** Gives an error the words and the code that the caller may see. */
export function settle(error: GraphQLError, context: Partial<RequestContext>): void {
  const language = context.language ?? "zh";
  const cause = error.originalError ?? error;
  const say = (code: string, words: Text): void => {
    error.message = words[language];
    error.extensions["code"] = code;
  };
  const ended = currentOperation()?.ended;
  if (cause instanceof RequestError) {
    error.message = cause.text[language];
  } else if (ended) {
    const { code, words } = ENDED[ended];
    say(code, words);
  } else if (isConnectionFailure(cause)) {
    say("UNAVAILABLE", requestErrorTexts.UNAVAILABLE);
  } else if (isContention(cause)) {
    say("UNAVAILABLE", requestErrorTexts.BUSY);
  } else if (cause instanceof UnknownKeyError) {
    say("UNAVAILABLE", requestErrorTexts.KEYS_CHANGING);
  } else if (cause instanceof DataIntegrityError) {
    say("DATA_INTEGRITY", requestErrorTexts.DATA_INTEGRITY);
    noteUnopened(context, cause);
    context.logger?.error(
      { requestId: context.requestId, field: error.path?.join(".") },
      "an encrypted value does not open",
    );
  } else if (isNotStorable(cause)) {
    say("BAD_USER_INPUT", requestErrorTexts.NOT_STORABLE);
  } else if (!(cause instanceof GraphQLError) && !DOCUMENT_CODES.has(String(error.extensions["code"]))) {
    say("INTERNAL", requestErrorTexts.INTERNAL);
    context.logger?.error(
      { error: cause, requestId: context.requestId, field: error.path?.join(".") },
      "a field failed",
    );
  }
  if (context.requestId) error.extensions["requestId"] = context.requestId;
  delete error.extensions["stacktrace"];
}
