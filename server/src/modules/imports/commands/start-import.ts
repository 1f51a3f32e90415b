import { now } from "../../../platform/clock.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { fieldRefusal } from "../import-fields.queries.ts";
import { ImportState } from "../import-state.ts";
import { loadImport, type ImportStepInput } from "./load-import.ts";
import { recordImportStep } from "./record-import-step.ts";

/** Lets the rows in. The work itself is a job; the caller asks for it once this is committed. */
export async function startImport(context: RequestContext, input: ImportStepInput): Promise<string> {
  const one = await loadImport(context, input.importId, input.expectedVersion);
  one.step("start", ImportState.RUNNING);
  const refusal = await fieldRefusal(context, one);
  if (refusal) throw refusal;
  one.startedAt = now();
  one.askedById = context.actor?.staffId ?? null;
  await context.em.flush();
  await recordImportStep(context, one, "startImport");
  return one.id;
}
