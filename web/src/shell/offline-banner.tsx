import { DisconnectOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useReachable } from "../lib/connection.ts";
import styles from "./banners.module.css";

export function OfflineBanner(): ReactNode {
  const { t } = useTranslation();
  const reachable = useReachable();
  return (
    <div role="status">
      {reachable ? null : (
        <div className={`${styles["banner"]} ${styles["offline"]}`}>
          <DisconnectOutlined aria-hidden /> <span>{t("shell.offline")}</span>
        </div>
      )}
    </div>
  );
}
