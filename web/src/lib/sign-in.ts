import { currentLanguage } from "../i18n/language.ts";
import { serverAnswered, serverLost } from "./connection.ts";

/** How sure the server is of who sits here, in the contract's own words. */
export type Assurance = "FULL" | "SECOND_FACTOR_MISSING" | "SECOND_FACTOR_TO_SET_UP";

/** What somebody shows beside, or instead of, the password. */
export type Proof = { password: string } | { code: string } | { recoveryCode: string };

/** Why a step of signing in was refused. */
export type SignInRefusal = {
  code: string;
  /** The server's words, in the reader's language. */
  message?: string | undefined;
  /** For so long nothing is looked at. */
  seconds?: number | undefined;
};

export type SignInAnswer<Data> =
  | { done: Data; refusal?: undefined }
  | { done?: undefined; refusal: SignInRefusal };

type RawBody = { errors?: { message?: string; extensions?: { code?: string; retryAfter?: number } }[] };

async function post<Data>(path: string, body: object): Promise<SignInAnswer<Data>> {
  let response: Response;
  try {
    response = await fetch(path, {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json", "accept-language": currentLanguage() },
      body: JSON.stringify(body),
    });
  } catch {
    void serverLost();
    return { refusal: { code: "UNREACHABLE" } };
  }
  if (response.status >= 502) {
    void serverLost();
    return { refusal: { code: "UNREACHABLE" } };
  }
  serverAnswered();
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return { done: answer as Data };
  const [error] = (answer as RawBody | undefined)?.errors ?? [];
  return {
    refusal: {
      code: error?.extensions?.code ?? "INTERNAL",
      message: error?.message,
      seconds: error?.extensions?.retryAfter,
    },
  };
}

/** An unknown account and a wrong password are one answer, so that nobody can find out who works here. */
export const signIn = (email: string, password: string): Promise<SignInAnswer<{ assurance: Assurance }>> =>
  post("/auth/sign-in/email", { email, password });

export const signOut = (): Promise<SignInAnswer<unknown>> => post("/auth/sign-out", {});

/** The second step of a sign-in. */
export const verifySecondFactor = (proof: Proof): Promise<SignInAnswer<unknown>> =>
  post("/auth/second-factor/verify", proof);

/** What an authenticator takes; it counts when a code of it has come back. */
export type BegunSecondFactor = { setup: string; secret: string; uri: string };

export const beginSecondFactor = (proof: Proof): Promise<SignInAnswer<BegunSecondFactor>> =>
  post("/auth/second-factor/begin", proof);

export const confirmSecondFactor = (
  setup: string,
  code: string,
): Promise<SignInAnswer<{ recoveryCodes: string[] }>> => post("/auth/second-factor/confirm", { setup, code });

export const renewRecoveryCodes = (proof: Proof): Promise<SignInAnswer<{ recoveryCodes: string[] }>> =>
  post("/auth/second-factor/new-recovery-codes", proof);

export const removeSecondFactor = (proof: Proof): Promise<SignInAnswer<unknown>> =>
  post("/auth/second-factor/remove", proof);

export const stepUp = (proof: Proof): Promise<SignInAnswer<unknown>> => post("/auth/step-up", proof);
