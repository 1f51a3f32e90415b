import { useEffect, useRef } from "react";
import { isComposing, isCovered } from "../../lib/keyboard.ts";

/** Ctrl+Enter (⌘+Enter on a Mac) does the page's main thing, but not out of a cell that is being mended. */
export function useConfirmKey(act: () => void, enabled: boolean): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!enabled) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      if (isComposing(event) || isCovered()) return;
      if (event.target instanceof Element && event.target.closest("[data-mends-row]")) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [enabled]);
}
