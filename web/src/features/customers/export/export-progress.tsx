import { useQuery } from "@apollo/client/react";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProgressWithRate } from "../../../components/progress-with-rate.tsx";
import { exportNow } from "./export-documents.ts";
import styles from "./export.module.css";

const LOOK_EVERY = 1000;

/** How far the export is, how fast it goes and how long it will take. */
export function ExportProgress(props: {
  id: string;
  rowsTotal: number;
  label: string;
  onCancel: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { data } = useQuery(exportNow, {
    variables: { id: props.id },
    fetchPolicy: "network-only",
    pollInterval: LOOK_EVERY,
  });
  const now = data?.export;
  return (
    <div className={styles["progress"]} role="status">
      <ProgressWithRate
        label={props.label}
        rowsDone={now?.rowsDone ?? 0}
        rowsTotal={props.rowsTotal}
        rowsPerSecond={now?.rowsPerSecond ?? null}
        secondsLeft={now?.secondsLeft ?? null}
      />
      <Button size="small" onClick={props.onCancel}>
        {t("exports.cancel")}
      </Button>
    </div>
  );
}
