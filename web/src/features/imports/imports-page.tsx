import { InboxOutlined } from "@ant-design/icons";
import { useQuery } from "@apollo/client/react";
import { Button, Skeleton } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { graphql } from "../../gql/index.ts";
import { QueryError } from "../../shell/query-error.tsx";
import { useViewer } from "../../shell/viewer.tsx";
import { FileIntake } from "./file-intake.tsx";
import { isMoving } from "./import-states.ts";
import { ImportsTable } from "./imports-table.tsx";
import styles from "./imports.module.css";
import { MayNotImport } from "./may-not-import.tsx";

export const importsQuery = graphql(`
  query Imports($first: Int!, $after: String) {
    imports(first: $first, after: $after) {
      nodes {
        id
        state
        ...ImportsTableRow_Import
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const pageSize = 20;

export function ImportsPage(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  if (!viewer.may("import:list")) return <MayNotImport />;
  return (
    <>
      <PageHeader title={t("imports.title")}>{t("imports.lead")}</PageHeader>
      {viewer.may("import:upload") ? <FileIntake /> : null}
      <ImportList />
    </>
  );
}

function ImportList(): ReactNode {
  const { t } = useTranslation();
  const [loadingMore, setLoadingMore] = useState(false);
  const { data, error, refetch, fetchMore, startPolling, stopPolling } = useQuery(importsQuery, {
    variables: { first: pageSize },
    fetchPolicy: "cache-and-network",
  });
  const list = data?.imports;
  const moving = list?.nodes.some((node) => isMoving(node.state)) ?? false;
  // Looking again would forget the later pages, and work in progress is always on the first.
  const firstPageOnly = (list?.nodes.length ?? 0) <= pageSize;
  useEffect(() => {
    if (!moving || !firstPageOnly) return;
    startPolling(1000);
    return stopPolling;
  }, [moving, firstPageOnly, startPolling, stopPolling]);

  if (error && !list) return <QueryError error={error} onRetry={() => void refetch()} />;
  if (!list) return <Skeleton active title={false} paragraph={{ rows: 6 }} />;
  if (list.nodes.length === 0) {
    return (
      <EmptyState icon={<InboxOutlined />} title={t("imports.list.empty")}>
        {t("imports.list.emptyText")}
      </EmptyState>
    );
  }
  const more = async (): Promise<void> => {
    setLoadingMore(true);
    await fetchMore({ variables: { after: list.pageInfo.endCursor } }).catch(() => undefined);
    setLoadingMore(false);
  };
  return (
    <>
      <ImportsTable imports={list.nodes} />
      {list.pageInfo.hasNextPage ? (
        <p className={styles["more"]}>
          <Button loading={loadingMore} onClick={() => void more()}>
            {t("imports.list.more")}
          </Button>
        </p>
      ) : null}
    </>
  );
}
