import { setTimeout as wait } from "node:timers/promises";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";

/** Where Dossier is and the key that an administrator made for this program (console, API keys). */
export interface Access {
  readonly url: string;
  readonly key: string;
}

/** Dossier refused the request as a whole: not signed in, not allowed, not understood. */
export class RequestRefused extends Error {
  readonly code: string;

  constructor({ message, extensions }: TopLevelError) {
    // The request id finds the cause in the server's log; give it to whoever runs the server.
    super(`${message} (${extensions?.code ?? "?"}, request ${extensions?.requestId ?? "?"})`);
    this.code = extensions?.code ?? "INTERNAL";
  }
}

interface TopLevelError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly requestId?: string };
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly TopLevelError[];
}

const TRY_LATER = ["IDEMPOTENCY_IN_FLIGHT", "RATE_LIMITED", "UNAVAILABLE"];
const ATTEMPTS = 6;

/**
 * Sends one request and answers with its data. When the server asks for patience, or cannot be reached, the request is
 * sent again after as long as the server says. That is safe for every request of this program: a query changes
 * nothing, an upsert has the same effect twice, and whatever creates carries an idempotencyKey.
 */
export async function ask<Data, Variables extends Record<string, unknown>>(
  { url, key }: Access,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await send(url, key, print(document), variables);
    if (!(response instanceof Response)) {
      if (attempt === ATTEMPTS) throw response;
      await rest(`Dossier cannot be reached at ${url}`, 2 ** attempt);
      continue;
    }
    const { data, errors } = await readAnswer<Data>(response);
    const [error] = errors ?? [];
    if (!error && data) return data;
    const later = [429, 503].includes(response.status) || isLater(error);
    if (!later || attempt === ATTEMPTS) throw new RequestRefused(error ?? { message: "no data" });
    await rest(error?.message ?? "Dossier is busy", Number(response.headers.get("retry-after")) || 2);
  }
}

async function send(url: string, key: string, query: string, variables: object): Promise<Response | Error> {
  try {
    return await fetch(new URL("/graphql", url), {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        // Messages come in this language; Chinese is the other one.
        "accept-language": "en",
      },
      body: JSON.stringify({ query, variables }),
    });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function readAnswer<Data>(response: Response): Promise<Answer<Data>> {
  const text = await response.text();
  try {
    return JSON.parse(text) as Answer<Data>;
  } catch {
    // Something between here and Dossier answered, such as a proxy.
    return { errors: [{ message: `HTTP ${response.status} without JSON` }] };
  }
}

const isLater = (error: TopLevelError | undefined): boolean =>
  TRY_LATER.includes(error?.extensions?.code ?? "");

async function rest(reason: string, seconds: number): Promise<void> {
  console.log(`${reason}; trying again in ${seconds} s.`);
  await wait(seconds * 1000);
}

/** What a mutation refused in its payload: a rule of the business that a person can act on. */
export interface UserErrorValue {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

/** The record of a payload. Branch on the codes where your program can do something about them; show the messages. */
export function taken<Record>(record: Record | null | undefined, errors: readonly UserErrorValue[]): Record {
  const words = errors.map(({ code, path, message }) => `${code} ${path.join(".")}: ${message}`);
  if (record === null || record === undefined || words.length > 0)
    throw new Error(`Dossier did not take it. ${words.join(" ")}`);
  return record;
}
