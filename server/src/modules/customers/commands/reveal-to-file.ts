import type { RequestContext } from "../../../platform/request.ts";
import { countReveals } from "../reveal.queries.ts";
import type { SealedFieldName } from "../../../platform/custom-fields.ts";
import { listCustomersToReveal, type CustomerQuestion } from "../exported-customers.queries.ts";
import { noteReveals } from "./reveal-field.ts";
import { useReveals } from "./use-reveals.ts";

/** Looks written down in one statement. */
const AT_ONCE = 1000;

/**
 * Counts and writes down that personal values of all these customers go out in clear in a file, as if each had been
 * looked at. Answers whose values those are: nobody else's may be clear in it.
 */
export async function revealToFile(
  context: RequestContext,
  question: CustomerQuestion,
  { fields, reason, operation }: { fields: readonly SealedFieldName[]; reason: string; operation: string },
): Promise<string[]> {
  const { quota } = await countReveals(context);
  // One more than the whole day allows is enough to be refused.
  const customers = await listCustomersToReveal(context, question, quota + 1);
  const ids = customers.map(({ id }) => id);
  await useReveals(context, ids);
  for (const field of fields) {
    for (let from = 0; from < customers.length; from += AT_ONCE)
      await noteReveals(context, customers.slice(from, from + AT_ONCE), { field, reason, operation });
  }
  return ids;
}
