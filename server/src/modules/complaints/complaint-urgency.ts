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

/** Between which urgencies complaints of these severities lie: lets the database begin in the right place. */
export function urgencyRange(severities: readonly ComplaintSeverity[]): { from: string; below: string } {
  const ranks = severities.map((severity) => SEVERITIES.indexOf(severity));
  return { from: String(Math.min(...ranks) * STEP), below: String((Math.max(...ranks) + 1) * STEP) };
}
