import { sql } from "kysely";
import type { RequestContext } from "../../../platform/request.ts";
import { ImportState } from "../import-state.ts";
import { loadImport, type ImportStepInput } from "./load-import.ts";
import { recordImportStep } from "./record-import-step.ts";

/** Throws a file away before anything of it is taken in; its rows are gone for good. */
export async function discardImport(context: RequestContext, input: ImportStepInput): Promise<string> {
  const one = await loadImport(context, input.importId, input.expectedVersion);
  one.step("discard", ImportState.DISCARDED);
  await context.em.flush();
  await recordImportStep(context, one, "discardImport");
  const kysely = context.em.getKysely();
  await sql`delete from import_batch where import_id = ${one.id}`.execute(kysely);
  await sql`delete from import_row where import_id = ${one.id}`.execute(kysely);
  return one.id;
}
