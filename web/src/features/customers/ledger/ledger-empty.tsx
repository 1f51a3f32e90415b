import { FileExcelOutlined, SearchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { EmptyState } from "../../../components/empty-state.tsx";
import { useViewer } from "../../../shell/viewer.tsx";
import { withoutFilters, type LedgerView } from "./ledger-address.ts";
import styles from "./ledger.module.css";

type LedgerEmptyProps = {
  filtered: boolean;
  view: LedgerView;
  change: (changes: Partial<LedgerView>) => void;
  onCreate: () => void;
};

/** Nothing found is not nothing there: each says what to do next. */
export function LedgerEmpty({ filtered, view, change, onCreate }: LedgerEmptyProps): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const navigate = useNavigate();
  if (filtered) {
    return (
      <div className={styles["empty"]}>
        <EmptyState
          icon={<SearchOutlined />}
          title={
            view.search ? t("ledger.nothing.search", { search: view.search }) : t("ledger.nothing.filter")
          }
          action={<Button onClick={() => change(withoutFilters(view))}>{t("ledger.filter.clear")}</Button>}
        >
          {view.search ? t("ledger.search.hint") : null}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={styles["empty"]}>
      <EmptyState
        icon={<FileExcelOutlined />}
        title={t("ledger.first.title")}
        action={
          <>
            {viewer.may("import:upload") ? (
              <Button type="primary" onClick={() => void navigate("/imports/new")}>
                {t("ledger.first.import")}
              </Button>
            ) : null}
            {viewer.may("customer:create") ? <Button onClick={onCreate}>{t("ledger.create")}</Button> : null}
          </>
        }
      >
        {viewer.may("import:upload") ? t("ledger.first.text") : t("ledger.first.wait")}
      </EmptyState>
    </div>
  );
}
