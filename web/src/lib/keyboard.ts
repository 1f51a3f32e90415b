import { useEffect, useRef } from "react";

/** True while an input method builds a word: its Enter, Escape and letters are not ours. 229 is what older engines say. */
export function isComposing(event: { isComposing?: boolean; keyCode?: number }): boolean {
  return event.isComposing === true || event.keyCode === 229;
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) {
    return !["button", "checkbox", "radio", "range", "submit", "reset", "file"].includes(target.type);
  }
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** True while a dialog or an open menu has the keyboard to itself. Closed ones stay in the document unseen. */
export function isCovered(): boolean {
  const covers = document.querySelectorAll('[role="dialog"][aria-modal="true"], [role="menu"]');
  return [...covers].some((cover) => cover.checkVisibility());
}

/**
 * A shortcut of the whole page: a single key without Ctrl, Alt or Meta. It keeps silent while somebody types, while an
 * input method composes and while a dialog is open.
 */
export function useShortcut(key: string, act: () => void, options: { enabled?: boolean } = {}): void {
  const enabled = options.enabled ?? true;
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!enabled) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== key || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
        return;
      if (isComposing(event) || isTyping(event.target) || isCovered()) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [key, enabled]);
}
