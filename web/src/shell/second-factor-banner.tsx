import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import styles from "./banners.module.css";
import { useViewer } from "./viewer.tsx";

/** In the first session of somebody who must sign in with a second factor from the next one on. */
export function SecondFactorBanner(): ReactNode {
  const { t } = useTranslation();
  const { confirmed, required } = useViewer().secondFactor;
  if (confirmed || !required) return null;
  return (
    <aside className={styles["banner"]} aria-label={t("shell.secondFactor.label")}>
      <span className={styles["grow"]}>{t("shell.secondFactor.text")}</span>
      <Link to="/account?dialog=set-up">{t("shell.secondFactor.setUp")}</Link>
    </aside>
  );
}
