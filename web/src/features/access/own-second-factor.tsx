import { useQuery } from "@apollo/client/react";
import { Button, Modal } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Chip } from "../../components/chip.tsx";
import { graphql } from "../../gql/index.ts";
import { announce } from "../../lib/notices.ts";
import { removeSecondFactor, renewRecoveryCodes } from "../../lib/sign-in.ts";
import { ProofForm } from "./proof-form.tsx";
import { RecoveryCodeList } from "./recovery-code-list.tsx";
import styles from "./second-factor.module.css";
import { SetUpSecondFactor } from "./set-up-second-factor.tsx";

const ownSecondFactor = graphql(`
  query OwnSecondFactor {
    me {
      secondFactor {
        confirmed
        required
        recoveryCodesLeft
      }
    }
  }
`);

const dialogs = ["set-up", "new-codes", "remove"] as const;

/** Of the account page: whether sign-ins ask for a code, and everything that can be done about it. */
export function OwnSecondFactor(): ReactNode {
  const { t } = useTranslation();
  const [address, setAddress] = useSearchParams();
  const { data, refetch } = useQuery(ownSecondFactor, { fetchPolicy: "cache-and-network" });
  const state = data?.me?.secondFactor;
  const dialog = dialogs.find((name) => name === address.get("dialog"));
  const open = (name: (typeof dialogs)[number]): void => setAddress({ dialog: name });
  const close = (): void => {
    setAddress({}, { replace: true });
    void refetch();
  };
  const done = (text: string): void => {
    announce({ kind: "success", text });
    close();
  };
  if (!state) return null;
  return (
    <>
      <p className={styles["facts"]}>
        {state.confirmed ? (
          <>
            <Chip tone="good">{t("access.secondFactor.on")}</Chip>
            <span className={state.recoveryCodesLeft < 3 ? "" : "quiet"}>
              {t("access.secondFactor.codesLeft", { count: state.recoveryCodesLeft })}
            </span>
          </>
        ) : (
          <>
            <Chip tone={state.required ? "warn" : "quiet"}>{t("access.secondFactor.off")}</Chip>
            {state.required ? <span>{t("access.secondFactor.required")}</span> : null}
          </>
        )}
      </p>
      <p className="quiet">{t("access.secondFactor.lead")}</p>
      <div className={styles["tools"]}>
        <Button type={state.confirmed ? "default" : "primary"} onClick={() => open("set-up")}>
          {t(`access.secondFactor.${state.confirmed ? "replace" : "setUp"}`)}
        </Button>
        {state.confirmed ? (
          <Button onClick={() => open("new-codes")}>{t("access.secondFactor.newCodes")}</Button>
        ) : null}
        {state.confirmed && !state.required ? (
          <Button type="text" danger onClick={() => open("remove")}>
            {t("access.secondFactor.remove")}
          </Button>
        ) : null}
      </div>
      <Modal
        title={dialog ? t(`access.secondFactor.dialog.${dialog}`) : ""}
        open={dialog !== undefined}
        onCancel={close}
        footer={null}
        mask={{ closable: false }}
        keyboard={dialog !== "new-codes"}
        width={460}
        destroyOnHidden
      >
        {dialog === "set-up" ? (
          <SetUp replacing={state.confirmed} onDone={() => done(t("access.secondFactor.isOn"))} />
        ) : null}
        {dialog === "new-codes" ? <NewCodes onDone={close} /> : null}
        {dialog === "remove" ? (
          <>
            <p className="quiet">{t("access.secondFactor.removeText")}</p>
            <ProofForm
              kinds={["code", "recoveryCode"]}
              submit={t("access.secondFactor.remove")}
              onProof={async (proof) => {
                const { refusal } = await removeSecondFactor(proof);
                if (!refusal) done(t("access.secondFactor.isOff"));
                return refusal;
              }}
            />
          </>
        ) : null}
      </Modal>
    </>
  );
}

/** What it was when the dialog came: while the codes are shown, the server has the new state already. */
function SetUp({ replacing, onDone }: { replacing: boolean; onDone: () => void }): ReactNode {
  const [before] = useState(replacing);
  return <SetUpSecondFactor replacing={before} onDone={onDone} />;
}

function NewCodes({ onDone }: { onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const [codes, setCodes] = useState<string[]>();
  if (codes) return <RecoveryCodeList codes={codes} onKept={onDone} />;
  return (
    <>
      <p className="quiet">{t("access.secondFactor.newCodesText")}</p>
      <ProofForm
        kinds={["code", "recoveryCode"]}
        submit={t("access.secondFactor.newCodes")}
        onProof={async (proof) => {
          const { done, refusal } = await renewRecoveryCodes(proof);
          setCodes(done?.recoveryCodes);
          return refusal;
        }}
      />
    </>
  );
}
