import { CloseOutlined, DownOutlined, ExpandAltOutlined, UpOutlined } from "@ant-design/icons";
import { Button, Skeleton, Tooltip } from "antd";
import { lazy, Suspense, useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useNarrow } from "../../../lib/use-media.ts";
import { useRested } from "../../../lib/use-rested.ts";
import type { LedgerRow } from "./ledger-columns.tsx";
import styles from "./open-record.module.css";

// The list does not wait for the card's script.
const CustomerCard = lazy(async () => ({
  default: (await import("../card/customer-card.tsx")).CustomerCard,
}));

type OpenRecordProps = {
  number: string;
  rows: readonly LedgerRow[];
  onMove: (number: string) => void;
  onClose: () => void;
};

/**
 * The open customer at the right of the list. It is a part of the page, not a dialog over it: the list stays in use, its
 * arrow keys go from customer to customer, and Tab comes here.
 */
export function OpenRecord({ number, rows, onMove, onClose }: OpenRecordProps): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const narrow = useNarrow();
  const panel = useRef<HTMLElement>(null);
  const asked = useRested(number, 120);
  const index = rows.findIndex((row) => row.number === number);
  const previous = index > 0 ? rows[index - 1] : undefined;
  const next = index >= 0 ? rows[index + 1] : undefined;

  useEffect(() => {
    // On a narrow screen it covers the list, so the keyboard must come along.
    if (narrow) panel.current?.focus();
  }, [narrow]);

  return (
    <aside ref={panel} tabIndex={-1} className={styles["panel"]} aria-label={t("ledger.record.label")}>
      <div className={styles["head"]}>
        <Tooltip title={t("ledger.record.previous")}>
          <Button
            type="text"
            aria-label={t("ledger.record.previous")}
            icon={<UpOutlined />}
            disabled={!previous}
            onClick={() => previous && onMove(previous.number)}
          />
        </Tooltip>
        <Tooltip title={t("ledger.record.next")}>
          <Button
            type="text"
            aria-label={t("ledger.record.next")}
            icon={<DownOutlined />}
            disabled={!next}
            onClick={() => next && onMove(next.number)}
          />
        </Tooltip>
        <span className={styles["spring"]} />
        <Tooltip title={t("ledger.record.page")}>
          <Button
            type="text"
            aria-label={t("ledger.record.page")}
            icon={<ExpandAltOutlined />}
            onClick={() => void navigate(`/customers/${encodeURIComponent(number)}`)}
          />
        </Tooltip>
        <Tooltip title={t("ledger.record.close")}>
          <Button
            type="text"
            aria-label={t("ledger.record.close")}
            icon={<CloseOutlined />}
            onClick={onClose}
          />
        </Tooltip>
      </div>
      <div className={styles["card"]}>
        <Suspense fallback={<Skeleton active paragraph={{ rows: 8 }} />}>
          <CustomerCard key={asked} number={asked} />
        </Suspense>
      </div>
    </aside>
  );
}
