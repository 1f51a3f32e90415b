/** What the server says to a file. `refused` is the file's own fault, in the server's words; the rest is not. */
export type UploadAnswer =
  | { kind: "taken"; number: string }
  | { kind: "duplicate"; number: string; message: string | undefined }
  | { kind: "refused"; message: string }
  | { kind: "tooLarge" | "signedOut" | "forbidden" | "unreachable" | "interrupted" }
  | { kind: "failed"; requestId: string | undefined };

type Body = {
  import?: { number?: unknown };
  errors?: { message?: unknown; extensions?: Record<string, unknown> }[];
};

/** Reads an answer of POST /files/imports, also where it comes from a proxy that speaks no JSON. */
export function readUploadAnswer(status: number, text: string): UploadAnswer {
  const body = parse(text);
  const number = numberOf(body.import);
  if (status < 300 && number !== undefined) return { kind: "taken", number };
  const error = body.errors?.[0];
  const code = error?.extensions?.["code"];
  const message = typeof error?.message === "string" ? error.message : undefined;
  const before = numberOf(error?.extensions?.["import"]);
  if (code === "DUPLICATE_IMPORT" && before !== undefined)
    return { kind: "duplicate", number: before, message };
  if (code === "UNAUTHENTICATED" || status === 401) return { kind: "signedOut" };
  if (code === "FORBIDDEN" || status === 403) return { kind: "forbidden" };
  if (code === "UNAVAILABLE" || status >= 502) return { kind: "unreachable" };
  if (status === 413) return { kind: "tooLarge" };
  if (message !== undefined && status >= 400 && status < 500) return { kind: "refused", message };
  const requestId = error?.extensions?.["requestId"];
  return { kind: "failed", requestId: typeof requestId === "string" ? requestId : undefined };
}

function parse(text: string): Body {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

function numberOf(named: unknown): string | undefined {
  if (typeof named !== "object" || named === null || !("number" in named)) return undefined;
  return typeof named.number === "string" ? named.number : undefined;
}
