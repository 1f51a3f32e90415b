import { useQuery } from "@apollo/client/react";
import { Button, Drawer, Skeleton } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/empty-state.tsx";
import { useCommand } from "../../../lib/use-command.ts";
import { QueryError } from "../../../shell/query-error.tsx";
import { markAlertsRead, myAlertsQuery, unreadAlertsQuery } from "./alert-documents.ts";
import { AlertLine } from "./alert-line.tsx";
import styles from "./alerts.module.css";

/** What others changed of one's customers, the newest first. To have it before one's eyes is to have read it. */
export function AlertDrawer({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Drawer title={t("alerts.title")} open onClose={onClose} size="min(420px, 100vw)">
      <Alerts onClose={onClose} />
    </Drawer>
  );
}

function Alerts({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { data, error, refetch, fetchMore, client } = useQuery(myAlertsQuery, {
    variables: { first: 20 },
    fetchPolicy: "network-only",
    nextFetchPolicy: "cache-first",
  });
  const { run } = useCommand(markAlertsRead);
  const [loading, setLoading] = useState(false);
  // New when the list was opened: they stay marked until it is closed, though the server knows them as read.
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const sent = useRef<Set<string>>(new Set());
  const list = data?.myAlerts;

  useEffect(() => {
    const alertIds = (list?.nodes ?? []).flatMap(({ id, readAt }) =>
      readAt || sent.current.has(id) ? [] : [id],
    );
    if (alertIds.length === 0) return;
    for (const id of alertIds) sent.current.add(id);
    setFresh(new Set(sent.current));
    const read = async (): Promise<void> => {
      const answer = await run({ input: { alertIds } });
      if (!answer) return;
      const { unread } = answer.markAlertsRead;
      client.writeQuery({ query: unreadAlertsQuery, data: { unreadAlertCount: unread } });
    };
    void read();
  }, [list, run, client]);

  if (error && !list) return <QueryError error={error} onRetry={() => void refetch()} />;
  if (!list) return <Skeleton active title={false} paragraph={{ rows: 6 }} />;
  if (list.nodes.length === 0)
    return <EmptyState title={t("alerts.none")}>{t("alerts.noneText")}</EmptyState>;
  const more = async (): Promise<void> => {
    setLoading(true);
    try {
      await fetchMore({ variables: { after: list.pageInfo.endCursor } });
    } finally {
      setLoading(false);
    }
  };
  return (
    <>
      <ul className={styles["alerts"]}>
        {list.nodes.map((alert) => (
          <AlertLine key={alert.id} alert={alert} isNew={fresh.has(alert.id)} onLeave={onClose} />
        ))}
      </ul>
      {list.pageInfo.hasNextPage ? (
        <div className={styles["more"]}>
          <Button loading={loading} onClick={() => void more()}>
            {t("card.more")}
          </Button>
        </div>
      ) : null}
    </>
  );
}
