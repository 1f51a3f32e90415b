import { LockMode } from "@mikro-orm/core";
import { DomainError, UserErrorCode } from "../../../platform/errors.ts";
import { text } from "../../../platform/language.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { Import, ImportSource } from "../import.entity.ts";
import { fieldRefusal } from "../import-fields.queries.ts";
import { ImportState } from "../import-state.ts";
import { now } from "../../../platform/clock.ts";
import { loadImport, type ImportStepInput } from "./load-import.ts";
import { recordImportStep } from "./record-import-step.ts";

/** Takes an import back. The work itself is a job; the caller asks for it once this is committed. */
export async function revertImport(context: RequestContext, input: ImportStepInput): Promise<string> {
  const one = await loadImport(context, input.importId, input.expectedVersion);
  return beginRevert(context, one, { forced: false, operation: "revertImport" });
}

/** Takes a reverted import in once more, from its rows, which are still there. */
export async function repeatImport(context: RequestContext, input: ImportStepInput): Promise<string> {
  const one = await loadImport(context, input.importId, input.expectedVersion);
  one.step("repeat", ImportState.RUNNING);
  const refusal = await fieldRefusal(context, one);
  if (refusal) throw refusal;
  one.startedAt = now();
  one.finishedAt = null;
  one.revertedAt = null;
  one.keptRecords = 0;
  one.askedById = context.actor?.staffId ?? null;
  await context.em.flush();
  await recordImportStep(context, one, "repeatImport");
  return one.id;
}

/** Removes the invented customers and everything that was added to them since. */
export async function removeDemoArchive(context: RequestContext): Promise<string> {
  const one = await context.em.findOne(
    Import,
    { source: ImportSource.DEMO, state: ImportState.FINISHED },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!one) {
    throw new DomainError(
      UserErrorCode.NOT_FOUND,
      text(
        "现在没有可以移除的演示档案。如果它正在生成或移除，请稍等。",
        "There is no demo archive to remove now. If it is being made or removed, wait a moment.",
      ),
    );
  }
  return beginRevert(context, one, { forced: true, operation: "removeDemoArchive" });
}

async function beginRevert(
  context: RequestContext,
  one: Import,
  { forced, operation }: { readonly forced: boolean; readonly operation: string },
): Promise<string> {
  one.step("revert", ImportState.REVERTING);
  one.forced = forced;
  one.keptRecords = 0;
  one.revertStep = 0;
  one.revertAfter = null;
  one.askedById = context.actor?.staffId ?? null;
  await context.em.flush();
  await recordImportStep(context, one, operation);
  return one.id;
}
