import { LockMode } from "@mikro-orm/core";
import { notFound, StaleVersion } from "../../../platform/errors.ts";
import { recordId } from "../../../platform/ids.ts";
import type { RequestContext } from "../../../platform/request.ts";
import { Import } from "../import.entity.ts";

/** Locks an import for a step; refuses one with another version than the caller read. */
export async function loadImport(
  context: RequestContext,
  importId: string,
  expectedVersion: number | null = null,
): Promise<Import> {
  const id = recordId("Import", importId);
  const one = id
    ? await context.em.findOne(Import, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })
    : null;
  if (!one) throw notFound(["importId"]);
  if (expectedVersion !== null && one.version !== expectedVersion)
    throw new StaleVersion(one.id, expectedVersion);
  return one;
}

export interface ImportStepInput {
  readonly importId: string;
  readonly expectedVersion: number;
}
