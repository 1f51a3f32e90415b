import { FileExcelOutlined } from "@ant-design/icons";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { announce } from "../../lib/notices.ts";
import styles from "./file-intake.module.css";
import { UploadOutcome } from "./upload-outcome.tsx";
import { usePageDrop, type Dropped } from "./use-page-drop.ts";
import { useUpload } from "./use-upload.ts";

/** Where a spreadsheet comes in: dropped anywhere on the page, or chosen. What became of the upload is said in its place. */
export function FileIntake({ handedOver }: { handedOver?: File | undefined }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { upload, send, cancel } = useUpload((number) => void navigate(`/imports/${number}`));
  const sending = upload.stage === "sending";

  const take = ({ files, hasFolder }: Dropped): void => {
    const file = files[0];
    if (hasFolder) announce({ kind: "warning", text: t("imports.drop.folder") });
    if (hasFolder || !file) return;
    if (files.length > 1)
      announce({ kind: "info", text: t("imports.drop.onlyOne", { name: file.name }), seconds: 8 });
    send(file);
  };
  const over = usePageDrop(take, !sending);

  useEffect(() => {
    if (handedOver) send(handedOver);
  }, [handedOver, send]);

  return (
    <section className={styles["intake"]}>
      <UploadOutcome upload={upload} onSend={send} onCancel={cancel} />
      {sending ? null : (
        <label className={styles["area"]}>
          <input
            type="file"
            className="visually-hidden"
            accept=".xlsx,.xlsm,.csv,.txt"
            aria-labelledby="import-file-title"
            aria-describedby="import-file-hint"
            onChange={(event) => {
              take({ files: [...(event.target.files ?? [])], hasFolder: false });
              // The same file, mended meanwhile, must be choosable again.
              event.target.value = "";
            }}
          />
          <FileExcelOutlined className={styles["icon"] ?? ""} aria-hidden />
          <span id="import-file-title" className={styles["title"]}>
            {t("imports.drop.title")}
            <span className={styles["choose"]}>{t("imports.drop.choose")}</span>
          </span>
          <span id="import-file-hint" className={styles["hint"]}>
            {t("imports.drop.hint")}
            <br />
            {t("imports.drop.safe")}
          </span>
        </label>
      )}
      {over ? <div className={styles["over"]}>{t("imports.drop.release")}</div> : null}
    </section>
  );
}
