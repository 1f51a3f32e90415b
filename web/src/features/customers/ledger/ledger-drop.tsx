import { InboxOutlined } from "@ant-design/icons";
import { useRef, useState, type DragEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { handOverFile } from "../../../lib/handed-over-file.ts";
import styles from "./ledger.module.css";

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes("Files");

/** A spreadsheet dropped anywhere on the ledger goes to the import page. */
export function LedgerDrop({ enabled, children }: { enabled: boolean; children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [over, setOver] = useState(false);
  // Entering a child comes before leaving its parent, so the two are counted.
  const depth = useRef(0);

  if (!enabled) return children;
  const finish = (): void => {
    depth.current = 0;
    setOver(false);
  };
  return (
    <div
      className={styles["drop"]}
      onDragEnter={(event) => {
        if (!carriesFiles(event)) return;
        depth.current += 1;
        setOver(true);
      }}
      onDragOver={(event) => {
        if (carriesFiles(event)) event.preventDefault();
      }}
      onDragLeave={(event) => {
        if (!carriesFiles(event)) return;
        depth.current -= 1;
        if (depth.current <= 0) finish();
      }}
      onDrop={(event) => {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        finish();
        const file = event.dataTransfer.files[0];
        if (!file) return;
        handOverFile(file);
        void navigate("/imports/new");
      }}
    >
      {children}
      {over ? (
        <div className={styles["drop-here"]}>
          <InboxOutlined aria-hidden />
          {t("ledger.drop")}
        </div>
      ) : null}
    </div>
  );
}
