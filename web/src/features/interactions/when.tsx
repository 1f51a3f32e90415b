import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DateText, DateTimeText } from "../../components/date-text.tsx";
import { relativeDay, relativeTime } from "../../lib/relative-time.ts";

/** A moment, both as people say it and exactly. */
export function When({ instant }: { instant: string }): ReactNode {
  const { i18n } = useTranslation();
  const [now] = useState(Date.now);
  return (
    <>
      {relativeTime(i18n.language, instant, now)} · <DateTimeText value={instant} />
    </>
  );
}

/** The same for a calendar day. */
export function WhenDay({ day }: { day: string }): ReactNode {
  const { i18n } = useTranslation();
  const [now] = useState(Date.now);
  return (
    <>
      {relativeDay(i18n.language, day, now)} · <DateText value={day} />
    </>
  );
}
