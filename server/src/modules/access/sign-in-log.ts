import type { RequestContext } from "../../platform/request.ts";

/** What happened at the door. Changes of an account stand in the change log as all changes do. */
export interface SignInEvent {
  readonly operation: "signIn" | "signOut" | "showSecondFactor" | "stepUp";
  /** Null when nobody knows whose account it would be. */
  readonly staffId: string | null;
  readonly address: string;
  /** Why it was refused; null when it was not. */
  readonly refusal: "WRONG_PASSWORD" | "WRONG_CODE" | "CODE_USED" | "LOCKED" | null;
}

/** The one place that every sign-in, step-up and refusal of one goes through, on its way to the change log. */
export function logSignIn(context: RequestContext, event: SignInEvent): void {
  // Never the account's address or anything typed: neither who nor what, only that and why.
  context.logger.debug({ operation: event.operation, refusal: event.refusal }, "sign-in");
}
