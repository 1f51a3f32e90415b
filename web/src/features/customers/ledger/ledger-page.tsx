import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PageHeader } from "../../../components/page-header.tsx";

export function LedgerPage(): ReactNode {
  const { t } = useTranslation();
  return <PageHeader title={t("ledger.title")} />;
}
