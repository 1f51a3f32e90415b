import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "./copy-button.tsx";
import styles from "./state.module.css";

/** Says what could not be loaded, and lets the reader try again. The request id is what support needs to find the cause. */
export function ErrorState(props: {
  title?: string;
  children?: ReactNode;
  requestId?: string | undefined;
  onRetry?: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles["state"]} role="alert">
      <h2 className={styles["title"]}>{props.title ?? t("components.error.title")}</h2>
      {props.children ? <div className={styles["text"]}>{props.children}</div> : null}
      {props.requestId ? (
        <p className={styles["text"]}>
          {t("components.error.requestId", { id: props.requestId })}{" "}
          <CopyButton text={props.requestId} label={t("components.error.copyRequestId")} />
        </p>
      ) : null}
      {props.onRetry ? (
        <div className={styles["action"]}>
          <Button onClick={props.onRetry}>{t("components.error.retry")}</Button>
        </div>
      ) : null}
    </div>
  );
}
