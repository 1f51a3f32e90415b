import { BellOutlined } from "@ant-design/icons";
import { skipToken, useQuery } from "@apollo/client/react";
import { Button } from "antd";
import { lazy, Suspense, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useViewer } from "../../../shell/viewer.tsx";
import styles from "./alerts.module.css";
import { unreadAlertsQuery } from "./alert-documents.ts";

const AlertDrawer = lazy(async () => ({ default: (await import("./alert-drawer.tsx")).AlertDrawer }));

/** How many changes of one's customers one has not seen yet, said politely when there are more. */
export function AlertBell(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [open, setOpen] = useState(false);
  const bell = useRef<HTMLButtonElement>(null);
  const { data } = useQuery(unreadAlertsQuery, viewer.may("customer:list") ? {} : skipToken);
  if (!data) return null;
  const { value, capped } = data.unreadAlertCount;
  const number = value > 99 || capped ? "99+" : String(value);
  const unread = value > 0 ? t("alerts.unread", { count: value, number }) : t("alerts.noneUnread");
  return (
    <>
      <Button
        ref={bell}
        type="text"
        className={styles["bell"] ?? ""}
        aria-label={`${t("alerts.title")}${t("card.colon")}${unread}`}
        aria-haspopup="dialog"
        icon={<BellOutlined aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {value > 0 ? (
          <span aria-hidden className={styles["count"]}>
            {number}
          </span>
        ) : null}
      </Button>
      <Spoken text={value > 0 ? unread : ""} value={value} />
      {open ? (
        <Suspense>
          <AlertDrawer
            onClose={() => {
              setOpen(false);
              bell.current?.focus();
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}

/** Says how many there are when there are more than there were; of what was there before, the bell itself tells. */
function Spoken({ text, value }: { text: string; value: number }): ReactNode {
  const [before] = useState(value);
  return (
    <span className="visually-hidden" role="status">
      {value > before ? text : ""}
    </span>
  );
}
