import type { IncomingHttpHeaders } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import { actorOfHeaders, requestContext, systemContext, type Application } from "../context.ts";
import { bearerOf } from "../modules/access/api-key-actor.ts";
import { givesLess } from "../modules/access/role-rights.ts";
import type { Actor } from "../platform/actor.ts";
import { RequestError } from "../platform/errors.ts";
import { newId } from "../platform/ids.ts";
import { Operation, type OperationEnd } from "../platform/operation.ts";
import type { RequestContext } from "../platform/request.ts";
import { Admission, busy } from "./admission.ts";
import { RateLimits } from "./rate-limits.ts";

/** So many may wait to hear who they are; more would only fill our memory. */
const MOST_ARRIVING = 200;
const LOOK_EVERY = 250;
/** A right that was taken away counts for what is under way within 5 s: this long, and the look itself. */
const LOOK_UP_EVERY = 2000;

export interface EdgeSettings {
  /** For each caller, in this process. */
  readonly pointsPerMinute: number;
  readonly operationSeconds: number;
  readonly onEnd: (why: OperationEnd) => void;
}

/** A request at work, and who asks. */
export class EdgeOperation extends Operation {
  readonly context: RequestContext;
  /** Whose limits it counts for: a person, a program, or an address where nobody signed in. */
  readonly who: string;
  /** What the caller showed to be that. */
  readonly credential: string;
  readonly request: FastifyRequest;
  readonly startedAt = performance.now();
  /** Counted from when there was room for it. Uploads and downloads take as long as the line takes, and have none. */
  deadline: number | null = null;
  /** May be given up when nobody waits for the answer; what changes something comes to its end. */
  isQuery = false;
  /** One of the console's own documents. */
  isTrusted = false;
  readonly #onEnd: (why: OperationEnd) => void;
  #hasLeft = false;

  constructor(context: RequestContext, request: FastifyRequest, onEnd: (why: OperationEnd) => void) {
    super();
    this.#onEnd = onEnd;
    this.context = context;
    this.request = request;
    this.who = context.actor?.staffId ?? request.ip;
    this.credential = credentialOf(request);
  }

  /** Nobody waits for the answer any more. */
  leave(): void {
    this.#hasLeft = true;
    if (this.isQuery) this.end("LEFT");
  }

  override end(why: OperationEnd): void {
    if (!this.ended) this.#onEnd(why);
    super.end(why);
  }

  /** What it does is known by now. */
  begins({ isQuery, deadline }: { readonly isQuery: boolean; readonly deadline: number | null }): void {
    this.isQuery = isQuery;
    this.deadline = deadline;
    if (this.#hasLeft) this.leave();
  }
}

/**
 * What every request passes: who asks, whether that caller still has points, whether there is room; and while it is at work,
 * whether its time is up, its caller gone, or the right to ask taken away.
 */
export class Edge {
  readonly limits: RateLimits;
  readonly admission = new Admission();
  readonly #application: Application;
  readonly #settings: EdgeSettings;
  readonly #atWork = new Set<EdgeOperation>();
  readonly #looks: NodeJS.Timeout;
  #arriving = 0;
  #lookedUpAt = 0;

  constructor(application: Application, settings: EdgeSettings) {
    this.#application = application;
    this.#settings = settings;
    this.limits = new RateLimits(settings.pointsPerMinute);
    this.#looks = setInterval(() => this.#look(), LOOK_EVERY).unref();
  }

  get operationSeconds(): number {
    return this.#settings.operationSeconds;
  }

