import { useEffect, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { isCovered, isTyping } from "../../../lib/keyboard.ts";

const dialog = '[role="dialog"]';
const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

/**
 * Files dropped on the dialog or panel around `place`, and pictures pasted while nothing else lies over it. Answers
 * whether files hover over it now.
 */
export function usePhotographIntake(
  place: RefObject<HTMLElement | null>,
  onFiles: (files: readonly File[]) => void,
  enabled: boolean,
): boolean {
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });

  useEffect(() => {
    const area = place.current?.closest<HTMLElement>(dialog) ?? place.current;
    if (!area || !enabled) return;
    // Entering a child comes before leaving its parent, so the two are counted.
    let depth = 0;
    // The page below takes dropped files too, for something else: these do not reach it.
    const handled =
      (act: (event: DragEvent) => void) =>
      (event: DragEvent): void => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        event.stopPropagation();
        act(event);
      };
    const hover = (change: number): void => {
      depth = Math.max(0, depth + change);
      setOver(depth > 0);
    };
    const listeners = {
      dragenter: handled(() => hover(1)),
      dragleave: handled(() => hover(-1)),
      dragover: handled(() => undefined),
      drop: handled((event) => {
        hover(-depth);
        latest.current([...(event.dataTransfer?.files ?? [])]);
      }),
    } as const;
    const names = ["dragenter", "dragleave", "dragover", "drop"] as const;
    for (const name of names) area.addEventListener(name, listeners[name]);
    return () => {
      for (const name of names) area.removeEventListener(name, listeners[name]);
    };
  }, [place, enabled]);

  useEffect(() => {
    if (!enabled) return;
    const onPaste = (event: ClipboardEvent): void => {
      const pictures = [...(event.clipboardData?.files ?? [])].filter(({ type }) =>
        type.startsWith("image/"),
      );
      if (pictures.length === 0 || event.defaultPrevented) return;
      // A spreadsheet's cells come as text and as a picture of them: whoever is writing means the text.
      if (isTyping(event.target) && event.clipboardData?.types.includes("text/plain")) return;
      if (isCovered() && !place.current?.closest(dialog)) return;
      event.preventDefault();
      const name = t("photographs.pasted");
      latest.current(
        pictures.map((file) => new File([file], `${name}.${file.type.slice(6)}`, { type: file.type })),
      );
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [place, enabled, t]);

  return over;
}
