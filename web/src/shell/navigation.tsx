import {
  ApiOutlined,
  EyeOutlined,
  FlagOutlined,
  HistoryOutlined,
  IdcardOutlined,
  ImportOutlined,
  QuestionCircleOutlined,
  SafetyOutlined,
  SettingOutlined,
  TeamOutlined,
} from "@ant-design/icons";
import { useQuery } from "@apollo/client/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { graphql } from "../gql/index.ts";
import styles from "./navigation.module.css";
import { useViewer } from "./viewer.tsx";

const myComplaintsQuery = graphql(`
  query MyComplaints {
    complaintCounts {
      mine {
        value
        capped
      }
    }
  }
`);

/** How many open complaints are the reader's own. Where that cannot be said, nothing is: the pages themselves say why. */
function MyComplaints(): ReactNode {
  const { t } = useTranslation();
  const { data } = useQuery(myComplaintsQuery);
  const mine = data?.complaintCounts.mine;
  if (!mine?.value) return null;
  const text = `${mine.value}${mine.capped ? "+" : ""}`;
  return (
    <span className={styles["count"]}>
      <span aria-hidden>{text}</span>
      <span className="visually-hidden">{t("shell.nav.mine", { text })}</span>
    </span>
  );
}

/** At the left on a wide screen, at the bottom on a narrow one. */
export function Navigation(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const places: { to: string; name: string; icon: ReactNode; count?: ReactNode; rare?: true }[] = [
    { to: "/customers", name: t("shell.nav.customers"), icon: <IdcardOutlined aria-hidden /> },
    ...(viewer.may("complaint:list")
      ? [
          {
            to: "/complaints",
            name: t("shell.nav.complaints"),
            icon: <FlagOutlined aria-hidden />,
            count: <MyComplaints />,
          },
        ]
      : []),
    ...(viewer.may("import:list")
      ? [{ to: "/imports", name: t("shell.nav.imports"), icon: <ImportOutlined aria-hidden /> }]
      : []),
    ...(viewer.may("staff:list")
      ? [{ to: "/staff", name: t("shell.nav.staff"), icon: <TeamOutlined aria-hidden /> }]
      : []),
    ...[
      {
        to: "/roles",
        name: t("shell.nav.roles"),
        icon: <SafetyOutlined aria-hidden />,
        permission: "role:list",
      },
      {
        to: "/settings",
        name: t("shell.nav.settings"),
        icon: <SettingOutlined aria-hidden />,
        permission: "archiveSettings:change",
      },
      {
        to: "/change-log",
        name: t("shell.nav.changeLog"),
        icon: <HistoryOutlined aria-hidden />,
        permission: "change:list",
      },
      {
        to: "/reveals",
        name: t("shell.nav.reveals"),
        icon: <EyeOutlined aria-hidden />,
        permission: "change:listReveals",
      },
    ]
      .filter(({ permission }) => viewer.may(permission))
      .map((place) => ({ ...place, rare: true as const })),
    ...(viewer.may("apiKey:list")
      ? [
          {
            to: "/api-keys",
            name: t("access.apiKeys.title"),
            icon: <ApiOutlined aria-hidden />,
            rare: true as const,
          },
        ]
      : []),
    { to: "/help", name: t("shell.nav.help"), icon: <QuestionCircleOutlined aria-hidden /> },
  ];
  return (
    <div className={styles["navigation"]}>
      {places.map((place) => (
        <NavLink
          key={place.to}
          to={place.to}
          className={`${styles["place"]} ${place.rare ? styles["rare"] : ""}`}
        >
          <span className={styles["icon"]}>{place.icon}</span>
          {place.name}
          {place.count}
        </NavLink>
      ))}
    </div>
  );
}
