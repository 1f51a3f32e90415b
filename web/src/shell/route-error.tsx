import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useRouteError } from "react-router";
import { EmptyState } from "../components/empty-state.tsx";

/** A page that threw. After an update of the server the old page's files are gone, which is no fault of the page. */
export function RouteError(): ReactNode {
  const { t } = useTranslation();
  const error = useRouteError();
  const stale = error instanceof Error && /dynamically imported module|module script/i.test(error.message);
  return (
    <EmptyState
      heading={1}
      title={t("shell.crash.title")}
      action={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t("shell.crash.reload")}
        </Button>
      }
    >
      {stale ? t("shell.crash.stale") : t("shell.crash.text")}
    </EmptyState>
  );
}
