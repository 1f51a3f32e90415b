import { Button, Spin } from "antd";
import { useCallback, useLayoutEffect, useRef, useState, type ReactNode, type Ref } from "react";
import { useTranslation } from "react-i18next";
import { RecordGrid, type GridPlace, type RecordGridHandle } from "../../../components/record-grid.tsx";
import type { GridColumn } from "../../../components/record-grid-parts.tsx";
import type { LedgerRow } from "./ledger-columns.tsx";
import styles from "./ledger.module.css";

type LedgerListProps = {
  grid: Ref<RecordGridHandle>;
  rows: readonly LedgerRow[];
  columns: readonly GridColumn<LedgerRow>[];
  /** The rows answer the question before this one. */
  stale: boolean;
  total: number | undefined;
  hasNextPage: boolean;
  loadMore: () => Promise<void>;
  open: string | undefined;
  onOpen: (number: string) => void;
  place: GridPlace | undefined;
  onLeave: (place: GridPlace) => void;
};

/** The rows, and the next ones before the reader gets there. */
export function LedgerList({ grid, loadMore, onOpen, rows, stale, ...props }: LedgerListProps): ReactNode {
  const { t } = useTranslation();
  const [state, setState] = useState<"idle" | "loading" | "failed">("idle");
  const busy = useRef(false);
  const latest = useRef(loadMore);
  // Before the grid's own effects, which may call at once: an older one would ask for the page after another list's end.
  useLayoutEffect(() => {
    latest.current = loadMore;
  });

  const load = useCallback(async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    setState("loading");
    try {
      await latest.current();
      setState("idle");
      busy.current = false;
    } catch {
      // Stays busy until the reader asks again: the grid would call without end.
      setState("failed");
    }
  }, []);
  const loadNextPage = useCallback(() => void load(), [load]);

  const footer =
    state === "loading" ? (
      <>
        <Spin size="small" /> {t("ledger.more.loading")}
      </>
    ) : state === "failed" ? (
      <Button
        size="small"
        onClick={() => {
          busy.current = false;
          loadNextPage();
        }}
      >
        {t("ledger.more.failed")}
      </Button>
    ) : !props.hasNextPage && rows.length > 20 ? (
      t("ledger.more.end")
    ) : undefined;

  return (
    <div className={`${styles["list"]} ${stale ? styles["stale"] : ""}`} aria-busy={stale}>
      <RecordGrid
        ref={grid}
        label={t("ledger.title")}
        columns={props.columns}
        rows={rows}
        rowKey={(row) => row.number}
        totalCount={props.total}
        hasNextPage={props.hasNextPage}
        loadNextPage={loadNextPage}
        openKey={props.open}
        onOpen={(row) => onOpen(row.number)}
        place={props.place}
        onLeave={props.onLeave}
        footer={footer}
      />
    </div>
  );
}
