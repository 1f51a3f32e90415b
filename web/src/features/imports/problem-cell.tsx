import { Input } from "antd";
import { useEffect, useId, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { InputRef } from "antd";
import { MaskedText } from "../../components/masked-text.tsx";
import { isComposing } from "../../lib/keyboard.ts";
import type { ProblemRow_ImportRowFragment } from "../../gql/graphql.ts";
import styles from "./problem-rows.module.css";

/** A cell of a problem row: open for typing where it is wrong, a button that opens it where it is right. */
export function ProblemCell(props: {
  cell: ProblemRow_ImportRowFragment["cells"][number];
  rowNumber: number;
  draft: string | undefined;
  open: boolean;
  mendable: boolean;
  busy: boolean;
  onOpen: () => void;
  onDraft: (value: string | undefined) => void;
  onSave: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const reason = useId();
  const input = useRef<InputRef>(null);
  const asked = useRef(false);
  const { cell, rowNumber, draft, open, mendable } = props;
  const header = cell.header || (cell.target ? t(`imports.target.${cell.target}`) : "");
  const value = cell.value === "" ? t("imports.problems.empty") : cell.value;

  useEffect(() => {
    if (!open || !asked.current) return;
    asked.current = false;
    input.current?.focus({ cursor: "all" });
  }, [open]);

  return (
    <div className={styles["cell"]} data-wrong={cell.issue ? true : undefined} data-position={cell.position}>
      <div className={styles["header"]}>{header}</div>
      {open ? (
        <Input
          ref={input}
          size="small"
          value={draft ?? cell.value}
          status={cell.issue && draft === undefined ? "error" : ""}
          readOnly={props.busy}
          autoComplete="off"
          spellCheck={false}
          aria-label={t("imports.problems.cellOf", { row: rowNumber, header })}
          aria-invalid={cell.issue && draft === undefined ? true : undefined}
          {...(cell.issue ? { "aria-describedby": reason } : {})}
          onChange={(event) => props.onDraft(event.target.value)}
          onKeyDown={(event) => {
            if (isComposing(event.nativeEvent)) return;
            if (event.key === "Enter") {
              event.preventDefault();
              props.onSave();
            }
            if (event.key === "Escape") props.onDraft(undefined);
          }}
        />
      ) : mendable ? (
        <button
          type="button"
          className={styles["value"]}
          aria-label={t("imports.problems.changeCell", { row: rowNumber, header, value })}
          onClick={() => {
            asked.current = true;
            props.onOpen();
          }}
        >
          {value}
        </button>
      ) : (
        <div className={styles["value"]}>
          {cell.state === "HIDDEN" ? <MaskedText value={{ state: cell.state }} /> : value}
        </div>
      )}
      {cell.issue ? (
        <div id={reason} className={styles["reason"]}>
          {cell.issue.message}
        </div>
      ) : null}
    </div>
  );
}
