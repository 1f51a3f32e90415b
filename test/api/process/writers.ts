import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";

const CREATE_CUSTOMER = `
  mutation ($input: CreateCustomerInput!) {
    createCustomer(input: $input) { customer { id } errors { code message } }
  }`;

interface Created {
  data?: { createCustomer: { customer: { id: string } | null; errors: { code: string }[] } | null } | null;
  errors?: { extensions: { code: string } }[];
}

/** Whom the writers write to: a server that may be another one, at another address, a moment later. */
export interface Target {
  address: string;
  readonly cookie: string;
}

/**
 * Clients that create customers without a pause. Each sends a request again, under the same idempotency key, until it is
 * acknowledged, and remembers what was: that is what no crash may lose or double.
 */
export class Writers {
  readonly acknowledged = new Map<string, string>();
  /** Answers that no outage excuses. A connection that breaks is none: see `brokenConnections`. */
  readonly wrongAnswers: string[] = [];
  brokenConnections = 0;
  refusals = 0;
  readonly #target: Target;
  readonly #ends: Promise<void>[];
  readonly #prefix = randomUUID().slice(0, 8);
  #stopping = false;

  constructor(target: Target, count = 8) {
    this.#target = target;
    this.#ends = Array.from({ length: count }, (_, writer) => this.#write(writer));
  }

  /** Resolves when so many more are acknowledged. */
  async acknowledge(more: number): Promise<void> {
    const wanted = this.acknowledged.size + more;
    while (this.acknowledged.size < wanted) await delay(5);
  }

  /** Each finishes what it is at. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#ends);
  }

  /** What the database says about everything that these writers ever sent: read as the owner, past the server. */
  async compareWith(ownerUrl: string): Promise<{ lost: string[]; doubled: string[] }> {
    const client = new pg.Client(ownerUrl);
    await client.connect();
    const { rows } = await client.query<{ id: string; nickname: string }>(
      "select id, nickname from customer where nickname like $1",
      [`${this.#prefix}-%`],
    );
    await client.end();
    const found = new Map(rows.map(({ id, nickname }) => [nickname, id]));
    const lost = [...this.acknowledged]
      .filter(([nickname]) => !found.has(nickname))
      .map(([nickname]) => nickname);
    const doubled = rows
      .filter(({ id, nickname }) => found.get(nickname) !== id)
      .map(({ nickname }) => nickname);
    return { lost, doubled };
  }

  async #write(writer: number): Promise<void> {
    for (let count = 0; !this.#stopping; count++) {
      const nickname = `${this.#prefix}-${String(writer)}-${String(count)}`;
      const idempotencyKey = randomUUID();
      while (!(await this.#send({ nickname, idempotencyKey }))) await delay(20);
    }
  }

  /** True when it is done with: acknowledged, or answered wrongly. */
  async #send(input: { nickname: string; idempotencyKey: string }): Promise<boolean> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${this.#target.address}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", cookie: this.#target.cookie },
        body: JSON.stringify({ query: CREATE_CUSTOMER, variables: { input } }),
        signal: AbortSignal.timeout(10_000),
      });
      text = await response.text();
    } catch (error) {
      if (error instanceof Error && error.name === "TimeoutError") {
        this.wrongAnswers.push("no answer within 10 s");
        return true;
      }
      this.brokenConnections += 1;
      return false;
    }
    const answer = JSON.parse(text) as Created;
    const id = answer.data?.createCustomer?.customer?.id;
    if (id !== undefined) {
      this.acknowledged.set(input.nickname, id);
      return true;
    }
    // Its own earlier try is still being worked on.
    if (response.status === 409 && answer.errors?.[0]?.extensions.code === "IDEMPOTENCY_IN_FLIGHT")
      return false;
    if (isProperRefusal(response, answer.errors?.[0]?.extensions.code)) {
      this.refusals += 1;
      return false;
    }
    this.wrongAnswers.push(`${String(response.status)} ${text}`);
    return true;
  }
}

/** How the server says that its database is away. */
export function isProperRefusal(response: Response, code: string | undefined): boolean {
  return (
    response.status === 503 &&
    code === "UNAVAILABLE" &&
    Number(response.headers.get("retry-after")) > 0 &&
    (response.headers.get("content-type") ?? "").startsWith("application/json")
  );
}
