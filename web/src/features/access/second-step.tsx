import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { verifySecondFactor, type Assurance } from "../../lib/sign-in.ts";
import { ProofForm } from "./proof-form.tsx";
import styles from "./sign-in-page.module.css";
import { SetUpSecondFactor } from "./set-up-second-factor.tsx";

type SecondStepProps = {
  assurance: Exclude<Assurance, "FULL">;
  password?: string | undefined;
  onDone: () => void;
};

/** What comes after the password: the code, or the set-up of what makes codes. */
export function SecondStep({ assurance, password, onDone }: SecondStepProps): ReactNode {
  const { t } = useTranslation();
  if (assurance === "SECOND_FACTOR_TO_SET_UP") {
    return (
      <SetUpSecondFactor
        replacing={false}
        password={password}
        lead={<p className="quiet">{t("access.secondFactor.mustSetUp")}</p>}
        onDone={onDone}
      />
    );
  }
  return (
    <>
      <ProofForm
        kinds={["code", "recoveryCode"]}
        submit={t("access.secondFactor.goOn")}
        onProof={async (proof) => {
          const { refusal } = await verifySecondFactor(proof);
          // Too many wrong ones: it begins again with the password.
          if (refusal?.code === "UNAUTHENTICATED") window.location.reload();
          else if (!refusal) onDone();
          return refusal;
        }}
      />
      <p className={styles["hint"]}>{t("access.secondFactor.lost")}</p>
    </>
  );
}
