import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Client } from "../../support/client.ts";

export interface ArchiveEvent {
  sequence: string;
  name: string;
  recordId: string;
  customerId: string;
}

export interface Message {
  type: string;
  id?: string;
  payload?: unknown;
}

export interface Answer {
  data?: { archiveChanged: ArchiveEvent } | null;
  errors?: GraphError[];
}

const EVERYTHING = "subscription { archiveChanged { sequence name recordId customerId } }";

/** A program at the socket, speaking the protocol word by word; it hears everything and answers pings by itself. */
export class Subscriber {
  readonly messages: Message[] = [];
  readonly socket: WebSocket;
  closed: { code: number; reason: string } | null = null;
  readonly #listeners = new Set<() => void>();

  constructor(address: string, headers: Record<string, string> = {}, protocol = "graphql-transport-ws") {
    // Node's own client takes headers beside what browsers take.
    const options = { protocols: [protocol], headers } as unknown as string[];
    this.socket = new WebSocket(`${address.replace(/^http/, "ws")}/graphql`, options);
    this.socket.addEventListener("message", ({ data }) => {
      const message = JSON.parse(String(data)) as Message;
      if (message.type === "ping") this.send({ type: "pong" });
      this.messages.push(message);
      this.#tell();
    });
    this.socket.addEventListener("close", ({ code, reason }) => {
      this.closed = { code, reason };
      this.#tell();
    });
    this.socket.addEventListener("error", () => this.#tell());
  }

  /** Signed in as that client, and admitted. */
  static async as(client: Client, address = client.address): Promise<Subscriber> {
    const subscriber = new Subscriber(address, { cookie: cookieOf(client), origin: address });
    await subscriber.begin();
    return subscriber;
  }

  /** As above, and hears of everything from here on. */
  static async toEverything(client: Client, address = client.address): Promise<Subscriber> {
    const subscriber = await Subscriber.as(client, address);
    await subscriber.subscribe(EVERYTHING);
    return subscriber;
  }

  async begin(payload?: object): Promise<void> {
    await this.opened();
    this.send({ type: "connection_init", ...(payload && { payload }) });
    await this.until(() => this.closed !== null || this.has("connection_ack"));
  }

  async opened(): Promise<void> {
    if (this.socket.readyState === WebSocket.CONNECTING)
      await Promise.race([once(this.socket, "open"), once(this.socket, "error").catch(() => undefined)]);
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Resolves when the server has taken the subscription up: it answers in the order in which it is asked. */
  async subscribe(query: string, { id = "1", variables = {} } = {}): Promise<void> {
    this.send({ type: "subscribe", id, payload: { query, variables } });
    this.send({ type: "ping", payload: { id } });
    await this.until(
      () =>
        this.closed !== null ||
        this.messages.some(({ type, payload }) => type === "pong" && (payload as { id?: string }).id === id),
    );
  }

  has(type: string): boolean {
    return this.messages.some((message) => message.type === type);
  }

  /** What the socket brought for one subscription. */
  answers(id = "1"): Answer[] {
    return this.messages
      .filter((message) => message.type === "next" && message.id === id)
      .map(({ payload }) => payload as Answer);
  }

  errors(id = "1"): GraphError[] {
    return this.messages
      .filter((message) => message.type === "error" && message.id === id)
      .flatMap(({ payload }) => payload as GraphError[]);
  }

  get events(): ArchiveEvent[] {
    return this.answers().flatMap(({ data }) => (data ? [data.archiveChanged] : []));
  }

  async until(done: () => boolean): Promise<void> {
    while (!done()) await new Promise<void>((resolve) => this.#listeners.add(resolve));
  }

  async end(): Promise<{ code: number; reason: string }> {
    await this.until(() => this.closed !== null);
    return this.closed ?? { code: 0, reason: "" };
  }

  close(): void {
    this.socket.close();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
    this.#listeners.clear();
  }
}

export interface GraphError {
  message: string;
  extensions: { code: string; requestId?: string };
}

export function cookieOf(client: Client): string {
  return client
    .heldCookies()
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
}

/** Somebody who subscribes to everything, fifty times over, and then reads nothing more. */
export async function openUnread(
  address: string,
  cookie: string,
): Promise<{ socket: Socket; isCut: () => boolean }> {
  const { hostname, port, host } = new URL(address);
  const socket = connect(Number(port), hostname);
  let cut = false;
  // Whoever does not read does not hear of the end either; writing finds it out.
  socket.on("error", () => (cut = true));
  await once(socket, "connect");
  const key = Buffer.alloc(16, 7).toString("base64");
  socket.write(
    `GET /graphql HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n`,
  );
  await once(socket, "data");
  socket.write(frame({ type: "connection_init" }));
  await once(socket, "data");
  socket.pause();
  for (let id = 1; id <= 50; id += 1)
    socket.write(frame({ type: "subscribe", id: String(id), payload: { query: EVERYTHING } }));
  return {
    socket,
    isCut: () => {
      if (!cut) socket.write(frame({ type: "pong" }));
      return cut;
    },
  };
}

/** A message as browsers send it: masked, here by zeros. */
function frame(message: object): Buffer {
  const text = Buffer.from(JSON.stringify(message));
  const length =
    text.length < 126 ? [0x80 | text.length] : [0x80 | 126, text.length >> 8, text.length & 0xff];
  return Buffer.concat([Buffer.from([0x81, ...length, 0, 0, 0, 0]), text]);
}
