import { useEffect } from "react";

/**
 * Fetches the scripts of dialogs soon after what they belong to is on the screen: the key that opens one is answered at
 * once, also on a slow line, and what is typed next goes into it. What fails now is fetched again when it is asked for.
 */
export function useFetchedAhead(scripts: readonly (() => Promise<unknown>)[], wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return;
    const timer = setTimeout(() => {
      for (const fetchScript of scripts) fetchScript().catch(() => undefined);
    }, 300);
    return () => clearTimeout(timer);
  }, [scripts, wanted]);
}
