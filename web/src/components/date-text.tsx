import { useFormat } from "../lib/format.ts";

/** A calendar day; a dash where there is none. */
export function DateText({ value }: { value: string | null | undefined }): React.ReactNode {
  const format = useFormat();
  if (!value) return <span className="quiet">—</span>;
  return (
    <time dateTime={value} className="figures">
      {format.date(value)}
    </time>
  );
}

/** A moment, in the reader's own time zone. */
export function DateTimeText({ value }: { value: string | null | undefined }): React.ReactNode {
  const format = useFormat();
  if (!value) return <span className="quiet">—</span>;
  return (
    <time dateTime={value} className="figures">
      {format.dateTime(value)}
    </time>
  );
}
