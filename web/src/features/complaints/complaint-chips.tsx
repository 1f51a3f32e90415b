import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Chip, type ChipTone } from "../../components/chip.tsx";
import type { ComplaintSeverity, ComplaintStatus } from "../../gql/graphql.ts";

const severityTones: Record<ComplaintSeverity, ChipTone> = {
  CRITICAL: "alarm",
  HIGH: "bad",
  NORMAL: "plain",
  LOW: "quiet",
};

export function SeverityChip({ severity }: { severity: ComplaintSeverity }): ReactNode {
  const { t } = useTranslation();
  return <Chip tone={severityTones[severity]}>{t(`complaints.severity.${severity}`)}</Chip>;
}

const statusTones: Record<ComplaintStatus, ChipTone> = {
  RECEIVED: "warn",
  ACKNOWLEDGED: "soft",
  ANALYSED: "soft",
  RESOLVED: "good",
  FOLLOWED_UP: "good",
  CLOSED: "quiet",
  WITHDRAWN: "quiet",
};

export function StatusChip({ status }: { status: ComplaintStatus }): ReactNode {
  const { t } = useTranslation();
  return <Chip tone={statusTones[status]}>{t(`complaints.status.${status}`)}</Chip>;
}
