import { useApolloClient } from "@apollo/client/react";
import { Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { forgetAhead } from "../../lib/asked-ahead.ts";
import { signOut } from "../../lib/sign-in.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { SecondStep } from "./second-step.tsx";
import { SignInCard } from "./sign-in-card.tsx";
import styles from "./sign-in-page.module.css";

/** In place of every page while the second step of the sign-in is missing: of a link, of a page that was loaded again. */
export function SecondStepPage(): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const { assurance, staff } = useViewer();
  // What it was when the page came: the recovery codes stay while the server is sure already.
  const [missing] = useState(assurance);

  const enter = async (): Promise<void> => {
    forgetAhead();
    await client.resetStore();
  };
  const leave = async (): Promise<void> => {
    await signOut();
    forgetAhead();
    window.location.assign("/sign-in");
  };
  return (
    <SignInCard
      title={t(`access.secondFactor.title.${missing === "FULL" ? "SECOND_FACTOR_MISSING" : missing}`)}
    >
      {missing === "FULL" ? null : <SecondStep assurance={missing} onDone={() => void enter()} />}
      <p className={styles["hint"]}>
        {staff.email}{" "}
        <Button type="link" size="small" onClick={() => void leave()}>
          {t("access.secondFactor.somebodyElse")}
        </Button>
      </p>
    </SignInCard>
  );
}
