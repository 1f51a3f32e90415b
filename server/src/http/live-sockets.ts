import { setTimeout as delay } from "node:timers/promises";
import { hears, hearsEverything, ownersOfEvents } from "../archive-event.scope.ts";
import type { Application } from "../context.ts";
import { Assurance, type Actor } from "../platform/actor.ts";
import type { RelayedEvent } from "../platform/relay-session.ts";
import type { Edge } from "./edge.ts";
import { SocketEnd, type LiveSocket } from "./live-socket.ts";

const MOST_SOCKETS = 2000;
const MOST_UNKNOWN = 200;
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
  readonly #em: Application["em"];
  readonly #refusals: Application["refusals"];
  readonly #edge: Pick<Edge, "actorNow">;
  readonly #sockets = new Set<LiveSocket>();
  readonly #pings: NodeJS.Timeout;
  #nextLookUp: NodeJS.Timeout;
  #telling: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor({ em, refusals }: Pick<Application, "em" | "refusals">, edge: Pick<Edge, "actorNow">) {
    this.#em = em;
    this.#refusals = refusals;
    this.#edge = edge;
    this.#pings = setInterval(() => {
      for (const socket of this.#sockets) socket.ping();
    }, PING_EVERY).unref();
    this.#nextLookUp = this.#lookUpLater();
  }

  /** Whether one more may come: so many in all, and so many of whom nobody knows yet who they are. */
  get hasRoom(): boolean {
    if (this.#sockets.size >= MOST_SOCKETS) return false;
    let unknown = 0;
    for (const { actor } of this.#sockets) if (actor === null) unknown += 1;
    return unknown < MOST_UNKNOWN;
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
    // Whose the records are has to be asked for some listeners: the next events wait for that, so that none overtakes.
    this.#telling = this.#telling.then(() => this.#tell(events));
    await this.#telling;
    const patience = AbortSignal.timeout(MAKE_ROOM_WITHIN);
    while (!patience.aborted && [...this.#sockets].some(({ waiting }) => waiting > ROOM)) await delay(5);
  }

  async #tell(events: readonly RelayedEvent[]): Promise<void> {
    const scoped = [...this.#sockets].filter(
      (socket) => socket.isFollowing && !hearsEverything(socket.actor),
    );
    const owners =
      scoped.length === 0 ? null : await ownersOfEvents(this.#em.fork(), events).catch(() => null);
    for (const socket of this.#sockets) {
      if (hearsEverything(socket.actor)) socket.told(events);
      else if (owners) socket.told(events.filter((event) => hears(socket.actor, event, owners)));
      else if (socket.isFollowing)
        socket.end(SocketEnd.TRY_AGAIN, "Whose the changed records are could not be found out");
    }
  }

  /** Finds out who is behind a new socket. False when it was refused and is being closed. */
  async admit(socket: LiveSocket): Promise<boolean> {
    const found = await this.#actorOf(socket.headers);
    const refuse = (code: string, actor: Actor | null = null) =>
      this.#refusals.record({ ...socket.newContext(), actor }, { operation: "openSocket", code });
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
        const before = socket.actor;
        socket.actor = found;
        if (found === null) socket.end(SocketEnd.UNAUTHENTICATED, "The sign-in has ended");
        // What it was told by other rights is read anew by these, and what it may not follow any more is refused.
        else if (before && !sameRights(before, found))
          socket.end(SocketEnd.TRY_AGAIN, "The rights have changed");
      }
    }
    if (!this.#stopped) this.#nextLookUp = this.#lookUpLater();
  }

  /** Unknown while the database is away: then no event comes either. */
  async #actorOf(headers: LiveSocket["headers"]): Promise<Actor | null | "unknown"> {
    const found = await this.#edge.actorNow(headers);
    return found === "unknown" || found?.assurance === Assurance.FULL ? found : null;
  }
}

function sameRights(one: Actor, other: Actor): boolean {
  return (
    one.roleId === other.roleId &&
    one.roleVersion === other.roleVersion &&
    one.teamId === other.teamId &&
    one.permissions === other.permissions &&
    one.departmentTeamIds.toSorted().join() === other.departmentTeamIds.toSorted().join()
  );
}
