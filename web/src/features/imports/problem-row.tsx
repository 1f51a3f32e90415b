import { Button } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import type { UserErrorValue } from "../../components/user-errors.ts";
import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { ProblemCell } from "./problem-cell.tsx";
import styles from "./problem-rows.module.css";

export const problemRow = graphql(`
  fragment ProblemRow_ImportRow on ImportRow {
    id
    rowNumber
    state
    cells {
      position
      header
      target
      value
      state
      issue {
        code
        message
      }
    }
  }
`);

const mendImportRow = graphql(`
  mutation MendImportRow($input: MendImportRowInput!) {
    mendImportRow(input: $input) {
      row {
        ...ProblemRow_ImportRow
      }
      import {
        ...ImportNow_Import
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

const dismissImportRow = graphql(`
  mutation DismissImportRow($input: DismissImportRowInput!) {
    dismissImportRow(input: $input) {
      row {
        id
        state
      }
      import {
        ...ImportNow_Import
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

/** One row of the sheet with its wrong cells open. Enter in a cell saves what was changed in the row and checks it again. */
export function ProblemRow(props: {
  row: FragmentType<typeof problemRow>;
  importId: string;
  mendable: boolean;
  /** The import has not started: a mended row goes in with the others. */
  waits: boolean;
  onLeaving: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const row = readFragment(problemRow, props.row);
  const { importId, mendable, waits, onLeaving } = props;
  const mending = useCommand(mendImportRow);
  const dismissing = useCommand(dismissImportRow);
  const [drafts, setDrafts] = useState<ReadonlyMap<number, string>>(new Map());
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [errors, setErrors] = useState<readonly UserErrorValue[]>([]);
  const [told, setTold] = useState("");
  const item = useRef<HTMLLIElement>(null);
  const savedFrom = useRef<number>(undefined);
  const wrong = row.cells.filter((cell) => cell.issue);
  const cells = row.cells.filter((cell) => cell.target ?? cell.issue);
  const running = mending.running || dismissing.running;

  // After a check the keyboard goes to the saved cell if it is still wrong, else to the next wrong one.
  useEffect(() => {
    const from = savedFrom.current;
    if (from === undefined) return;
    savedFrom.current = undefined;
    const next = wrong.find((cell) => cell.position >= from) ?? wrong[0];
    const input = item.current?.querySelector<HTMLInputElement>(
      `[data-position="${String(next?.position)}"] input`,
    );
    input?.focus();
    input?.select();
  });

  const save = async (from: number): Promise<void> => {
    if (drafts.size === 0 || running) return;
    const changed = [...drafts].map(([position, value]) => ({ position, value }));
    const answer = await mending.run({ input: { importId, rowId: row.id, cells: changed } });
    const payload = answer?.mendImportRow;
    if (!payload) return;
    setErrors(payload.errors);
    if (payload.errors.length > 0) return;
    setDrafts(new Map());
    setOpened(new Set());
    const checked = readFragment(problemRow, payload.row);
    if (checked?.state === "MENDED") {
      onLeaving();
      announce({
        kind: "success",
        text: t(waits ? "imports.problems.willGoIn" : "imports.problems.takenIn", { row: row.rowNumber }),
      });
      return;
    }
    const count = checked?.cells.filter((cell) => cell.issue).length ?? 0;
    const still = t("imports.problems.stillWrong", { row: row.rowNumber, count });
    if (row.state === "DISMISSED") {
      // Wanted after all, and not right yet: it is a problem row again.
      onLeaving();
      announce({ kind: "info", text: still });
      return;
    }
    savedFrom.current = from;
    setTold(still);
  };

  const leaveOut = async (): Promise<void> => {
    const answer = await dismissing.run({ input: { importId, rowId: row.id } });
    const payload = answer?.dismissImportRow;
    if (!payload) return;
    setErrors(payload.errors);
    if (payload.errors.length > 0) return;
    onLeaving();
    announce({
      kind: "info",
      text: t("imports.problems.leftOut", { row: row.rowNumber }),
      detail: t("imports.problems.leftOutDetail"),
    });
  };

  return (
    <li ref={item} id={row.id} className={styles["row"]} data-mends-row>
      <div className={styles["row-head"]}>
        <h3 className={`${styles["row-number"] ?? ""} figures`}>
          {t("imports.problems.row", { row: row.rowNumber })}
        </h3>
        {wrong.length > 0 ? (
          <span className={styles["wrong-count"]}>
            {t("imports.problems.issues", { count: wrong.length })}
          </span>
        ) : null}
        <span role="status" className="visually-hidden">
          {told}
        </span>
        {mendable ? (
          <span className={styles["row-actions"]}>
            <Button
              size="small"
              type={drafts.size > 0 ? "primary" : "default"}
              disabled={drafts.size === 0}
              loading={mending.running}
              onClick={() => void save(wrong[0]?.position ?? 0)}
            >
              {t("imports.problems.save")}
            </Button>
            {row.state === "PROBLEM" ? (
              <Button size="small" type="text" disabled={running} onClick={() => void leaveOut()}>
                {t("imports.problems.leaveOut")}
              </Button>
            ) : null}
          </span>
        ) : null}
      </div>
      <div className={styles["cells"]}>
        {cells.map((cell) => (
          <ProblemCell
            key={cell.position}
            cell={cell}
            rowNumber={row.rowNumber}
            draft={drafts.get(cell.position)}
            open={mendable && (cell.issue != null || opened.has(cell.position))}
            mendable={mendable}
            busy={running}
            onOpen={() => setOpened(new Set([...opened, cell.position]))}
            onDraft={(value) => {
              const next = new Map(drafts);
              if (value === undefined || value === cell.value) next.delete(cell.position);
              else next.set(cell.position, value);
              setDrafts(next);
            }}
            onSave={() => void save(cell.position)}
          />
        ))}
      </div>
      <UserErrors errors={errors} />
    </li>
  );
}
