import { FileProtectOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { EmptyState } from "../../components/empty-state.tsx";

/** For people who may read the archive and not fill it. */
export function MayNotImport(): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <title>{`${t("imports.title")} · Dossier`}</title>
      <EmptyState
        heading={1}
        icon={<FileProtectOutlined />}
        title={t("imports.viewer.title")}
        action={<Link to="/customers">{t("imports.viewer.back")}</Link>}
      >
        {t("imports.viewer.text")}
      </EmptyState>
    </>
  );
}
