import type { IncomingMessage } from "node:http";
import type { WebSocket } from "ws";
import { addressOf, systemContext, type Application, type RequestOrigin } from "../context.ts";
import type { Actor } from "../platform/actor.ts";
import { newId } from "../platform/ids.ts";
import { languageOf, type Language } from "../platform/language.ts";
import { EventQueue, type LiveContext } from "../platform/live.ts";
import type { RelayedEvent } from "../platform/relay-session.ts";
import { ChangeSource } from "../platform/request.ts";

/** Why the server ended a socket: numbers that are ours to choose, in the manner of HTTP's. */
export const SocketEnd = {
  GOING_AWAY: 1001,
  TOO_LARGE: 1009,
  TRY_AGAIN: 1013,
  /** Not signed in, or no longer. Who connects again gets the same answer. */
  UNAUTHENTICATED: 4401,
  FELL_BEHIND: 4413,
  TOO_MANY_SOCKETS: 4430,
  INTERNAL: 4500,
} as const;

const MOST_WAITING = 1000;
const MOST_BUFFERED = 1_000_000;

/** One open socket: who is behind it, and the events that wait for him. */
export class LiveSocket {
  readonly #application: Application;
  readonly #socket: WebSocket;
  readonly #queues = new Map<EventQueue, (event: RelayedEvent) => boolean>();
  readonly #language: Language;
  readonly #address: string | null;
  /** What it said of who asks; looked up again from time to time. */
  headers: RequestOrigin["headers"];
  /** Null until it has said who asks. */
  actor: Actor | null = null;
  /** Has given a sign of life since it was asked for one. */
  alive = true;

  constructor(application: Application, socket: WebSocket, request: IncomingMessage) {
    this.#application = application;
    this.#socket = socket;
    this.headers = request.headers;
    this.#language = languageOf(request.headers["accept-language"]);
    this.#address = addressOf(request.socket.remoteAddress);
    socket.on("pong", () => (this.alive = true));
  }

  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  get isFollowing(): boolean {
    return this.#queues.size > 0;
  }

  /** How many events are on their way to it. */
  get waiting(): number {
    let waiting = 0;
    for (const queue of this.#queues.keys()) waiting += queue.length;
    return waiting;
  }

  /** A context as each request has one: with what was not read yet, and the rights held right now. */
  newContext(): LiveContext {
    const { actor } = this;
    return {
      ...systemContext(this.#application, newId(), actor?.keyId ? ChangeSource.API : ChangeSource.CONSOLE),
      language: this.#language,
      address: this.#address,
      actor,
      follow: (concerns) => this.#follow(concerns),
      renewed: () => this.newContext(),
    };
  }

  told(events: readonly RelayedEvent[]): void {
    // Of what came before: there was time for it, and what comes now is given time as well.
    if (this.waiting > MOST_WAITING) return this.end(SocketEnd.FELL_BEHIND, "Too many events wait");
    for (const [queue, concerns] of this.#queues) {
      for (const event of events) if (concerns(event)) queue.add(event);
    }
  }

  async send(message: string): Promise<void> {
    if (!this.isOpen) return;
    if (this.#socket.bufferedAmount > MOST_BUFFERED) this.end(SocketEnd.FELL_BEHIND, "Too much waits");
    // Resolves when it is on its way: a reader who is slow slows only his own events down.
    else await new Promise<void>((resolve) => this.#socket.send(message, () => resolve()));
  }

  /** The reason is for whoever looks at the connection; the number is what clients go by. */
  end(code: number, reason: string): void {
    this.#socket.close(code, reason);
    // Whoever does not read does not answer the good-bye either.
    if (code === SocketEnd.FELL_BEHIND) this.#socket.terminate();
  }

  /** Asks for a sign of life; without one since the last time, the connection is cut. */
  ping(): void {
    if (!this.alive) this.#socket.terminate();
    this.alive = false;
    if (this.isOpen) this.#socket.ping();
  }

  terminate(): void {
    this.#socket.terminate();
  }

  #follow(concerns: (event: RelayedEvent) => boolean): EventQueue {
    const queue = new EventQueue(() => this.#queues.delete(queue));
    this.#queues.set(queue, concerns);
    return queue;
  }
}
