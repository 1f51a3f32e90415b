import { Button, Modal } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./conflict-dialog.module.css";

export type ConflictLine = { field: string; whose: ReactNode };

export type ConflictDialogProps = {
  open: boolean;
  saving: boolean;
  /** What others changed since the form was opened. */
  lines: readonly ConflictLine[];
  /** The fields that I changed. */
  mine: readonly string[];
  label: (field: string) => string;
  show: {
    original: (field: string) => ReactNode;
    mine: (field: string) => ReactNode;
    theirs: (field: string) => ReactNode;
  };
  onDecide: (keepMine: ReadonlySet<string>) => void;
  /** Back to the form, with everything that was typed. */
  onBack: () => void;
};

/** Somebody saved meanwhile: shows both values of each field that both changed, and lets the reader take either. */
export function ConflictDialog(props: ConflictDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal
      title={t("card.conflict.title")}
      open={props.open}
      onCancel={props.onBack}
      mask={{ closable: false }}
      width={640}
      footer={null}
      destroyOnHidden
    >
      <Choices {...props} />
    </Modal>
  );
}

function Choices(props: ConflictDialogProps): ReactNode {
  const { t } = useTranslation();
  const { label, show } = props;
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const changed = new Map(props.lines.map((line) => [line.field, line]));
  const both = props.mine.flatMap((field) => changed.get(field) ?? []);
  const onlyTheirs = [...changed.values()].filter((line) => !props.mine.includes(line.field));
  const onlyMine = props.mine.filter((field) => !changed.has(field));

  const choose = (field: string, side: "mine" | "theirs"): void => {
    const chosen = new Set(theirs);
    if (side === "theirs") chosen.add(field);
    else chosen.delete(field);
    setTheirs(chosen);
  };

  return (
    <>
      <p>{both.length > 0 ? t("card.conflict.both") : t("card.conflict.apart")}</p>
      {both.map((line) => (
        <fieldset key={line.field} className={styles["clash"]}>
          <legend>
            {label(line.field)}{" "}
            <span className="quiet">
              {t("card.conflict.original")} {show.original(line.field)}
            </span>
          </legend>
          <div className={styles["sides"]}>
            {(["mine", "theirs"] as const).map((side) => (
              <label key={side} className={styles["side"]}>
                <input
                  type="radio"
                  name={`conflict ${line.field}`}
                  checked={(side === "theirs") === theirs.has(line.field)}
                  onChange={() => choose(line.field, side)}
                />
                <span>
                  <span className={styles["whose"]}>
                    {side === "mine" ? t("card.conflict.mine") : line.whose}
                  </span>
                  {show[side](line.field)}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      {onlyTheirs.length > 0 ? (
        <div className={styles["others"]}>
          {t("card.conflict.onlyTheirs")}
          <ul>
            {onlyTheirs.map((line) => (
              <li key={line.field}>
                {label(line.field)}
                {t("card.colon")}
                {show.theirs(line.field)} <span className="quiet">{line.whose}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {onlyMine.length > 0 ? (
        <div className={styles["others"]}>
          {t("card.conflict.onlyMine")}
          <ul>
            {onlyMine.map((field) => (
              <li key={field}>
                {label(field)}
                {t("card.colon")}
                {show.mine(field)}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className={styles["foot"]}>
        <Button onClick={props.onBack}>{t("card.conflict.back")}</Button>
        <Button
          type="primary"
          loading={props.saving}
          onClick={() => props.onDecide(new Set(props.mine.filter((field) => !theirs.has(field))))}
        >
          {t("card.conflict.save")}
        </Button>
      </div>
    </>
  );
}
