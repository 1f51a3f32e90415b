import { ComplaintSeverity } from "./complaint-words.types.ts";

/** The mildest first; a complaint's urgency grows by one step with each. */
const SEVERITIES = [
  ComplaintSeverity.LOW,
  ComplaintSeverity.NORMAL,
  ComplaintSeverity.HIGH,
  ComplaintSeverity.CRITICAL,
] as const;

/** Wider than any moment in milliseconds until the year 2286, and four steps stay an exact number. */
const STEP = 10_000_000_000_000;

/** One number to order the inbox by: the graver first, among equals the longest waiting first. */
export function urgencyOf(severity: ComplaintSeverity, filedAt: Date): string {
  return String(SEVERITIES.indexOf(severity) * STEP + (STEP - filedAt.getTime()));
}

export interface UrgencyRange {
  readonly from: string;
  readonly below: string;
  /** No other severity lies in it. */
  readonly whole: boolean;
}

/** Between which urgencies complaints of these severities lie. */
export function urgencyRange(severities: readonly ComplaintSeverity[]): UrgencyRange {
  const ranks = new Set(severities.map((severity) => SEVERITIES.indexOf(severity)));
  const [lowest, highest] = [Math.min(...ranks), Math.max(...ranks)];
  return {
    from: String(lowest * STEP),
    below: String((highest + 1) * STEP),
    whole: ranks.size === highest - lowest + 1,
  };
}
