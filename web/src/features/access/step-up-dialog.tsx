import { Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { sessionLost } from "../../lib/session.ts";
import { stepUp } from "../../lib/sign-in.ts";
import { answerStepUp } from "../../lib/step-up.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { ProofForm } from "./proof-form.tsx";

/** Over the page before something that must not be done at a desk that somebody has left. Then it goes on by itself. */
export function StepUpDialog(): ReactNode {
  const { t } = useTranslation();
  const { secondFactor } = useViewer();
  return (
    <Modal
      title={t("access.stepUp.title")}
      open
      footer={null}
      mask={{ closable: false }}
      width={400}
      zIndex={1200}
      onCancel={() => answerStepUp(false)}
      destroyOnHidden
    >
      <p className="quiet">{t("access.stepUp.text")}</p>
      <ProofForm
        kinds={secondFactor.confirmed ? ["code", "password", "recoveryCode"] : ["password"]}
        submit={t("access.stepUp.submit")}
        onProof={async (proof) => {
          const { refusal } = await stepUp(proof);
          if (!refusal) answerStepUp(true);
          if (refusal?.code === "UNAUTHENTICATED") {
            answerStepUp(false);
            sessionLost();
          }
          return refusal;
        }}
      />
    </Modal>
  );
}
