import { validate as isUuid } from "uuid";
import type { DataIntegrityError } from "../platform/crypto.ts";
import type { RequestContext } from "../platform/request.ts";

/** A request that was refused as a whole: by whom it was asked, as far as that is known, and why. */
export interface Refusal {
  readonly code: string;
  readonly context: RequestContext | null;
}

/** Notes in the change log that an encrypted value does not open, and of which record it is. */
export function noteUnopened(context: Partial<RequestContext>, { place }: DataIntegrityError): void {
  const { actor = null, source, address = null, requestId } = context;
  if (!context.refusals || !source || !requestId) return;
  const record =
    place && isUuid(place.rowId) ? { recordType: typeOf(place.table), recordId: place.rowId } : null;
  context.refusals.record(
    { actor, source, address, requestId },
    { operation: "openSealedValue", code: "DATA_INTEGRITY", ...record },
  );
}

/** `import_row` is called ImportRow in the graph. */
function typeOf(table: string): string {
  return table.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The one place that hears of every refusal at the edge, of the graph and of files. */
export type TellRefusal = (refusal: Refusal) => void;

/** Refusals of somebody, not of something, and what shows damage: what is merely written wrongly is nobody's business. */
export const TOLD: ReadonlySet<string> = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "RATE_LIMITED",
  "QUERY_TOO_COSTLY",
  "DATA_INTEGRITY",
]);
