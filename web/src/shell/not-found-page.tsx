import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { EmptyState } from "../components/empty-state.tsx";

export function NotFoundPage(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <>
      <title>{`${t("shell.notFound.title")} · Dossier`}</title>
      <EmptyState
        heading={1}
        title={t("shell.notFound.title")}
        action={<Button onClick={() => void navigate("/customers")}>{t("shell.notFound.back")}</Button>}
      >
        {t("shell.notFound.text")}
      </EmptyState>
    </>
  );
}
