import { FileSearchOutlined } from "@ant-design/icons";
import { skipToken, useApolloClient, useQuery } from "@apollo/client/react";
import { Skeleton } from "antd";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { graphql, readFragment } from "../../gql/index.ts";
import { QueryError } from "../../shell/query-error.tsx";
import { useViewer } from "../../shell/viewer.tsx";
import { ImportColumns } from "./import-columns.tsx";
import { ImportHeading } from "./import-heading.tsx";
import { forgetCustomers, importNow, importNowQuery } from "./import-now.ts";
import { hasOpenEnds, isMoving } from "./import-states.ts";
import { ImportSteps } from "./import-steps.tsx";
import { MayNotImport } from "./may-not-import.tsx";
import { ProblemRows } from "./problem-rows.tsx";
import { Proposals } from "./proposals.tsx";
import { StatePanel } from "./state-panel.tsx";
import { useListFilters } from "./use-list-filters.ts";

export const importPageQuery = graphql(`
  query ImportPage($number: String!, $rows: ImportRowState!, $decided: ProposalState!) {
    import(number: $number) {
      ...ImportNow_Import
      ...ProblemRows_Import
      ...Proposals_Import
    }
    channels {
      ...ChannelChoice_Channel
    }
    importFields {
      ...ColumnTarget_ImportField
    }
  }
`);

/** One import from its file to its end: the page grows with what has happened. */
export function ImportPage(): ReactNode {
  const { number = "" } = useParams();
  const viewer = useViewer();
  if (!viewer.may("import:list")) return <MayNotImport />;
  return <ImportByNumber key={number} number={number} />;
}

function ImportByNumber({ number }: { number: string }): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const filters = useListFilters();
  const panel = useRef<HTMLHeadingElement>(null);
  const { data, previousData, error, refetch } = useQuery(importPageQuery, {
    variables: { number, rows: filters.rows, decided: filters.decided },
    fetchPolicy: "cache-and-network",
  });
  const shown = data ?? previousData;
  const now = readFragment(importNow, shown?.import);
  const state = now?.state;
  useQuery(
    importNowQuery,
    state && isMoving(state)
      ? { variables: { number }, pollInterval: 500, fetchPolicy: "network-only" }
      : skipToken,
  );

  const before = useRef(state);
  useEffect(() => {
    const was = before.current;
    before.current = state;
    if (!was || !state || was === state) return;
    // The pressed button is gone with its panel; the keyboard goes on from the new one.
    if (document.activeElement === document.body) panel.current?.focus();
    if (isMoving(state)) return;
    forgetCustomers(client);
    void refetch();
  }, [state, client, refetch]);

  if (error && !shown) return <QueryError error={error} onRetry={() => void refetch()} />;
  if (!shown) {
    return (
      <>
        <PageHeader title={number} />
        <Skeleton active paragraph={{ rows: 8 }} />
      </>
    );
  }
  if (!shown.import || !now) {
    return (
      <EmptyState
        heading={1}
        icon={<FileSearchOutlined />}
        title={t("imports.page.notFound")}
        action={<Link to="/imports">{t("imports.page.backToList")}</Link>}
      >
        {t("imports.page.notFoundText")}
      </EmptyState>
    );
  }
  const columns = <ImportColumns import={now} channels={shown.channels} fields={shown.importFields} />;
  const waits = now.state === "READY" || now.state === "CHECKING";
  return (
    <>
      <ImportHeading import={now} />
      <ImportSteps state={now.state} />
      <StatePanel import={now} heading={panel} />
      {waits ? columns : null}
      {hasOpenEnds(now.state) ? (
        <>
          <ProblemRows import={shown.import} filters={filters} />
          <Proposals import={shown.import} filters={filters} onDecidedAll={() => void refetch()} />
        </>
      ) : null}
      {waits ? null : columns}
    </>
  );
}