  stop(): void {
    clearInterval(this.#looks);
  }

  /** Finds out who asks. From here on the request is one of those that a right taken away ends. */
  async identify(request: FastifyRequest, reply: FastifyReply): Promise<EdgeOperation> {
    this.limits.refuseWhoIsOver(credentialOf(request));
    if (this.#arriving >= MOST_ARRIVING) throw busy();
    this.#arriving += 1;
    let context: RequestContext;
    try {
      context = await requestContext(this.#application, request);
    } finally {
      this.#arriving -= 1;
    }
    contexts.set(request, context);
    const operation = new EdgeOperation(context, request, this.#settings.onEnd);
    this.#atWork.add(operation);
    reply.raw.once("close", () => {
      if (!reply.raw.writableFinished) operation.leave();
      this.#atWork.delete(operation);
    });
    return operation;
  }

  /** Does the work when there is room for it. */
  async work<Answer>(operation: EdgeOperation, work: () => Answer | Promise<Answer>): Promise<Answer> {
    const waiting = this.admission.enter(operation.who);
    if (waiting) await waiting;
    try {
      return await operation.run(work);
    } finally {
      this.admission.leave(operation.who);
      this.#atWork.delete(operation);
    }
  }

  /** Does work that no request asked for, such as answering an event: it has the same deadline. */
  async withDeadline<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const operation = new Operation();
    const late = setTimeout(() => operation.end("DEADLINE"), this.operationSeconds * 1000);
    try {
      return await operation.run(work);
    } finally {
      clearTimeout(late);
    }
  }

  #look(): void {
    const now = performance.now();
    let isLong = false;
    for (const operation of this.#atWork) {
      const age = now - operation.startedAt;
      // Those that began later stand behind it.
      if (age < LOOK_UP_EVERY && age < this.operationSeconds * 1000) break;
      isLong ||= age > LOOK_UP_EVERY;
      if (operation.deadline !== null && now > operation.deadline) operation.end("DEADLINE");
      // Of several requests sent in one go down a line that broke, not every one is told.
      if (operation.request.raw.socket.destroyed) {
        operation.leave();
        this.#atWork.delete(operation);
      }
    }
    if (!isLong || now - this.#lookedUpAt < LOOK_UP_EVERY) return;
    this.#lookedUpAt = now;
    void this.#lookUp([...this.#atWork].filter(({ context }) => context.actor !== null));
  }

  async #lookUp(operations: readonly EdgeOperation[]): Promise<void> {
    for (const same of Map.groupBy(operations, ({ credential }) => credential).values()) {
      const [first] = same;
      const found = first && (await this.actorNow(first.request.headers));
      if (found === undefined || found === "unknown") continue;
      for (const operation of same) if (hasLost(operation.context.actor, found)) this.#endAccess(operation);
    }
  }

  #endAccess(operation: EdgeOperation): void {
    operation.end("ACCESS_ENDED");
    // What still comes in or goes out of a file.
    if (operation.deadline === null) operation.request.raw.destroy();
  }

  /** Who the headers stand for by now; unknown while the database is away. */
  async actorNow(headers: IncomingHttpHeaders): Promise<Actor | null | "unknown"> {
    try {
      return await actorOfHeaders(this.#application, systemContext(this.#application, newId()), headers);
    } catch (error) {
      return error instanceof RequestError ? null : "unknown";
    }
  }
}

const contexts = new WeakMap<FastifyRequest, RequestContext>();

/** Who asks, once that is known. */
export function contextOf(request: FastifyRequest): RequestContext | null {
  return contexts.get(request) ?? null;
}

/** Whether a caller may less than when the work began. */
function hasLost(before: Actor | null, now: Actor | null): boolean {
  if (!now || !before || now.roleId !== before.roleId || now.teamId !== before.teamId) return true;
  // A role's version says that something about it changed; a new field of the archive takes nothing from anybody.
  const leftTeam = before.departmentTeamIds.some((id) => !now.departmentTeamIds.includes(id));
  return leftTeam || now.assurance !== before.assurance || givesLess(now, before);
}

/**
 * A key counts alone; strangers are told apart by where they come from. Everybody behind a proxy with a password of its
 * own sends the same authorization, so that a session counts with it.
 */
function credentialOf({ headers: { authorization, cookie }, ip }: FastifyRequest): string {
  const key = bearerOf(authorization);
  if (key !== null) return key;
  return cookie === undefined ? ip : JSON.stringify([authorization, cookie]);
}
