import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { AddTiles, RemoveButton, UploadMessages, UploadTile } from "./photograph-tiles.tsx";
import styles from "./photographs.module.css";
import type { PickedPhotograph } from "./upload-photograph.ts";
import { usePhotographIntake } from "./use-photograph-intake.ts";
import { usePhotographUploads } from "./use-photograph-uploads.ts";

export type { PickedPhotograph } from "./upload-photograph.ts";

/** As many as a complaint has at most. */
export const mostPhotographs = 9;

type PhotographPickerProps = {
  /** Of the field that a label around it names. */
  id?: string;
  value?: readonly PickedPhotograph[];
  onChange?: (value: PickedPhotograph[]) => void;
  /** Whether some are still on their way. */
  onBusyChange?: (busy: boolean) => void;
};

/** Photographs for a complaint that is being written: chosen, dropped, pasted or taken, and uploaded at once. */
export function PhotographPicker({
  id,
  value = [],
  onChange,
  onBusyChange,
}: PhotographPickerProps): ReactNode {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  // Several may arrive before the form has drawn itself anew.
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  const [previews, setPreviews] = useState<ReadonlyMap<string, string>>(new Map());

  const show = (photographs: readonly PickedPhotograph[]): void => {
    latest.current = photographs;
    onChange?.([...photographs]);
  };
  const room = mostPhotographs - value.length;
  const { uploads, take, retry, drop } = usePhotographUploads({
    room,
    most: mostPhotographs,
    onUploaded: (photograph, preview) => {
      if (preview) setPreviews((before) => new Map([...before, [photograph.id, preview]]));
      show([...latest.current, photograph]);
    },
  });
  const over = usePhotographIntake(place, take, true);
  const underway = uploads.filter(({ stage }) => stage !== "refused");
  const busy = underway.some(({ stage }) => stage !== "failed");
  useEffect(() => onBusyChange?.(busy), [busy, onBusyChange]);

  return (
    <div ref={place} className={styles["picker"]} data-over={over}>
      <ul className={styles["tiles"]} aria-label={t("photographs.title")}>
        {value.map(({ id, url, fileName }) => (
          <li key={id} className={styles["tile"]}>
            <div className={styles["frame"]}>
              <img className={styles["picture"]} src={previews.get(id) ?? url} alt={fileName} />
            </div>
            <RemoveButton
              name={fileName}
              onClick={() => show(latest.current.filter((photograph) => photograph.id !== id))}
            />
          </li>
        ))}
        {uploads.map((upload) => (
          <UploadTile
            key={upload.key}
            upload={upload}
            onRetry={() => retry(upload.key)}
            onDrop={() => drop(upload.key)}
          />
        ))}
        {underway.length < room ? <AddTiles id={id} onFiles={take} /> : null}
      </ul>
      <UploadMessages uploads={uploads} />
      <p className={styles["hint"]}>
        {over ? t("photographs.drop") : t("photographs.hint", { most: mostPhotographs })}
      </p>
    </div>
  );
}
