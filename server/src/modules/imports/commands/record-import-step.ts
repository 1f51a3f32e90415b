import { recordCreation } from "../../../platform/changes.ts";
import type { RequestContext } from "../../../platform/request.ts";

/** Writes into the change log what somebody did with an import as a whole; its rows tell of themselves. */
export async function recordImportStep(
  context: RequestContext,
  { id, version }: { readonly id: string; readonly version: number },
  operation: string,
): Promise<void> {
  await recordCreation(context, { type: "Import", id, version, operation, importId: id }, []);
}
