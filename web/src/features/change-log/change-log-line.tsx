import { ClockCircleOutlined, LockOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Chip, type ChipTone } from "../../components/chip.tsx";
import { DateTimeText } from "../../components/date-text.tsx";
import { readFragment, type FragmentType } from "../../gql/index.ts";
import type { ChangeKind, ChangeLogLine_ChangeLogEntryFragment } from "../../gql/graphql.ts";
import { readReason } from "../../lib/reveal-reasons.ts";
import { entryFields } from "./change-log-documents.ts";
import styles from "./change-log.module.css";
import type { LogWords } from "./use-log-words.ts";
import { ValueDifference } from "./value-difference.tsx";

type Entry = ChangeLogLine_ChangeLogEntryFragment;
type LineProps = { entry: FragmentType<typeof entryFields>; words: LogWords };

const tones: Record<ChangeKind, ChipTone> = {
  CHANGE: "plain",
  REVEAL: "warn",
  EXPORT: "warn",
  SIGN_IN: "quiet",
  REFUSAL: "bad",
  KEY: "soft",
};

/** One line of the change log: what, by whom, about which record, from where, and whether it is sealed. */
export function ChangeLogLine({ entry: given, words }: LineProps): ReactNode {
  const { t } = useTranslation();
  const entry = readFragment(entryFields, given);
  const programs = entry.source === "API" || entry.source === "CONSOLE";
  return (
    <li className={styles["line"]}>
      <div className={styles["what"]}>
        <Chip tone={tones[entry.kind]}>{t(`changeLog.kind.${entry.kind}`)}</Chip>
        <span>
          <strong>{entry.actor?.name ?? (programs ? t("changeLog.unknown") : t("changeLog.system"))}</strong>{" "}
          {words.operation(entry.operation)}
        </span>
        <RecordLink entry={entry} words={words} />
        {entry.count > 1 ? <Chip tone="bad">{t("changeLog.times", { count: entry.count })}</Chip> : null}
      </div>
      <Details entry={entry} words={words} />
      <div className={styles["where"]}>
        <DateTimeText value={entry.at} />
        <span>{t(`changeLog.source.${entry.source}`)}</span>
        {entry.keyName ? <span>{t("changeLog.key", { name: entry.keyName })}</span> : null}
        {entry.address ? <span className="figures">{entry.address}</span> : null}
        {entry.import ? <Link to={`/imports/${entry.import.number}`}>{entry.import.number}</Link> : null}
        <Sealed sealed={entry.sealed === "SEALED"} />
      </div>
    </li>
  );
}

/** What was done in particular: the difference, what was looked at and why, or why it was refused. */
function Details({ entry, words }: { entry: Entry; words: LogWords }): ReactNode {
  const { t } = useTranslation();
  const label = (field: string): string => words.field(entry.recordType, field);
  const named = (list: readonly string[]): string => list.map(label).join(t("card.listSeparator"));
  if (entry.kind === "REFUSAL") {
    return entry.reason ? (
      <p className={styles["details"]}>
        <span className="quiet">{t("changeLog.code")}</span>
        {words.code(entry.reason)}
      </p>
    ) : null;
  }
  if (entry.kind === "REVEAL") {
    const { reason, words: given } = readReason(entry.reason ?? "");
    const looked = named([...new Set([...entry.changes.map(({ field }) => field), ...entry.fields])]);
    return (
      <p className={styles["details"]}>
        <span className="quiet">{t("changeLog.looked")}</span>
        {looked || t("changeLog.hiddenField")}
        {reason || given ? (
          <>
            {" "}
            <span className="quiet">{t("changeLog.reason")}</span>
            {[reason && (reason !== "OTHER" || !given) ? t(`card.reason.${reason}`) : "", given]
              .filter(Boolean)
              .join(" · ")}
          </>
        ) : null}
      </p>
    );
  }
  return (
    <>
      {entry.changes.length > 0 ? (
        <dl className={styles["changes"]}>
          {entry.changes.map((change, place) => (
            // One request may change a field twice, such as two lines of one list.
            <div key={`${change.field} ${String(place)}`}>
              <dt>{label(change.field)}</dt>
              <dd>
                <ValueDifference field={change.field} old={change.old} now={change.new} words={words} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {entry.fields.length > 0 ? (
        <p className={styles["details"]}>
          <span className="quiet">{t("changeLog.with")}</span>
          {named(entry.fields)}
        </p>
      ) : null}
      {entry.reason ? (
        <p className={styles["details"]}>
          <span className="quiet">
            {entry.recordType === "Export" ? t("changeLog.exported.label") : t("changeLog.reason")}
          </span>
          {entry.recordType === "Export" ? words.exported(entry.reason) : entry.reason}
        </p>
      ) : null}
    </>
  );
}

function RecordLink({ entry, words }: { entry: Entry; words: LogWords }): ReactNode {
  const { t } = useTranslation();
  const { record, recordType, recordLabel } = entry;
  if (!recordType) return null;
  const type = words.record(recordType);
  const place = placeOf(record);
  const name = record?.__typename === "Customer" ? record.displayName : undefined;
  const text = [type, recordLabel, name].filter(Boolean).join(" ");
  return place ? (
    <Link to={place}>{text}</Link>
  ) : (
    <span {...(record ? {} : { title: t("changeLog.gone"), className: "quiet" })}>{text}</span>
  );
}

/** Where the console shows the record; orders and notes stand on their customer's card. */
function placeOf(record: Entry["record"]): string | undefined {
  switch (record?.__typename) {
    case "Customer":
      return `/customers/${record.number}`;
    case "Order":
      return `/customers/${record.customer.number}?tab=orders`;
    case "Note":
      return `/customers/${record.customer.number}?tab=notes`;
    case "Complaint":
      return `/complaints/${record.number}`;
    case "Import":
      return `/imports/${record.number}`;
    case "Role":
      return `/roles/${record.id}`;
    case "StaffMember":
    case "Team":
    case "Department":
      return "/staff";
    default:
      return undefined;
  }
}

function Sealed({ sealed }: { sealed: boolean }): ReactNode {
  const { t } = useTranslation();
  return (
    <span title={sealed ? t("changeLog.sealedMeans") : t("changeLog.waitingMeans")}>
      {sealed ? <LockOutlined aria-hidden /> : <ClockCircleOutlined aria-hidden />}{" "}
      {sealed ? t("changeLog.sealed") : t("changeLog.waiting")}
    </span>
  );
}
