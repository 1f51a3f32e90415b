import { print } from "graphql";
import type { DocumentNode, GraphQLFormattedError } from "graphql";
import { rememberSecondFactor, showSecondFactor } from "./second-factor.ts";

export interface Answer<Data> {
  status: number;
  headers: Headers;
  data: Data | null;
  errors: GraphQLFormattedError[];
}

/** A program or a browser in front of the server: keeps its cookies, and looks no further than HTTP. */
export class Client {
  readonly address: string;
  /** What this visitor reads: decides the language of messages. */
  private readonly language: string;
  private readonly cookies = new Map<string, string>();
  private account: { email: string; password: string } | undefined;

  /** Written out: the bench runs this file with its types stripped off, and nothing else done to it. */
  constructor(address: string, language = "zh-CN") {
    this.address = address;
    this.language = language;
  }

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

  /**
   * A GraphQL operation and everything that came back, errors included. Where the server first wants to know that it
   * is still the same person, it is told, and the operation sent again: as the console does.
   */
  async send<Data = Record<string, unknown>>(
    document: string | DocumentNode,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<Data>> {
    const answer = await this.sendOnce<Data>(document, variables, headers);
    if (this.account === undefined || !answer.errors.some(wantsStepUp)) return answer;
    await this.stepUp();
    return this.sendOnce<Data>(document, variables, headers);
  }

  private async sendOnce<Data>(
    document: string | DocumentNode,
    variables: Record<string, unknown>,
    headers: Record<string, string>,
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

  /** Signs in, and sets up or shows a second factor where one is wanted. The answer is that to the password. */
  async signIn(email: string, password: string): Promise<Response> {
    const response = await this.enterPassword(email, password);
    if (!response.ok) return response;
    this.account = { email, password };
    await showSecondFactor(this.post, this.address, { email, password }, response);
    return response;
  }

  /** The first step of a sign-in alone. */
  async enterPassword(email: string, password: string): Promise<Response> {
    return this.post("/auth/sign-in/email", { email, password });
  }

  /** Sets a second factor up although none is wanted yet; later sign-ins of this person show it by themselves. */
  async setUpSecondFactor(): Promise<void> {
    if (this.account === undefined) throw new Error("Nobody has signed in here.");
    await rememberSecondFactor(this.post, this.address, this.account);
  }

  /** For ten minutes from now on the server believes that it is still the same person. */
  async stepUp(): Promise<void> {
    const response = await this.post("/auth/step-up", { password: this.account?.password });
    if (!response.ok)
      throw new Error(`Step-up answered ${String(response.status)}: ${await response.text()}`);
  }

  /** JSON to one of the addresses of sign-in. */
  readonly post = (path: string, body: object): Promise<Response> =>
    this.request(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  async signOut(): Promise<Response> {
    return this.post("/auth/sign-out", {});
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

const wantsStepUp = ({ extensions }: GraphQLFormattedError): boolean =>
  extensions?.["reason"] === "STEP_UP_NEEDED";
