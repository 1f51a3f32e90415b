import { LogoutOutlined, ProfileOutlined, UserOutlined } from "@ant-design/icons";
import { useApolloClient } from "@apollo/client/react";
import { Button, Popover } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { LanguageSwitch } from "../components/language-switch.tsx";
import { ThemeSwitch } from "../components/theme-switch.tsx";
import { forgetAhead } from "../lib/asked-ahead.ts";
import { signOut } from "../lib/sign-in.ts";
import styles from "./account-menu.module.css";
import { useViewer } from "./viewer.tsx";

/** Who I am, how the console looks to me, and the way out. */
export function AccountMenu(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const client = useApolloClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);

  const leave = async (): Promise<void> => {
    await signOut();
    // The next person at this browser must find nothing of this one's.
    forgetAhead();
    await client.clearStore();
    await navigate("/sign-in");
  };

  const content = (
    <div className={styles["menu"]}>
      <div>
        <div className={styles["name"]}>{viewer.staff.name}</div>
        <div className="quiet">{viewer.staff.email}</div>
        <div className="quiet">{viewer.heldRole.name}</div>
      </div>
      <LanguageSwitch />
      <ThemeSwitch />
      <div className={styles["links"]}>
        <Link to="/account" onClick={() => setOpen(false)}>
          <ProfileOutlined aria-hidden /> {t("shell.account.page")}
        </Link>
        <Button type="text" icon={<LogoutOutlined aria-hidden />} onClick={() => void leave()}>
          {t("shell.account.signOut")}
        </Button>
      </div>
    </div>
  );

  return (
    <Popover
      content={content}
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
    >
      <Button
        type="text"
        aria-label={`${viewer.staff.name}, ${t("shell.account.menu")}`}
        aria-expanded={open}
        icon={<UserOutlined aria-hidden />}
        onKeyDown={(event) => {
          if (event.key === "Escape") setOpen(false);
        }}
      >
        <span className={styles["viewer"]}>{viewer.staff.name}</span>
      </Button>
    </Popover>
  );
}
