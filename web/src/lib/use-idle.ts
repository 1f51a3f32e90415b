import { useEffect, useState } from "react";

const longestWait = 700;

/**
 * True once `ready` has been on the screen and the browser has nothing else to do: what need not be there at once neither
 * fetches its script nor draws before.
 */
export function useIdle(ready: boolean): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    if (!ready || idle) return;
    const begin = (): void => setIdle(true);
    if (!("requestIdleCallback" in window)) {
      const timer = setTimeout(begin, longestWait / 2);
      return () => clearTimeout(timer);
    }
    let request = 0;
    // The frame after next: by then this one is on the screen.
    const frame = requestAnimationFrame(() => {
      request = requestIdleCallback(begin, { timeout: longestWait });
    });
    return () => {
      cancelAnimationFrame(frame);
      cancelIdleCallback(request);
    };
  }, [ready, idle]);
  return idle;
}
