import { Progress } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../lib/format.ts";
import styles from "./progress-with-rate.module.css";

export type ProgressWithRateProps = {
  label: string;
  rowsDone: number;
  rowsTotal?: number | null;
  rowsPerSecond?: number | null;
  secondsLeft?: number | null;
};

/** How far a long piece of work is, how fast it goes and how long it will take. */
export function ProgressWithRate(props: ProgressWithRateProps): ReactNode {
  const { t } = useTranslation();
  const format = useFormat();
  const timeLeft = useTimeLeft(props.secondsLeft);
  const done = format.number(props.rowsDone);
  const share = props.rowsTotal
    ? Math.min(100, Math.floor((props.rowsDone / props.rowsTotal) * 100))
    : undefined;
  const parts = [
    props.rowsTotal
      ? t("components.progress.of", { done, total: format.number(props.rowsTotal) })
      : t("components.progress.done", { done }),
    props.rowsPerSecond
      ? t("components.progress.rate", { rate: format.number(Math.round(props.rowsPerSecond)) })
      : undefined,
    timeLeft,
  ].filter((part) => part !== undefined);
  return (
    <div className={styles["progress"]}>
      <div className={styles["label"]}>{props.label}</div>
      <Progress
        percent={share ?? 100}
        status={share === undefined ? "active" : "normal"}
        showInfo={share !== undefined}
        aria-label={props.label}
      />
      <div className={styles["figures"]}>{parts.join(" · ")}</div>
    </div>
  );
}

function useTimeLeft(seconds: number | null | undefined): string | undefined {
  const { t } = useTranslation();
  if (seconds === null || seconds === undefined) return undefined;
  if (seconds < 2) return t("components.progress.almost");
  if (seconds < 90) return t("components.progress.secondsLeft", { count: Math.round(seconds) });
  if (seconds < 5400) return t("components.progress.minutesLeft", { count: Math.round(seconds / 60) });
  return t("components.progress.hoursLeft", { count: Math.round(seconds / 3600) });
}
