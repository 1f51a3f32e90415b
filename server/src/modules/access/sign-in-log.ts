import { ChangeKind, recordAccess } from "../../platform/changes.ts";
import { ChangeSource, type RequestContext } from "../../platform/request.ts";

/** What happened at the door. Changes of an account stand in the change log as all changes do. */
export interface SignInEvent {
  readonly operation: "signIn" | "signOut" | "showSecondFactor" | "stepUp";
  /** Whose account it is; null when there is none of that address. */
  readonly staffId: string | null;
  readonly address: string;
  /** Why it was refused; null when it was not. Never the account's address or anything typed. */
  readonly refusal: "WRONG_PASSWORD" | "WRONG_CODE" | "CODE_USED" | "LOCKED" | null;
}

/** The one place that every sign-in, step-up and refusal of one goes through, on its way to the change log. */
export async function logSignIn(
  context: RequestContext,
  { operation, staffId, address, refusal }: SignInEvent,
): Promise<void> {
  // Who only typed a wrong password need not be whose account it is.
  const known = staffId !== null && !(operation === "signIn" && refusal !== null);
  const actor = known ? { staffId, keyId: null } : null;
  const asking = { ...context, actor, source: ChangeSource.CONSOLE, address };
  const account = { recordType: "StaffMember", recordId: staffId };
  if (refusal !== null) context.refusals.record(asking, { operation, code: refusal, ...account });
  else if (staffId !== null)
    await recordAccess(asking, { kind: ChangeKind.SIGN_IN, operation, ...account, recordId: staffId });
}
