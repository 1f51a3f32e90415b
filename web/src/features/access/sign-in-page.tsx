import { useApolloClient } from "@apollo/client/react";
import { Alert } from "antd";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { forgetAhead } from "../../lib/asked-ahead.ts";
import { safeReturnPath } from "../../lib/return-path.ts";
import { sessionFound } from "../../lib/session.ts";
import type { Assurance } from "../../lib/sign-in.ts";
import { SignInCard } from "./sign-in-card.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import styles from "./sign-in-page.module.css";

/** Fetched by those whom the password alone does not let in. */
const SecondStep = lazy(async () => ({ default: (await import("./second-step.tsx")).SecondStep }));

type Missing = { assurance: Exclude<Assurance, "FULL">; password: string };

export function SignInPage(): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [missing, setMissing] = useState<Missing>();

  const enter = async (): Promise<void> => {
    sessionFound();
    forgetAhead();
    await client.clearStore();
    await navigate(safeReturnPath(search.get("return")), { replace: true });
  };

  if (missing) {
    return (
      <SignInCard title={t(`access.secondFactor.title.${missing.assurance}`)}>
        <Suspense>
          <SecondStep {...missing} onDone={() => void enter()} />
        </Suspense>
      </SignInCard>
    );
  }
  return (
    <SignInCard title={t("access.signIn.title")}>
      {search.has("error") ? (
        <Alert type="warning" showIcon title={t("access.signIn.badLink")} style={{ marginBottom: 16 }} />
      ) : null}
      <SignInForm
        onSignedIn={(assurance, password) => {
          if (assurance === "FULL") void enter();
          else setMissing({ assurance, password });
        }}
      />
      <p className={styles["hint"]}>{t("access.signIn.forgot")}</p>
    </SignInCard>
  );
}
