import {
  CameraOutlined,
  CloseOutlined,
  PictureOutlined,
  PlusOutlined,
  RedoOutlined,
} from "@ant-design/icons";
import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMedia } from "../../../lib/use-media.ts";
import styles from "./photographs.module.css";
import type { PhotographUpload } from "./use-photograph-uploads.ts";

/** A photograph on its way: its picture at once, how far it is, and what went wrong. */
export function UploadTile(props: {
  upload: PhotographUpload;
  onRetry: () => void;
  onDrop: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { upload } = props;
  const { name } = upload.file;
  // This browser cannot show every file that somebody chooses.
  const [shown, setShown] = useState(upload.preview);
  const stopped = upload.stage === "failed" || upload.stage === "refused";
  return (
    <li className={styles["tile"]}>
      <div className={styles["frame"]} data-stage={upload.stage}>
        {shown ? (
          <img className={styles["picture"]} src={shown} alt={name} onError={() => setShown(undefined)} />
        ) : (
          <PictureOutlined className={styles["blank"] ?? ""} aria-hidden />
        )}
        {stopped ? null : (
          <progress
            className={styles["progress"]}
            aria-label={t("photographs.uploading", { name })}
            {...(upload.stage === "sending" ? { value: upload.share } : {})}
          />
        )}
        {upload.stage === "failed" ? (
          <Button
            className={styles["retry"] ?? ""}
            size="small"
            icon={<RedoOutlined aria-hidden />}
            aria-label={t("photographs.retryOf", { name })}
            onClick={props.onRetry}
          >
            {t("photographs.retry")}
          </Button>
        ) : null}
      </div>
      <RemoveButton name={name} onClick={props.onDrop} />
    </li>
  );
}

export function RemoveButton({ name, onClick }: { name: string; onClick: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Button
      className={styles["remove"] ?? ""}
      shape="circle"
      size="small"
      icon={<CloseOutlined aria-hidden />}
      aria-label={t("photographs.removeOf", { name })}
      onClick={onClick}
    />
  );
}

/** What could not be uploaded, and what to do about it. */
export function UploadMessages({ uploads }: { uploads: readonly PhotographUpload[] }): ReactNode {
  const { t } = useTranslation();
  const waiting = uploads.some(({ stage }) => stage === "waiting");
  return (
    <div role="status" className={styles["messages"]}>
      {waiting ? <p>{t("photographs.waiting")}</p> : null}
      {uploads.map(({ key, file, message }) =>
        message === undefined ? null : (
          <p key={key} className={styles["wrong"]}>
            <b>{file.name}</b> {message}
          </p>
        ),
      )}
    </div>
  );
}

/** Chooses files, or opens the camera where there is a finger instead of a mouse. */
export function AddTiles(props: {
  id?: string | undefined;
  onFiles: (files: readonly File[]) => void;
}): ReactNode {
  const { id, onFiles } = props;
  const { t } = useTranslation();
  const finger = useMedia("(pointer: coarse)");
  return (
    <>
      <AddTile id={id} label={t("photographs.add")} icon={<PlusOutlined aria-hidden />} onFiles={onFiles} />
      {finger ? (
        <AddTile
          camera
          label={t("photographs.take")}
          icon={<CameraOutlined aria-hidden />}
          onFiles={onFiles}
        />
      ) : null}
    </>
  );
}

function AddTile(props: {
  id?: string | undefined;
  label: string;
  icon: ReactNode;
  camera?: boolean;
  onFiles: (files: readonly File[]) => void;
}): ReactNode {
  return (
    <li className={styles["tile"]}>
      <label className={styles["add"]}>
        {/* Without HEIC in the list, an iPhone hands over its photographs as JPEG. */}
        <input
          id={props.id}
          type="file"
          className="visually-hidden"
          accept="image/jpeg,image/png,image/webp"
          {...(props.camera ? { capture: "environment" as const } : { multiple: true })}
          onChange={(event) => {
            props.onFiles([...(event.target.files ?? [])]);
            // The same file must be choosable again.
            event.target.value = "";
          }}
        />
        {props.icon}
        <span>{props.label}</span>
      </label>
    </li>
  );
}
