import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PageHeader } from "../../components/page-header.tsx";
import { useViewer } from "../../shell/viewer.tsx";
import { FileIntake } from "./file-intake.tsx";
import { takeHandedOverFile } from "../../lib/handed-over-file.ts";
import { MayNotImport } from "./may-not-import.tsx";

/** Where a spreadsheet lands that was dropped on another page. */
export function NewImportPage(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [file] = useState(takeHandedOverFile);
  if (!viewer.may("import:upload")) return <MayNotImport />;
  return (
    <>
      <PageHeader
        title={t("imports.page.another")}
        actions={<Link to="/imports">{t("imports.page.backToList")}</Link>}
      />
      <FileIntake handedOver={file} />
    </>
  );
}
