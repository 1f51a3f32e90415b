import type { RequestContext } from "../../../platform/request.ts";
import type { WorkedImport } from "./lease.ts";

export async function revertImport(
  _context: RequestContext,
  _one: WorkedImport,
  _inWhoseName: () => Promise<RequestContext["actor"]>,
): Promise<void> {
  await Promise.reject(new Error("not yet"));
}
