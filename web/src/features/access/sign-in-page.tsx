import { useApolloClient } from "@apollo/client/react";
import { Alert } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { LanguageSwitch } from "../../components/language-switch.tsx";
import { ThemeSwitch } from "../../components/theme-switch.tsx";
import { safeReturnPath } from "../../lib/return-path.ts";
import { sessionFound } from "../../lib/session.ts";
import { forgetAhead } from "../../lib/asked-ahead.ts";
import { Logo } from "../../shell/logo.tsx";
import { OfflineBanner } from "../../shell/offline-banner.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import styles from "./sign-in-page.module.css";

export function SignInPage(): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();

  const enter = async (): Promise<void> => {
    sessionFound();
    forgetAhead();
    await client.clearStore();
    await navigate(safeReturnPath(search.get("return")), { replace: true });
  };

  return (
    <div className={styles["page"]}>
      <title>{`${t("access.signIn.title")} · Dossier`}</title>
      <OfflineBanner />
      <main className={styles["main"]}>
        <div className={styles["card"]}>
          <div className={styles["head"]}>
            <Logo size={40} />
            <h1>{t("access.signIn.title")}</h1>
          </div>
          {search.has("error") ? (
            <Alert type="warning" showIcon title={t("access.signIn.badLink")} style={{ marginBottom: 16 }} />
          ) : null}
          <SignInForm onSignedIn={() => void enter()} />
          <p className={styles["hint"]}>{t("access.signIn.forgot")}</p>
        </div>
        <div className={styles["choices"]}>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </main>
    </div>
  );
}
