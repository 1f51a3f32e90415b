import { randomUUID } from "node:crypto";
import type { Answer, Client } from "./client.ts";
import type { Role } from "./server.ts";

export interface MadeKey {
  id: string;
  secret: string;
}

export interface KeySettings {
  name?: string;
  role?: Role;
  roleId?: string;
  teamId?: string;
  readsSchema?: boolean;
  expiresAt?: string;
}

interface CreateApiKeyAnswer {
  createApiKey: { apiKey: { id: string } | null; secret: string | null; errors: { message: string }[] };
}

/** Has an API key made by somebody who may. */
export async function createKey(administrator: Client, settings: KeySettings = {}): Promise<MadeKey> {
  const { createApiKey } = await administrator.query<CreateApiKeyAnswer>(
    "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } secret errors { message } } }",
    {
      input: {
        name: "官网下单程序",
        ...(settings.roleId ? {} : { role: "AGENT" }),
        idempotencyKey: randomUUID(),
        ...settings,
      },
    },
  );
  if (!createApiKey.apiKey || createApiKey.secret === null)
    throw new Error(`createApiKey refused: ${JSON.stringify(createApiKey.errors)}`);
  return { id: createApiKey.apiKey.id, secret: createApiKey.secret };
}

/** A program that works with an API key, and sends nothing that a browser would. */
export class Program {
  constructor(
    readonly address: string,
    readonly secret: string,
    private readonly language = "zh-CN",
  ) {}

  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${this.secret}`);
    headers.set("accept-language", this.language);
    return fetch(new URL(path, this.address), { redirect: "manual", ...init, headers });
  }

  /** A GraphQL operation and everything that came back, errors included. */
  async send<Data = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<Data>> {
    const response = await this.request("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as { data?: Data | null; errors?: Answer<Data>["errors"] };
    return {
      status: response.status,
      headers: response.headers,
      data: body.data ?? null,
      errors: body.errors ?? [],
    };
  }

  /** The data of an operation that is meant to succeed. */
  async query<Data = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Data> {
    const { data, errors, status } = await this.send<Data>(query, variables);
    if (data === null || errors.length > 0)
      throw new Error(`GraphQL answered ${String(status)}: ${JSON.stringify(errors, undefined, 2)}`);
    return data;
  }
}
