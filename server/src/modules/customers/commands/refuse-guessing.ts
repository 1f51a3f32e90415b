import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { MutationOutcome } from "../../../platform/mutate.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { RecordScope } from "../../../platform/scope.ts";
import { areLookupsUsedUp, countLookups, uniqueValueLookup } from "../contact-lookups.queries.ts";

/** Values that only one record can have: that one is taken tells that there is such a record. */
export interface UniqueValues {
  readonly given: boolean;
  /** Where they stand in the input. */
  readonly path: string[];
  /** Those of them that a record has which the caller may not see. */
  readonly hidden: () => Promise<readonly string[]>;
}

const TELLING: ReadonlySet<string> = new Set([UserErrorCode.ALREADY_TAKEN, UserErrorCode.NOT_FOUND]);

/**
 * Runs a mutation whose refusal tells of records beyond the caller's scope. Each value that does so counts like a look-up
 * by contact data; with those of the hour used up nothing is answered about any value, taken or not.
 */
export async function refuseGuessing(
  context: RequestContext,
  { given, path, hidden }: UniqueValues,
  run: () => Promise<MutationOutcome<string>>,
): Promise<MutationOutcome<string>> {
  if (!given || context.actor?.scopeOf("customer:list") === RecordScope.ALL) return run();
  if (await areLookupsUsedUp(context)) return usedUp(context, path);
  const outcome = await run();
  const isTold = outcome.errors.some((error) => TELLING.has(error.code) && error.path[0] === path[0]);
  if (!isTold) return outcome;
  const told = (await hidden()).map(uniqueValueLookup);
  return (await countLookups(context, told)) ? outcome : usedUp(context, path);
}

function usedUp({ language }: RequestContext, path: string[]): MutationOutcome<string> {
  const error = new DomainError(
    UserErrorCode.QUOTA_EXCEEDED,
    text(
      "这一小时的查找次数已用完，暂时不能核对编号。请到下一个整点后再试；编号不是必填的，可先留空保存。",
      "The look-ups of this hour are used up, so no number can be checked. Try again after the full hour, or save without the number where it is not required.",
    ),
    path,
  );
  return { done: false, stale: null, errors: [error.toUserError(language)] };
}
