import { PrinterOutlined, StopOutlined } from "@ant-design/icons";
import { useQuery } from "@apollo/client/react";
import { Alert, Button, Skeleton } from "antd";
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { EmptyState } from "../../../components/empty-state.tsx";
import { PageHeader } from "../../../components/page-header.tsx";
import { UserErrors } from "../../../components/user-errors-alert.tsx";
import { graphql } from "../../../gql/index.ts";
import { useFormat } from "../../../lib/format.ts";
import { QueryError } from "../../../shell/query-error.tsx";
import { useViewer } from "../../../shell/viewer.tsx";
import { questionOf, readView, writeView, type LedgerView } from "../ledger/ledger-address.ts";
import { ExportProgress } from "./export-progress.tsx";
import { RosterSheet, type PrintedList } from "./roster-sheet.tsx";
import { useExport } from "./use-export.ts";
import { useFilterWords } from "./use-filter-words.ts";
import styles from "./roster.module.css";

const rosterQuery = graphql(`
  query Roster($search: String, $filter: CustomerFilter) {
    exportOffer(profile: ROSTER, search: $search, filter: $filter) {
      customers
      rows
      mostRowsToPrint
    }
    channels {
      id
      name
    }
    memberLevels {
      id
      name
    }
  }
`);

/** The roster 客户名册 of the ledger's own filter, on paper. Its rows come once printing is asked for, and logged. */
export function RosterPage(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [address] = useSearchParams();
  const view = useMemo(() => ({ ...readView(address), open: undefined }), [address]);
  if (!viewer.may("customer:export"))
    return (
      <EmptyState
        heading={1}
        icon={<StopOutlined />}
        title={t("exports.roster.mayNot")}
        action={<Link to="/customers">{t("exports.roster.back")}</Link>}
      >
        {t("exports.roster.mayNotText")}
      </EmptyState>
    );
  return <Roster key={writeView(view).toString()} view={view} />;
}

function Roster({ view }: { view: LedgerView }): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { stage, run, cancel } = useExport();
  const [list, setList] = useState<PrintedList>();
  const { search, filter, orderBy } = questionOf(view);
  const { data, error, refetch } = useQuery(rosterQuery, {
    variables: { search, filter },
    fetchPolicy: "cache-and-network",
  });
  const words = useFilterWords(view, data);
  const offer = data?.exportOffer;
  const tooMany = offer !== undefined && offer.rows > offer.mostRowsToPrint;

  useEffect(() => {
    // Once the rows are on the page.
    if (list) window.print();
  }, [list]);

  const print = async (): Promise<void> => {
    const file = await run({ profile: "ROSTER", format: "PRINT", search, filter, orderBy });
    if (file) setList(JSON.parse(await file.bytes.text()) as PrintedList);
  };

  return (
    <>
      <div className={styles["screen"]}>
        <PageHeader
          title={t("exports.roster.title")}
          actions={
            <>
              <Button onClick={() => void navigate(`/customers?${writeView(view).toString()}`)}>
                {t("exports.roster.back")}
              </Button>
              <Button
                type="primary"
                icon={<PrinterOutlined aria-hidden />}
                loading={stage.at === "preparing" || stage.at === "running"}
                disabled={!offer || offer.rows === 0 || tooMany}
                onClick={() => void print()}
              >
                {t("exports.roster.print")}
              </Button>
            </>
          }
        >
          {offer
            ? t("exports.roster.count", { count: offer.customers, text: format.number(offer.customers) })
            : null}
        </PageHeader>
        <p>{t("exports.roster.filter", { words })}</p>
        <p className="quiet">{t("exports.roster.lead")}</p>
        {error && !data ? <QueryError error={error} onRetry={() => void refetch()} /> : null}
        {!error && !offer ? <Skeleton active title={false} paragraph={{ rows: 2 }} /> : null}
        {tooMany ? (
          <Alert
            type="warning"
            showIcon
            title={t("exports.roster.tooMany", {
              rows: format.number(offer.rows),
              most: format.number(offer.mostRowsToPrint),
            })}
          />
        ) : null}
        {offer?.rows === 0 ? <Alert type="warning" showIcon title={t("exports.nobody")} /> : null}
        {stage.at === "running" ? (
          <ExportProgress
            id={stage.id}
            rowsTotal={stage.rowsTotal}
            label={t("exports.roster.preparing")}
            onCancel={cancel}
          />
        ) : null}
        {stage.at === "refused" ? <UserErrors errors={stage.errors} /> : null}
        {stage.at === "failed" ? (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={t("exports.failed.title")}
            description={stage.why}
          />
        ) : null}
      </div>
      {list ? <RosterSheet list={list} words={words} /> : null}
    </>
  );
}
