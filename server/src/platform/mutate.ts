import {
  DomainError,
  DomainErrors,
  StaleVersion,
  UserErrorCode,
  conflictText,
  type UserError,
} from "./errors.ts";
import { asUserError, claimKey, keepRecord, keepRefusals, type KeyedRequest } from "./idempotency.ts";
import type { RequestContext } from "./request.ts";

/** What came of a mutation: the command's answer, or why it refused. */
export type MutationOutcome<Answer> =
  | { readonly done: true; readonly answer: Answer; readonly errors: [] }
  | { readonly done: false; readonly stale: StaleVersion | null; readonly errors: UserError[] };

/**
 * Runs one command in one transaction. The command answers with the id of its record (or another string); a refusal
 * rolls everything back and becomes the payload's `errors`. A deadlock is tried again, at most three times. What was
 * done already under the caller's idempotency key is not done again.
 */
export async function mutate(
  context: RequestContext,
  request: KeyedRequest,
  command: (context: RequestContext) => Promise<string>,
): Promise<MutationOutcome<string>> {
  try {
    const { made, earlier } = await withDeadlockRetry(() =>
      context.em.fork().transactional(async (em) => {
        const scope = { ...context, em };
        const earlier = await claimKey(scope, request, context);
        if (earlier) return { made: null, earlier };
        const made = await command(scope);
        await keepRecord(scope, request, made);
        return { made, earlier: null };
      }),
    );
    if (earlier && "refusals" in earlier) {
      const errors = earlier.refusals.map((refusal) => asUserError(refusal, context.language));
      return { done: false, stale: null, errors };
    }
    const answer = made ?? earlier?.recordId ?? "";
    context.loaders.clear();
    context.reference.forget();
    return { done: true, answer, errors: [] };
  } catch (error) {
    if (error instanceof StaleVersion) {
      const conflict = new DomainError(UserErrorCode.CONFLICT, conflictText, ["expectedVersion"]);
      return { done: false, stale: error, errors: [conflict.toUserError(context.language)] };
    }
    const refusals =
      error instanceof DomainErrors ? error.errors : error instanceof DomainError ? [error] : null;
    if (!refusals) throw error;
    await keepRefusals(context, request, refusals);
    return {
      done: false,
      stale: null,
      errors: refusals.map((refusal) => refusal.toUserError(context.language)),
    };
  }
}

const DEADLOCK = "40P01";

async function withDeadlockRetry<Answer>(run: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const deadlock = error instanceof Error && "code" in error && error.code === DEADLOCK;
      if (!deadlock || attempt === 3) throw error;
    }
  }
}
