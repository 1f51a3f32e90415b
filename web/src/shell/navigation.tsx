import { IdcardOutlined, ImportOutlined, QuestionCircleOutlined, TeamOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import styles from "./navigation.module.css";
import { useViewer } from "./viewer.tsx";

/** At the left on a wide screen, at the bottom on a narrow one. */
export function Navigation(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const places = [
    { to: "/customers", name: t("shell.nav.customers"), icon: <IdcardOutlined aria-hidden /> },
    ...(viewer.may("import:list")
      ? [{ to: "/imports", name: t("shell.nav.imports"), icon: <ImportOutlined aria-hidden /> }]
      : []),
    ...(viewer.may("staff:list")
      ? [{ to: "/staff", name: t("shell.nav.staff"), icon: <TeamOutlined aria-hidden /> }]
      : []),
    { to: "/help", name: t("shell.nav.help"), icon: <QuestionCircleOutlined aria-hidden /> },
  ];
  return (
    <div className={styles["navigation"]}>
      {places.map((place) => (
        <NavLink key={place.to} to={place.to} className={styles["place"] ?? ""}>
          <span className={styles["icon"]}>{place.icon}</span>
          {place.name}
        </NavLink>
      ))}
    </div>
  );
}
