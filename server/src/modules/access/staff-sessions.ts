import { createHmac, timingSafeEqual } from "node:crypto";
import { parseCookies } from "better-auth/cookies";
import type { Pool } from "pg";
import type { Assurance } from "../../platform/actor.ts";
import { tellingOutages } from "./auth-database.ts";
import { SESSION_LASTS, SESSION_RENEWED_AFTER, type StaffAuth } from "./staff-auth.ts";
import { STAFF_NOW_COLUMNS, STAFF_NOW_JOINS, type StaffNow } from "./staff-actor.queries.ts";
import { ASSURANCE_COLUMNS, ASSURANCE_JOIN, assuranceOf, type SessionFacts } from "./session-assurance.ts";

/** Who holds a session, as it stands in the database right now. */
export interface SessionHolder extends StaffNow {
  readonly sessionId: string;
  readonly active: boolean;
  readonly assurance: Assurance;
  readonly steppedUpAt: Date | null;
}

interface FoundSession extends Omit<SessionHolder, "assurance">, SessionFacts {
  readonly secondsLeft: number;
}

export interface SessionSurroundings {
  readonly auth: StaffAuth;
  readonly pool: Pool;
  readonly secret: string;
}

interface SessionCookie {
  readonly name: string;
  readonly attributes: { readonly secure?: boolean; readonly path?: string };
}

/**
 * Finds who holds a session, by one statement, since every request begins with it. Making, renewing and ending sessions
 * is the sign-in library's; so is every cookie that is not plainly one of its own.
 */
export class StaffSessions {
  readonly #auth: StaffAuth;
  readonly #pool: Pool;
  readonly #secret: string;
  readonly #cookie: SessionCookie;

  private constructor({ auth, pool, secret }: SessionSurroundings, cookie: SessionCookie) {
    this.#auth = auth;
    this.#pool = pool;
    this.#secret = secret;
    this.#cookie = cookie;
  }

  static async open(surroundings: SessionSurroundings): Promise<StaffSessions> {
    const { authCookies } = await surroundings.auth.$context;
    return new StaffSessions(surroundings, authCookies.sessionToken);
  }

  async find(cookie: string): Promise<SessionHolder | null> {
    const token = this.#tokenOf(cookie);
    if (token === null) return null;
    const found = await this.#read(token);
    const assurance = found && assuranceOf(found);
    if (!assurance) return null;
    const holder = { ...found, assurance };
    if (found.secondsLeft <= SESSION_LASTS - SESSION_RENEWED_AFTER) {
      const renewed = await tellingOutages(() =>
        this.#auth.api.getSession({ headers: new Headers({ cookie }) }),
      );
      return renewed ? holder : null;
    }
    return holder;
  }

  /** What a browser is told to keep for a session that has a new token. */
  cookieFor(token: string): string {
    const signature = createHmac("sha256", this.#secret).update(token).digest("base64");
    const { secure, path = "/" } = this.#cookie.attributes;
    const attributes = [`Max-Age=${SESSION_LASTS}`, `Path=${path}`, "HttpOnly", "SameSite=Lax"];
    if (secure) attributes.push("Secure");
    return [`${this.#cookie.name}=${encodeURIComponent(`${token}.${signature}`)}`, ...attributes].join("; ");
  }

  /** The token of a cookie that we signed; null for any other. */
  #tokenOf(cookie: string): string | null {
    const value = parseCookies(cookie).get(this.#cookie.name) ?? "";
    const end = value.lastIndexOf(".");
    if (end < 1) return null;
    const token = value.slice(0, end);
    const given = Buffer.from(value.slice(end + 1), "base64");
    const right = createHmac("sha256", this.#secret).update(token).digest();
    return given.length === right.length && timingSafeEqual(given, right) ? token : null;
  }

  async #read(token: string): Promise<FoundSession | null> {
    const { rows } = await this.#pool.query<FoundSession>(
      `
        select session.id as "sessionId", ${STAFF_NOW_COLUMNS},
          staff.active, extract(epoch from session."expiresAt" - now())::float8 as "secondsLeft", ${ASSURANCE_COLUMNS}
        from auth.session join public.staff_member as staff on staff.id = session."userId"::uuid
        ${STAFF_NOW_JOINS} ${ASSURANCE_JOIN}
        where session.token = $1`,
      [token],
    );
    return rows[0] ?? null;
  }
}
