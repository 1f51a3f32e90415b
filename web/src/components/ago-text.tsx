import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../lib/format.ts";
import { relativeTime } from "../lib/relative-time.ts";
import { useNow } from "../lib/use-now.ts";

/** How long ago, as people say it; the exact moment is under the mouse. */
export function AgoText({ value }: { value: string | null | undefined }): ReactNode {
  const { i18n } = useTranslation();
  const format = useFormat();
  const now = useNow();
  if (!value) return <span className="quiet">—</span>;
  return (
    <time dateTime={value} title={format.dateTime(value)} className="figures">
      {relativeTime(i18n.language, value, now)}
    </time>
  );
}
