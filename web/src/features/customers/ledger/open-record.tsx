import { Skeleton } from "antd";
import { lazy, Suspense, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { SidePanel } from "../../../components/side-panel.tsx";
import { useRested } from "../../../lib/use-rested.ts";
import type { LedgerRow } from "./ledger-columns.tsx";

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

/** The open customer at the right of the list. */
export function OpenRecord({ number, rows, onMove, onClose }: OpenRecordProps): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const asked = useRested(number, 120);
  const index = rows.findIndex((row) => row.number === number);
  const previous = index > 0 ? rows[index - 1] : undefined;
  const next = index >= 0 ? rows[index + 1] : undefined;
  return (
    <SidePanel
      label={t("ledger.record.label")}
      words={{
        previous: t("ledger.record.previous"),
        next: t("ledger.record.next"),
        page: t("ledger.record.page"),
        close: t("ledger.record.close"),
      }}
      onPrevious={previous && (() => onMove(previous.number))}
      onNext={next && (() => onMove(next.number))}
      onPage={() => void navigate(`/customers/${encodeURIComponent(number)}`)}
      onClose={onClose}
    >
      <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 9 }} />}>
        <CustomerCard key={asked} number={asked} />
      </Suspense>
    </SidePanel>
  );
}
