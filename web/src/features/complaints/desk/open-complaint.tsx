import { Skeleton } from "antd";
import { lazy, Suspense, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { SidePanel } from "../../../components/side-panel.tsx";
import { useRested } from "../../../lib/use-rested.ts";
import type { DeskRow } from "./desk-columns.tsx";

// The list does not wait for the script of a single complaint.
const ComplaintRecord = lazy(async () => ({
  default: (await import("../complaint/complaint-record.tsx")).ComplaintRecord,
}));

type OpenComplaintProps = {
  number: string;
  rows: readonly DeskRow[];
  onMove: (number: string) => void;
  onClose: () => void;
};

/** The open complaint at the right of the desk. */
export function OpenComplaint({ number, rows, onMove, onClose }: OpenComplaintProps): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const asked = useRested(number, 120);
  const index = rows.findIndex((row) => row.number === number);
  const previous = index > 0 ? rows[index - 1] : undefined;
  const next = index >= 0 ? rows[index + 1] : undefined;
  return (
    <SidePanel
      label={t("complaints.desk.record.label")}
      words={{
        previous: t("complaints.desk.record.previous"),
        next: t("complaints.desk.record.next"),
        page: t("complaints.desk.record.page"),
        close: t("complaints.desk.record.close"),
      }}
      onPrevious={previous && (() => onMove(previous.number))}
      onNext={next && (() => onMove(next.number))}
      onPage={() => void navigate(`/complaints/${encodeURIComponent(number)}`)}
      onClose={onClose}
    >
      <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 9 }} />}>
        <ComplaintRecord key={asked} number={asked} />
      </Suspense>
    </SidePanel>
  );
}
