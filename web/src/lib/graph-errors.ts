import { CombinedGraphQLErrors, ServerError } from "@apollo/client/errors";

/** What the server said went wrong at the top level, in the contract's own codes. */
export type GraphProblem = {
  code:
    | "UNAUTHENTICATED"
    | "FORBIDDEN"
    | "RATE_LIMITED"
    | "QUERY_TOO_COSTLY"
    | "BAD_USER_INPUT"
    | "DOCUMENT_UNKNOWN"
    | "IDEMPOTENCY_IN_FLIGHT"
    | "UNAVAILABLE"
    | "INTERNAL";
  message: string | undefined;
  requestId: string | undefined;
  /** Which of several meanings the code has here, such as STEP_UP_NEEDED. */
  reason?: string | undefined;
};

const knownCodes: readonly GraphProblem["code"][] = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "RATE_LIMITED",
  "QUERY_TOO_COSTLY",
  "BAD_USER_INPUT",
  "DOCUMENT_UNKNOWN",
  "IDEMPOTENCY_IN_FLIGHT",
  "UNAVAILABLE",
  "INTERNAL",
];

type RawError = { message?: unknown; extensions?: Record<string, unknown> | undefined };

function fromRaw(error: RawError): GraphProblem {
  const extensions = error.extensions ?? {};
  const { requestId, reason } = extensions;
  return {
    code: knownCodes.find((code) => code === extensions["code"]) ?? "INTERNAL",
    message: typeof error.message === "string" ? error.message : undefined,
    requestId: typeof requestId === "string" ? requestId : undefined,
    ...(typeof reason === "string" ? { reason } : {}),
  };
}

/** Errors of the REST endpoints and of answers that are not GraphQL have the same shape: `{ errors: [{ message, extensions }] }`. */
export function problemFromBody(body: string, status: number): GraphProblem {
  try {
    const parsed = JSON.parse(body) as { errors?: RawError[] };
    const first = parsed.errors?.[0];
    if (first) return fromRaw(first);
  } catch {
    // A proxy's page, or nothing: the status says enough.
  }
  const code =
    status === 401
      ? "UNAUTHENTICATED"
      : status === 429
        ? "RATE_LIMITED"
        : status >= 502
          ? "UNAVAILABLE"
          : "INTERNAL";
  return { code, message: undefined, requestId: undefined };
}

export function problemOf(error: unknown): GraphProblem {
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    if (first) return fromRaw(first);
  }
  if (ServerError.is(error)) return problemFromBody(error.bodyText, error.statusCode);
  // fetch() rejects with a TypeError when nobody answers at all.
  if (error instanceof TypeError) return { code: "UNAVAILABLE", message: undefined, requestId: undefined };
  return { code: "INTERNAL", message: undefined, requestId: undefined };
}
