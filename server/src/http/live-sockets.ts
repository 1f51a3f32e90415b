import { setTimeout as delay } from "node:timers/promises";
import { actorOfHeaders, systemContext, type Application } from "../context.ts";
import type { Actor } from "../platform/actor.ts";
import { RequestError } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import type { RelayedEvent } from "../platform/relay-session.ts";
import { SocketEnd, type LiveSocket } from "./live-socket.ts";

const MOST_PER_PERSON = 10;
/** So many waiting events leave room for the next ones. */
const ROOM = 500;
const MAKE_ROOM_WITHIN = 1000;
const PING_EVERY = 12_000;
/** A session that ended, a person who was disabled, a key that was revoked: its sockets end within 5 s of it. */
const LOOK_UP_EVERY = 3000;

/**
 * All open sockets of this server. Who is behind each is looked up again and again, by the very function that requests
 * go by, whatever it was that changed and whichever server changed it: no news has to arrive for a right to end.
 */
export class LiveSockets {
  readonly #application: Application;
  readonly #sockets = new Set<LiveSocket>();
  readonly #pings: NodeJS.Timeout;
  #nextLookUp: NodeJS.Timeout;
  #stopped = false;

  constructor(application: Application) {
    this.#application = application;
    this.#pings = setInterval(() => {
      for (const socket of this.#sockets) socket.ping();
    }, PING_EVERY).unref();
    this.#nextLookUp = this.#lookUpLater();
  }

  add(socket: LiveSocket): void {
    this.#sockets.add(socket);
  }

  remove(socket: LiveSocket): void {
    this.#sockets.delete(socket);
  }

  [Symbol.iterator](): Iterator<LiveSocket> {
    return this.#sockets[Symbol.iterator]();
  }

  /** Resolves when all have room for more, or have had long enough to make some. */
  async told(events: readonly RelayedEvent[]): Promise<void> {
    for (const socket of this.#sockets) socket.told(events);
    const patience = AbortSignal.timeout(MAKE_ROOM_WITHIN);
    while (!patience.aborted && [...this.#sockets].some(({ waiting }) => waiting > ROOM)) await delay(5);
  }

  /** Finds out who is behind a new socket. False when it was refused and is being closed. */
  async admit(socket: LiveSocket): Promise<boolean> {
    const found = await this.#actorOf(socket.headers);
    const refuse = (code: string, actor: Actor | null = null) =>
      this.#application.refusals.record({ ...socket.newContext(), actor }, { operation: "openSocket", code });
    if (!socket.isOpen) return false;
    if (found === "unknown") {
      socket.end(SocketEnd.TRY_AGAIN, "The database is not available");
      return false;
    }
    if (found === null) {
      refuse("UNAUTHENTICATED");
      socket.end(SocketEnd.UNAUTHENTICATED, "Sign in first");
      return false;
    }
    const others = [...this.#sockets].filter(({ actor }) => actor?.staffId === found.staffId);
    if (others.length >= MOST_PER_PERSON) {
      refuse("RATE_LIMITED", found);
      socket.end(SocketEnd.TOO_MANY_SOCKETS, `At most ${MOST_PER_PERSON} sockets per person`);
      return false;
    }
    socket.actor = found;
    return true;
  }

  /** Says good-bye to all; whoever does not answer soon is cut off. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#pings);
    clearTimeout(this.#nextLookUp);
    for (const socket of this.#sockets) socket.end(SocketEnd.GOING_AWAY, "The server stops");
    const patience = AbortSignal.timeout(300);
    while (this.#sockets.size > 0 && !patience.aborted)
      await new Promise((resolve) => setTimeout(resolve, 10));
    for (const socket of this.#sockets) socket.terminate();
  }

  #lookUpLater(): NodeJS.Timeout {
    return setTimeout(() => void this.#lookUpAll(), LOOK_UP_EVERY).unref();
  }

  async #lookUpAll(): Promise<void> {
    const admitted = [...this.#sockets].filter(({ actor }) => actor !== null);
    // The windows of one browser stand for one session: one look serves them all.
    // Both together say whose: an Authorization that is no key, such as a proxy's own for everybody, says nothing.
    const together = Map.groupBy(admitted, ({ headers: { authorization, cookie } }) =>
      JSON.stringify([authorization, cookie]),
    );
    for (const sockets of together.values()) {
      const [first] = sockets;
      const found = first ? await this.#actorOf(first.headers) : "unknown";
      if (found === "unknown") continue;
      for (const socket of sockets) {
        socket.actor = found;
        if (found === null) socket.end(SocketEnd.UNAUTHENTICATED, "The sign-in has ended");
      }
    }
    if (!this.#stopped) this.#nextLookUp = this.#lookUpLater();
  }

  /** Unknown while the database is away: then no event comes either. */
  async #actorOf(headers: LiveSocket["headers"]): Promise<Actor | null | "unknown"> {
    try {
      return await actorOfHeaders(this.#application, systemContext(this.#application, newId()), headers);
    } catch (error) {
      return error instanceof RequestError ? null : "unknown";
    }
  }
}
