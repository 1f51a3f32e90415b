import { CheckCircleOutlined, SearchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../components/empty-state.tsx";
import type { ComplaintScope } from "../../../gql/graphql.ts";
import { isFiltered, withoutFilters, type DeskView } from "./desk-address.ts";
import styles from "./desk.module.css";

type DeskEmptyProps = {
  view: DeskView;
  scope: ComplaintScope;
  change: (changes: Partial<DeskView>) => void;
  /** Left out when the reader may not. */
  onFile: (() => void) | undefined;
};

/** Nothing found is not nothing there, and nothing of mine is not nothing at all: each says what to do next. */
export function DeskEmpty(props: DeskEmptyProps): ReactNode {
  return (
    <div className={styles["empty"]}>
      {isFiltered(props.view) ? <NothingFound {...props} /> : <NothingOpen {...props} />}
    </div>
  );
}

function NothingFound({ view, scope, change }: DeskEmptyProps): ReactNode {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<SearchOutlined />}
      title={
        view.search
          ? t("complaints.desk.none.search", { search: view.search })
          : t("complaints.desk.none.filter")
      }
      action={
        <>
          {scope === "ALL" ? null : (
            <Button type="primary" onClick={() => change({ scope: "ALL" })}>
              {t("complaints.desk.none.lookAll")}
            </Button>
          )}
          <Button onClick={() => change(withoutFilters(view))}>{t("complaints.desk.filter.clear")}</Button>
        </>
      }
    >
      {view.search ? t("complaints.desk.searchHint") : null}
    </EmptyState>
  );
}

function NothingOpen({ scope, change, onFile }: DeskEmptyProps): ReactNode {
  const { t } = useTranslation();
  const look = (wanted: ComplaintScope, primary = false): ReactNode => (
    <Button type={primary ? "primary" : "default"} onClick={() => change({ scope: wanted })}>
      {wanted === "ALL" ? t("complaints.desk.none.lookAll") : t("complaints.desk.none.lookUnassigned")}
    </Button>
  );
  const icon = <CheckCircleOutlined />;
  switch (scope) {
    case "MINE":
      return (
        <EmptyState
          icon={icon}
          title={t("complaints.desk.none.mine")}
          action={
            <>
              {look("UNASSIGNED", true)}
              {look("ALL")}
            </>
          }
        >
          {t("complaints.desk.none.mineText")}
        </EmptyState>
      );
    case "MY_TEAM":
      return <EmptyState icon={icon} title={t("complaints.desk.none.team")} action={look("UNASSIGNED")} />;
    case "UNASSIGNED":
      return (
        <EmptyState icon={icon} title={t("complaints.desk.none.unassigned")} action={look("ALL")}>
          {t("complaints.desk.none.unassignedText")}
        </EmptyState>
      );
    case "ALL":
      return (
        <EmptyState
          icon={icon}
          title={t("complaints.desk.none.all")}
          action={
            onFile ? (
              <Button type="primary" onClick={onFile}>
                {t("complaints.file.open")}
              </Button>
            ) : undefined
          }
        >
          {onFile ? t("complaints.desk.none.allText") : t("complaints.desk.none.allTextReading")}
        </EmptyState>
      );
  }
}
