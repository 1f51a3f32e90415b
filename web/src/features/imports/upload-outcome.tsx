import { Alert, Button, Progress, Spin } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DuplicateNotice } from "./duplicate-notice.tsx";
import styles from "./file-intake.module.css";
import { fileSize } from "./file-size.ts";
import type { UploadOptions } from "./upload-file.ts";
import type { Upload } from "./use-upload.ts";

/** What became of an upload: on its way, refused with what to do about it, or known already. */
export function UploadOutcome(props: {
  upload: Upload;
  onSend: (file: File, options?: UploadOptions) => void;
  onCancel: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { upload, onSend, onCancel } = props;
  if (upload.stage === "none") return null;
  const { file } = upload;
  if (upload.stage === "sending") return <Sending file={file} sent={upload.sent} onCancel={onCancel} />;

  const { answer, options } = upload;
  if (answer.kind === "duplicate") {
    return (
      <DuplicateNotice
        fileName={file.name}
        number={answer.number}
        onAgain={() => onSend(file, { ...options, again: true })}
        onClose={onCancel}
      />
    );
  }
  const refused = answer.kind === "refused";
  const retry = (
    <Button size="small" onClick={() => onSend(file, options)}>
      {t("imports.upload.retry")}
    </Button>
  );
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      className={styles["answer"] ?? ""}
      title={t("imports.upload.refused", { name: file.name })}
      description={
        <>
          <p>{refused ? answer.message : t(`imports.upload.${answer.kind}`)}</p>
          {answer.kind === "failed" && answer.requestId ? (
            <p className="quiet">{t("imports.upload.requestId", { id: answer.requestId })}</p>
          ) : null}
          {refused ? <p className="quiet">{t("imports.upload.nothingChanged")}</p> : null}
        </>
      }
      {...(refused || answer.kind === "forbidden" || answer.kind === "tooLarge" ? {} : { action: retry })}
      closable={{ onClose: onCancel, "aria-label": t("imports.upload.close") }}
    />
  );
}

function Sending(props: { file: File; sent: number; onCancel: () => void }): ReactNode {
  const { t } = useTranslation();
  const { file, sent } = props;
  const all = sent >= file.size;
  return (
    <div className={styles["sending"]} role="status">
      <div className={styles["sending-name"]}>{t("imports.upload.label", { name: file.name })}</div>
      <Progress
        percent={file.size > 0 ? Math.min(100, Math.floor((sent / file.size) * 100)) : 100}
        status="active"
        showInfo={false}
        aria-label={t("imports.upload.label", { name: file.name })}
      />
      <div className={styles["sending-foot"]}>
        <span className="quiet figures">
          {all ? (
            <>
              <Spin size="small" /> {t("imports.upload.checking")}
            </>
          ) : (
            t("imports.upload.sent", { sent: fileSize(sent), total: fileSize(file.size) })
          )}
        </span>
        <Button size="small" onClick={props.onCancel}>
          {t("imports.upload.cancel")}
        </Button>
      </div>
    </div>
  );
}
