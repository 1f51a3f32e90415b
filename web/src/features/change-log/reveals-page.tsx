import { EyeOutlined, LeftOutlined, RightOutlined } from "@ant-design/icons";
import { useQuery } from "@apollo/client/react";
import { Button, Input, Skeleton } from "antd";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Chip } from "../../components/chip.tsx";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { QueryError } from "../../shell/query-error.tsx";
import { useViewer } from "../../shell/viewer.tsx";
import { revealReasons } from "../../lib/reveal-reasons.ts";
import { startOfDay } from "./change-log-address.ts";
import { revealsQuery } from "./change-log-documents.ts";
import { ChangeLogLine } from "./change-log-line.tsx";
import styles from "./change-log.module.css";
import { RevealAlerts } from "./reveal-alerts.tsx";
import { summaryOf, type PersonsLooks } from "./reveal-summary.ts";
import { useLogWords } from "./use-log-words.ts";

const first = 100;
/** More than a shop's whole staff looks at in a day; beyond it the newest are shown, and it is said. */
const most = 1000;

/** The day as the reader's calendar has it, or one so many days from it. */
function dayFrom(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const then = new Date(year, month - 1, date + later);
  const digits = (value: number): string => String(value).padStart(2, "0");
  return `${String(then.getFullYear())}-${digits(then.getMonth() + 1)}-${digits(then.getDate())}`;
}
const today = (): string => {
  const now = new Date();
  return dayFrom(`${String(now.getFullYear())}-${String(now.getMonth() + 1)}-${String(now.getDate())}`, 0);
};

/** For whoever looks after privacy: who looked at whose data on a day, how often and why. */
export function RevealsPage(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  return (
    <>
      <PageHeader title={t("changeLog.reveals.title")}>{t("changeLog.reveals.lead")}</PageHeader>
      {viewer.may("change:listReveals") ? (
        <>
          {viewer.may("change:list") ? <RevealAlerts /> : null}
          <Day />
        </>
      ) : (
        <EmptyState title={t("changeLog.reveals.refused")} />
      )}
    </>
  );
}

function Day(): ReactNode {
  const { t } = useTranslation();
  const words = useLogWords();
  const [address, setAddress] = useSearchParams();
  const asked = address.get("day") ?? "";
  const day = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : today();
  const { data, error, refetch, fetchMore } = useQuery(revealsQuery, {
    variables: { filter: { from: startOfDay(day), to: startOfDay(day, 1) }, first },
    fetchPolicy: "cache-and-network",
    nextFetchPolicy: "cache-first",
  });
  const list = data?.reveals;
  const after = list?.pageInfo.hasNextPage && list.nodes.length < most ? list.pageInfo.endCursor : undefined;
  // The sums are of a whole day, so all of its pages are read.
  useEffect(() => {
    if (after) fetchMore({ variables: { after } }).catch(() => undefined);
  }, [after, fetchMore]);
  const go = (to: string): void => setAddress(to === today() ? {} : { day: to }, { replace: true });

  return (
    <>
      <div className={styles["filters"]} role="group" aria-label={t("changeLog.reveals.day")}>
        <Button
          icon={<LeftOutlined aria-hidden />}
          aria-label={t("changeLog.reveals.before")}
          onClick={() => go(dayFrom(day, -1))}
        />
        <Input
          type="date"
          className={styles["date"] ?? ""}
          aria-label={t("changeLog.reveals.day")}
          max={today()}
          value={day}
          onChange={(event) => {
            if (event.target.value) go(event.target.value);
          }}
        />
        <Button
          icon={<RightOutlined aria-hidden />}
          aria-label={t("changeLog.reveals.next")}
          disabled={day >= today()}
          onClick={() => go(dayFrom(day, 1))}
        />
      </div>
      {error && !data ? (
        <QueryError error={error} onRetry={() => void refetch()} />
      ) : !list ? (
        <Skeleton active title={false} paragraph={{ rows: 6 }} />
      ) : list.nodes.length === 0 ? (
        <EmptyState title={t("changeLog.reveals.none")} icon={<EyeOutlined />}>
          {t("changeLog.reveals.noneText")}
        </EmptyState>
      ) : (
        <>
          {list.nodes.length >= most ? (
            <p role="status">{t("changeLog.reveals.cut", { count: list.nodes.length })}</p>
          ) : null}
          <People summary={summaryOf(list.nodes)} />
          <h2 className={styles["heading"]}>{t("changeLog.reveals.lines")}</h2>
          <ol className={styles["lines"]} aria-label={t("changeLog.reveals.lines")}>
            {list.nodes.map((entry) => (
              <ChangeLogLine key={entry.id} entry={entry} words={words} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}

function People({ summary }: { summary: readonly PersonsLooks[] }): ReactNode {
  const { t } = useTranslation();
  const reasonWords = (kept: string): string => {
    const reason = revealReasons.find((known) => known === kept);
    return reason && reason !== "OTHER" ? t(`card.reason.${reason}`) : t("changeLog.reveals.otherReason");
  };
  return (
    <table className={styles["people"]}>
      <caption className="visually-hidden">{t("changeLog.reveals.title")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("changeLog.reveals.person")}</th>
          <th scope="col">{t("changeLog.reveals.customers")}</th>
          <th scope="col">{t("changeLog.reveals.reasons")}</th>
        </tr>
      </thead>
      <tbody>
        {summary.map((person) => (
          <tr key={person.id}>
            <th scope="row">
              <strong>{person.name}</strong> <span className="quiet">{person.role}</span>
            </th>
            <td>
              <span className="figures">
                {person.customers} / {person.quota}
              </span>{" "}
              {person.customers >= person.quota ? (
                <Chip tone="bad">{t("changeLog.reveals.over")}</Chip>
              ) : null}{" "}
              <span className="quiet">{t("changeLog.reveals.looks", { count: person.looks })}</span>
            </td>
            <td>
              {person.reasons.map(([reason, times]) => (
                <span key={reason} className={styles["reason"]}>
                  {reasonWords(reason)} <span className="quiet figures">{times}</span>
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
