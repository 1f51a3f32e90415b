import { print } from "graphql";
import type { DocumentNode, GraphQLFormattedError } from "graphql";

export interface Answer<Data> {
  status: number;
  headers: Headers;
  data: Data | null;
  errors: GraphQLFormattedError[];
}

/** A program or a browser in front of the server: keeps its cookies, and looks no further than HTTP. */
export class Client {
  private readonly cookies = new Map<string, string>();

  constructor(
    readonly address: string,
    /** What this visitor reads: decides the language of messages. */
    private readonly language = "zh-CN",
  ) {}

  /** Any request, with this visitor's cookies. A redirect is an answer, not an order. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has("accept-language")) headers.set("accept-language", this.language);
    if (!headers.has("origin")) headers.set("origin", this.address);
    if (this.cookies.size > 0 && !headers.has("cookie")) {
      headers.set("cookie", [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    }
    const response = await fetch(new URL(path, this.address), { redirect: "manual", ...init, headers });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    return response;
  }

  /** A GraphQL operation and everything that came back, errors included. */
  async send<Data = Record<string, unknown>>(
    document: string | DocumentNode,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<Data>> {
    const query = typeof document === "string" ? document : print(document);
    const response = await this.request("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as { data?: Data | null; errors?: GraphQLFormattedError[] };
    return {
      status: response.status,
      headers: response.headers,
      data: body.data ?? null,
      errors: body.errors ?? [],
    };
  }

  /** The data of an operation that is meant to succeed; any top-level error fails the test with its text. */
  async query<Data = Record<string, unknown>>(
    document: string | DocumentNode,
    variables: Record<string, unknown> = {},
  ): Promise<Data> {
    const { data, errors, status } = await this.send<Data>(document, variables);
    if (data === null || errors.length > 0) {
      throw new Error(`GraphQL answered ${String(status)}: ${JSON.stringify(errors, undefined, 2)}`);
    }
    return data;
  }

  async signIn(email: string, password: string): Promise<Response> {
    return this.request("/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
  }

  async signOut(): Promise<Response> {
    return this.request("/auth/sign-out", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
  }

  /** Name and value of every cookie this visitor holds, to hand them to a browser or to a socket. */
  heldCookies(): { name: string; value: string }[] {
    return [...this.cookies].map(([name, value]) => ({ name, value }));
  }

  /** Takes over a cookie of somebody who is signed in at another server of the same archive. */
  take(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  private keep(cookie: string): void {
    const [pair = "", ...attributes] = cookie.split(";");
    const separator = pair.indexOf("=");
    const name = pair.slice(0, separator).trim();
    const value = pair.slice(separator + 1).trim();
    const expired = attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute));
    if (expired || value === "") this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
