import type { RequestContext } from "../platform/request.ts";

/** A request that was refused as a whole: by whom it was asked, as far as that is known, and why. */
export interface Refusal {
  readonly code: string;
  readonly context: RequestContext | null;
}

/** The one place that hears of every refusal at the edge, of the graph and of files. */
export type TellRefusal = (refusal: Refusal) => void;

/** Refusals of somebody, not of something: what is merely written wrongly is nobody's business. */
export const TOLD: ReadonlySet<string> = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "RATE_LIMITED",
  "QUERY_TOO_COSTLY",
]);
