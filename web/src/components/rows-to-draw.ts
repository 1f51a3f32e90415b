import type { Range } from "@tanstack/react-virtual";

/** How many rows stand ready beyond those in sight: at rest, where the reader is going, and where they come from. */
const ready = { resting: 6, ahead: 40, behind: 4 };

/**
 * The rows that the document holds. The browser scrolls without waiting for the page, so most of those out of sight lie
 * where the reader is going. The active row is kept wherever it is: else the browser would drop the focus.
 */
export function rowsToDraw(
  { startIndex, endIndex, count }: Pick<Range, "startIndex" | "endIndex" | "count">,
  going: "forward" | "backward" | null,
  activeIndex: number,
): number[] {
  const before = going === null ? ready.resting : going === "backward" ? ready.ahead : ready.behind;
  const after = going === null ? ready.resting : going === "forward" ? ready.ahead : ready.behind;
  const first = Math.max(0, startIndex - before);
  const last = Math.min(count - 1, endIndex + after);
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
  if (activeIndex >= count || (activeIndex >= first && activeIndex <= last)) return rows;
  return activeIndex < first ? [activeIndex, ...rows] : [...rows, activeIndex];
}
