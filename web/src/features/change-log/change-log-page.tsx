import { HistoryOutlined } from "@ant-design/icons";
import { useQuery } from "@apollo/client/react";
import { Button, Skeleton } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { QueryError } from "../../shell/query-error.tsx";
import { useViewer } from "../../shell/viewer.tsx";
import { filterOf, readView, writeView } from "./change-log-address.ts";
import { changeLogQuery } from "./change-log-documents.ts";
import { ChangeLogFilters } from "./change-log-filters.tsx";
import { ChangeLogLine } from "./change-log-line.tsx";
import styles from "./change-log.module.css";
import { useLogWords } from "./use-log-words.ts";

const first = 30;

/** Everything that was done, looked at and refused, to be searched by whoever has to answer for it. */
export function ChangeLogPage(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  return (
    <>
      <PageHeader title={t("changeLog.title")}>{t("changeLog.lead")}</PageHeader>
      {viewer.may("change:list") ? <ChangeLog /> : <EmptyState title={t("changeLog.refused")} />}
    </>
  );
}

function ChangeLog(): ReactNode {
  const { t } = useTranslation();
  const words = useLogWords();
  const [address, setAddress] = useSearchParams();
  const [loading, setLoading] = useState(false);
  const view = readView(address);
  const filter = filterOf(view);
  const { data, previousData, error, refetch, fetchMore } = useQuery(changeLogQuery, {
    variables: { filter, first },
    fetchPolicy: "cache-and-network",
    nextFetchPolicy: "cache-first",
  });
  // Another question is under way: the last answer stays, dimmed, and the boxes above do not jump.
  const shown = data ?? previousData;
  const list = shown?.changeLog;
  const clear = (): void => setAddress({}, { replace: true });
  const more = async (): Promise<void> => {
    setLoading(true);
    // Said to the reader already; the button stays for another try.
    await fetchMore({ variables: { after: list?.pageInfo.endCursor } }).catch(() => undefined);
    setLoading(false);
  };

  return (
    <>
      <ChangeLogFilters
        view={view}
        words={words}
        change={(changes) => setAddress(writeView({ ...view, ...changes }), { replace: true })}
        clear={clear}
      />
      {error && !data ? (
        <QueryError error={error} onRetry={() => void refetch()} />
      ) : !list ? (
        <Skeleton active title={false} paragraph={{ rows: 10 }} />
      ) : list.nodes.length === 0 ? (
        <EmptyState
          title={t("changeLog.none.title")}
          icon={<HistoryOutlined />}
          action={filter ? <Button onClick={clear}>{t("changeLog.none.clear")}</Button> : undefined}
        >
          {t("changeLog.none.text")}
        </EmptyState>
      ) : (
        <>
          <ol
            className={`${styles["lines"]} ${data ? "" : styles["stale"]}`}
            aria-label={t("changeLog.title")}
            aria-busy={!data}
          >
            {list.nodes.map((entry) => (
              <ChangeLogLine key={entry.id} entry={entry} words={words} />
            ))}
          </ol>
          {list.pageInfo.hasNextPage ? (
            <div className={styles["more"]}>
              <Button loading={loading} onClick={() => void more()}>
                {t("changeLog.more")}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </>
  );
}
