import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./card.module.css";

export function LoadMore({ more, loading }: { more: (() => void) | undefined; loading: boolean }): ReactNode {
  const { t } = useTranslation();
  if (!more) return null;
  return (
    <div className={styles["more"]}>
      <Button onClick={more} loading={loading}>
        {t("card.more")}
      </Button>
    </div>
  );
}
