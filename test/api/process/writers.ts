import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";

const CREATE_CUSTOMER = `
  mutation ($input: CreateCustomerInput!) {
    done: createCustomer(input: $input) { record: customer { id } errors { code message } }
  }`;

/** What a customer is given beside the archive itself, one of each. */
const BESIDES = {
  Order: `mutation ($customerId: ID!, $idempotencyKey: String) {
    done: recordOrder(input: { customerId: $customerId, idempotencyKey: $idempotencyKey, orderedOn: "2026-03-08",
      amount: { amount: "12.50" }, items: [{ goods: "手工皂" }] }) { record: order { id } errors { code message } } }`,
  Complaint: `mutation ($customerId: ID!, $idempotencyKey: String) {
    done: fileComplaint(input: { customerId: $customerId, idempotencyKey: $idempotencyKey, category: DELIVERY,
      description: "快递太慢" }) { record: complaint { id } errors { code message } } }`,
  Note: `mutation ($customerId: ID!, $idempotencyKey: String) {
    done: writeNote(input: { customerId: $customerId, idempotencyKey: $idempotencyKey, text: "回访" }) {
      record: note { id } errors { code message } } }`,
  Reveal: `mutation ($customerId: ID!) {
    done: revealField(input: { customerId: $customerId, field: PHONE, reason: CONTACT_CUSTOMER }) {
      record: customer { id } errors { code message } } }`,
} as const;

export type Besides = keyof typeof BESIDES;

interface Done {
  data?: { done: { record: { id: string } | null; errors: { code: string }[] } | null } | null;
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
  /** What else was, by its id and what it is; of a look at a value the customer's id. */
  readonly besides: { readonly type: Besides; readonly id: string }[] = [];
  /** Answers that no outage excuses. A connection that breaks is none: see `brokenConnections`. */
  readonly wrongAnswers: string[] = [];
  brokenConnections = 0;
  refusals = 0;
  readonly #target: Target;
  readonly #ends: Promise<void>[];
  readonly prefix = randomUUID().slice(0, 8);
  readonly #besides: readonly Besides[];
  #stopping = false;

  /** Each customer is given these as well, one of each. */
  constructor(target: Target, count = 8, besides: readonly Besides[] = []) {
    this.#target = target;
    this.#besides = besides;
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
      [`${this.prefix}-%`],
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
      const nickname = `${this.prefix}-${String(writer)}-${String(count)}`;
      const input = { nickname, phone: "13800001111", idempotencyKey: randomUUID() };
      const customerId = await this.#untilDone(CREATE_CUSTOMER, { input });
      if (customerId === null) continue;
      this.acknowledged.set(nickname, customerId);
      for (const type of this.#besides) {
        const id = await this.#untilDone(BESIDES[type], { customerId, idempotencyKey: randomUUID() });
        if (id !== null) this.besides.push({ type, id });
      }
    }
  }

  /** The id of what was acknowledged; null when it was answered wrongly. */
  async #untilDone(query: string, variables: object): Promise<string | null> {
    for (;;) {
      const answer = await this.#send(query, variables);
      if (answer !== "again") return answer;
      // Soon enough to press; what asks more often only takes the processor from the start that it waits for.
      await delay(100);
    }
  }

  async #send(query: string, variables: object): Promise<string | null> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${this.#target.address}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", cookie: this.#target.cookie },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(10_000),
      });
      text = await response.text();
    } catch (error) {
      if (error instanceof Error && error.name === "TimeoutError") {
        this.wrongAnswers.push("no answer within 10 s");
        return null;
      }
      this.brokenConnections += 1;
      return "again";
    }
    const answer = JSON.parse(text) as Done;
    const id = answer.data?.done?.record?.id;
    if (id !== undefined) return id;
    // The same request is still under way, begun before its connection broke.
    const isUnderWay = response.status === 409;
    if (isUnderWay || isProperRefusal(response, answer.errors?.[0]?.extensions.code)) {
      this.refusals += 1;
      return "again";
    }
    this.wrongAnswers.push(`${String(response.status)} ${text}`);
    return null;
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
