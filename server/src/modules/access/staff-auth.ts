import { APIError } from "better-auth/api";
import { betterAuth } from "better-auth";
import { magicLink } from "better-auth/plugins/magic-link";
import type { Pool } from "pg";
import { newId } from "../../platform/ids.ts";
import type { Logger } from "../../platform/logger.ts";
import { authDatabase, noticing } from "./auth-database.ts";
import { hashOfPassword, isPassword } from "./password.ts";

/** A one-time link is this path with `?token=`. */
export const SIGN_IN_LINK_PATH = "/auth/magic-link/verify";

export const PASSWORD_SIGN_IN_PATH = "/auth/sign-in/email";
export const SIGN_OUT_PATH = "/auth/sign-out";

/** The only endpoints of better-auth that the server lets through; it has 58. */
export const AUTH_ENDPOINTS = [
  { method: "POST", url: PASSWORD_SIGN_IN_PATH },
  { method: "POST", url: SIGN_OUT_PATH },
  { method: "GET", url: "/auth/get-session" },
  { method: "GET", url: SIGN_IN_LINK_PATH },
] as const;

export const CLIENT_ADDRESS_HEADER = "x-dossier-client-address";
export const MINIMUM_PASSWORD_LENGTH = 10;
const HOUR = 3600;
/** In seconds: how long a session lasts, and the age at which it begins to last as long again. */
export const SESSION_LASTS = 14 * 24 * HOUR;
export const SESSION_RENEWED_AFTER = 24 * HOUR;

/** Stands for Dossier's own address inside the library; the edge turns redirects to it into relative ones. */
export const SIGN_IN_ORIGIN = "http://dossier.internal";

export interface StaffAuthOptions {
  readonly pool: Pool;
  readonly secret: string;
  /** Cookies travel by https only. */
  readonly secure: boolean;
  readonly logger: Logger;
  /** Receives the token of a one-time sign-in link instead of an e-mail. */
  readonly onSignInToken?: (token: string) => unknown;
}

export function staffAuthOptions(options: StaffAuthOptions) {
  const { pool, secure } = options;
  return {
    appName: "Dossier",
    baseURL: SIGN_IN_ORIGIN,
    basePath: "/auth",
    secret: options.secret,
    database: { db: authDatabase(pool), type: "postgres" as const },
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MINIMUM_PASSWORD_LENGTH,
      maxPasswordLength: 200,
      password: { hash: hashOfPassword, verify: isPassword },
    },
    session: { expiresIn: SESSION_LASTS, updateAge: SESSION_RENEWED_AFTER, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: "database" as const,
      customRules: {
        // A whole shop may sign in at nine o'clock from one address. Wrong passwords are counted apart from it.
        "/sign-in/email": { window: 60, max: 120 },
        "/get-session": false as const,
      },
    },
    advanced: {
      // The prefix and the attributes below do what this would, and it would put a second prefix before ours.
      useSecureCookies: false,
      cookiePrefix: secure ? "__Host-dossier" : "dossier",
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" as const, path: "/", secure },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      // The server checks the origin of every request itself, before it comes here.
      disableCSRFCheck: true,
      database: { generateId: () => newId() },
    },
    logger: {
      // At the levels above the library writes refused requests to the terminal, past this log.
      level: "info" as const,
      // Its messages may hold an e-mail address; only the fact is logged.
      log: (level: string) => options.logger.debug({ from: "better-auth", level }, "sign-in library message"),
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session: { userId: string }) => {
            const staff = await noticing(
              pool.query<{ active: boolean }>("select active from public.staff_member where id = $1", [
                session.userId,
              ]),
            );
            // As for a wrong password: who was shut out hears why from the administrator, and nobody else does.
            if (staff.rows[0]?.active !== true)
              throw new APIError("UNAUTHORIZED", { code: "INVALID_EMAIL_OR_PASSWORD", message: "disabled" });
          },
          after: async (session: { id: string; userId: string }) => {
            await noticing(
              pool.query(
                `with counted as (
                   update public.staff_member set last_signed_in_at = now(), sign_in_count = sign_in_count + 1
                   where id = $1 returning sign_in_count)
                 insert into auth.session_assurance (session_id, first_sign_in)
                 select $2, sign_in_count = 1 from counted`,
                [session.userId, session.id],
              ),
            );
          },
        },
      },
    },
    plugins: [
      magicLink({
        expiresIn: 24 * HOUR,
        disableSignUp: true,
        storeToken: "hashed",
        sendMagicLink: ({ token }) => {
          options.onSignInToken?.(token);
        },
      }),
    ],
  };
}

/** Staff sign-in by better-auth: sessions are opaque, in the database, and end at once when they are deleted. */
export function createStaffAuth(options: StaffAuthOptions) {
  return betterAuth(staffAuthOptions(options));
}

export type StaffAuth = ReturnType<typeof createStaffAuth>;
