import { Button, Spin } from "antd";
import { useCallback, useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./paged-list.module.css";
import { RecordGrid, type RecordGridProps } from "./record-grid.tsx";

type PagedListProps<Row> = Omit<RecordGridProps<Row>, "loadNextPage" | "footer"> & {
  /** The rows answer the question before this one. */
  stale: boolean;
  loadMore: () => Promise<void>;
};

/** The rows, and the next ones before the reader gets there; what is loading or has failed stands under the last. */
export function PagedList<Row>({ stale, loadMore, ...grid }: PagedListProps<Row>): ReactNode {
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
        <Spin size="small" /> {t("components.list.loading")}
      </>
    ) : state === "failed" ? (
      <Button
        size="small"
        onClick={() => {
          busy.current = false;
          loadNextPage();
        }}
      >
        {t("components.list.failed")}
      </Button>
    ) : !grid.hasNextPage && grid.rows.length > 20 ? (
      t("components.list.end")
    ) : undefined;

  return (
    <div className={`${styles["list"]} ${stale ? styles["stale"] : ""}`} aria-busy={stale}>
      <RecordGrid {...grid} loadNextPage={loadNextPage} footer={footer} />
    </div>
  );
}
