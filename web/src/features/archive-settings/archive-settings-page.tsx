import { useQuery } from "@apollo/client/react";
import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../components/empty-state.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { QueryError } from "../../shell/query-error.tsx";
import { useViewer } from "../../shell/viewer.tsx";
import { archiveSettingsQuery } from "./archive-settings-commands.ts";
import { CustomFields } from "./custom-fields.tsx";
import { FieldPurposes } from "./field-purposes.tsx";
import { UpkeepSettings } from "./upkeep-settings.tsx";
import { ArchiveSettingsForm } from "./archive-settings-form.tsx";

/** What the firm decides once for all archives. */
export function ArchiveSettingsPage(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const { data, error, refetch } = useQuery(archiveSettingsQuery, { fetchPolicy: "cache-and-network" });
  return (
    <>
      <PageHeader title={t("archiveSettings.title")}>{t("archiveSettings.lead")}</PageHeader>
      {!viewer.may("archiveSettings:change") ? (
        <EmptyState title={t("archiveSettings.refused")} />
      ) : data ? (
        <ArchiveSettingsForm settings={data.archiveSettings} />
      ) : error ? (
        <QueryError error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton active />
      )}
      {viewer.may("archiveSettings:change") ? <UpkeepSettings /> : null}
      {viewer.may("customField:change") ? <CustomFields /> : null}
      {viewer.may("field:setPurpose") ? <FieldPurposes /> : null}
    </>
  );
}
