import {
  buildClientSchema,
  getIntrospectionQuery,
  type GraphQLSchema,
  type IntrospectionQuery,
} from "graphql";
import { createClient } from "graphql-ws";
import { currentLanguage } from "../../i18n/language.ts";
import { sessionLost } from "../../lib/session.ts";

export type Asked = {
  query: string;
  operationName?: string | undefined;
  variables?: Record<string, unknown> | undefined;
};
export type Answer = { status: number; milliseconds: number; body: string };

/** Sends an operation past the console's cache: what comes back is shown as it is. Rejects when nobody answers. */
export async function ask(asked: Asked, signal?: AbortSignal): Promise<Answer> {
  const begun = performance.now();
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", "accept-language": currentLanguage() },
    body: JSON.stringify(asked),
    ...(signal ? { signal } : {}),
  });
  const text = await response.text();
  const milliseconds = Math.round(performance.now() - begun);
  if (text.includes('"UNAUTHENTICATED"')) sessionLost();
  return { status: response.status, milliseconds, body: pretty(text) };
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

/** Follows a subscription until the signal ends it, and hands over each event as it comes. */
export async function follow(
  asked: Asked,
  signal: AbortSignal,
  tell: (event: string) => void,
): Promise<void> {
  const client = createClient({ url: `${location.origin.replace(/^http/, "ws")}/graphql` });
  signal.addEventListener("abort", () => void client.dispose());
  const { query, operationName = null, variables = null } = asked;
  for await (const event of client.iterate({ query, operationName, variables }))
    tell(JSON.stringify(event, undefined, 2));
}

/** The schema as the server has it now, so that the explorer never completes what is not there. */
export async function fetchSchema(signal?: AbortSignal): Promise<GraphQLSchema> {
  const { body } = await ask({ query: getIntrospectionQuery({ inputValueDeprecation: true }) }, signal);
  const { data } = JSON.parse(body) as { data?: IntrospectionQuery };
  if (!data) throw new Error("the server did not show its schema");
  return buildClientSchema(data);
}

/** The variables as typed: nothing is an empty object, and undefined means that they are not one. */
export function readVariables(text: string): Record<string, unknown> | undefined {
  if (text.trim() === "") return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
