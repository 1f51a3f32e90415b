import { skipToken, useQuery } from "@apollo/client/react";
import { App, Button } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql } from "../gql/index.ts";
import { announce } from "../lib/notices.ts";
import { useCommand } from "../lib/use-command.ts";
import styles from "./banners.module.css";
import { useViewer } from "./viewer.tsx";

const demoArchiveQuery = graphql(`
  query DemoArchive {
    demoArchive {
      id
      state
      progress {
        rowsDone
        rowsTotal
      }
    }
  }
`);

const removeDemoArchive = graphql(`
  mutation RemoveDemoArchive {
    removeDemoArchive {
      import {
        id
        state
      }
      errors {
        message
      }
    }
  }
`);

/** Whether there are example customers, as the banner has asked already. */
export function useDemoShown(): boolean {
  const { data } = useQuery(demoArchiveQuery, { fetchPolicy: "cache-only" });
  return Boolean(data?.demoArchive);
}

/** Says that the archive shows invented customers, and removes them with one action. */
export function DemoBanner(): ReactNode {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const viewer = useViewer();
  // Whoever may not see imports would be refused, and the refusal stand in the change log.
  const { data, client, refetch, startPolling, stopPolling } = useQuery(
    demoArchiveQuery,
    viewer.may("import:list") ? {} : skipToken,
  );
  const { run, running } = useCommand(removeDemoArchive);
  const [removing, setRemoving] = useState(false);
  const told = useRef(false);
  const demo = data?.demoArchive;
  const reverting = demo?.state === "REVERTING";
  const gone = data !== undefined && (!demo || demo.state === "REVERTED");

  useEffect(() => {
    if (gone || !(removing || reverting)) return;
    startPolling(700);
    return stopPolling;
  }, [gone, removing, reverting, startPolling, stopPolling]);

  useEffect(() => {
    if (!removing || !gone || told.current) return;
    told.current = true;
    announce({ kind: "success", text: t("shell.demo.removed") });
    // Every list may have shown an example customer.
    client.cache.evict({ id: "ROOT_QUERY", fieldName: "customers" });
    void client.refetchQueries({ include: "active" });
  }, [removing, gone, client, t]);

  if (!demo || gone) return null;

  const remove = async (): Promise<void> => {
    const answer = await run({});
    const errors = answer?.removeDemoArchive.errors ?? [];
    for (const error of errors) announce({ kind: "error", text: error.message });
    if (!answer || errors.length > 0) return;
    told.current = false;
    setRemoving(true);
    await refetch();
  };

  const { rowsDone, rowsTotal } = demo.progress;
  return (
    <aside className={styles["banner"]} aria-label={t("shell.demo.label")}>
      {removing || reverting ? (
        <>
          <span>{t("shell.demo.removing")}</span>
          <progress
            className={styles["grow"]}
            max={rowsTotal ?? 1}
            value={rowsTotal ? rowsDone : 0}
            aria-label={t("shell.demo.removing")}
          />
        </>
      ) : (
        <>
          <span className={styles["grow"]}>{t("shell.demo.text")}</span>
          {viewer.may("demoArchive:remove") ? (
            <Button
              size="small"
              loading={running}
              onClick={() =>
                void modal.confirm({
                  title: t("shell.demo.confirmTitle"),
                  content: t("shell.demo.confirmText"),
                  okText: t("shell.demo.confirm"),
                  cancelText: t("shell.demo.cancel"),
                  onOk: remove,
                })
              }
            >
              {t("shell.demo.remove")}
            </Button>
          ) : null}
        </>
      )}
    </aside>
  );
}
