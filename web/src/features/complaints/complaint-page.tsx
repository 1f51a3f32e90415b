import { LeftOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useParams } from "react-router";
import { useShortcut } from "../../lib/keyboard.ts";
import { ComplaintRecord } from "./complaint/complaint-record.tsx";
import styles from "./complaint/complaint.module.css";

/** The complaint with the page to itself: the address to send to a colleague. */
export function ComplaintPage(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { number = "" } = useParams();
  useShortcut("Escape", () => void navigate("/complaints"));
  return (
    <>
      <Link to="/complaints" className={styles["back"]}>
        <LeftOutlined aria-hidden /> {t("complaints.title")}
      </Link>
      <ComplaintRecord key={number} number={number} page />
    </>
  );
}
