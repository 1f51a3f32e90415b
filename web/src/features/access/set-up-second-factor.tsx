import { Button, Form, Input, Skeleton, type InputRef } from "antd";
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../components/copy-button.tsx";
import {
  beginSecondFactor,
  confirmSecondFactor,
  type BegunSecondFactor,
  type Proof,
  type SignInRefusal,
} from "../../lib/sign-in.ts";
import { ProofForm } from "./proof-form.tsx";
import { RecoveryCodeList } from "./recovery-code-list.tsx";
import { RefusalAlert } from "./refusal-alert.tsx";
import styles from "./second-factor.module.css";

const AuthenticatorPicture = lazy(async () => ({
  default: (await import("./authenticator-picture.tsx")).AuthenticatorPicture,
}));

type SetUpProps = {
  /** True when there is an authenticator already, which this one replaces. */
  replacing: boolean;
  /** What was typed a moment ago at the sign-in, so that it is not asked for twice. */
  password?: string | undefined;
  /** Why it is to be done; not said any more once it is. */
  lead?: ReactNode;
  onDone: () => void;
};

/** Sets an authenticator up: proof of who it is, the picture with a first code, and the recovery codes, once. */
export function SetUpSecondFactor({ replacing, password, lead, onDone }: SetUpProps): ReactNode {
  const { t } = useTranslation();
  const [begun, setBegun] = useState<BegunSecondFactor>();
  const [codes, setCodes] = useState<string[]>();
  const asked = useRef(false);

  const begin = async (proof: Proof): Promise<SignInRefusal | undefined> => {
    const { done, refusal } = await beginSecondFactor(proof);
    setBegun(done);
    return refusal;
  };
  const [known, setKnown] = useState(password !== undefined && !replacing);
  useEffect(() => {
    if (!known || password === undefined || asked.current) return;
    asked.current = true;
    const beginAtOnce = async (): Promise<void> => {
      const { done } = await beginSecondFactor({ password });
      setBegun(done);
      if (!done) setKnown(false);
    };
    void beginAtOnce();
  }, [known, password]);

  if (codes) return <RecoveryCodeList codes={codes} onKept={onDone} />;
  if (begun)
    return (
      <>
        {lead}
        <FirstCode begun={begun} onCodes={setCodes} />
      </>
    );
  if (known) return <Skeleton active />;
  return (
    <>
      {lead}
      <p className="quiet">{t(`access.secondFactor.${replacing ? "replaceText" : "beginText"}`)}</p>
      <ProofForm
        kinds={replacing ? ["code", "recoveryCode"] : ["password"]}
        submit={t("access.secondFactor.begin")}
        onProof={begin}
      />
    </>
  );
}

function FirstCode(props: { begun: BegunSecondFactor; onCodes: (codes: string[]) => void }): ReactNode {
  const { t } = useTranslation();
  const { setup, secret, uri } = props.begun;
  const [refusal, setRefusal] = useState<SignInRefusal>();
  const [busy, setBusy] = useState(false);
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);

  const send = async ({ code }: { code: string }): Promise<void> => {
    setBusy(true);
    const answer = await confirmSecondFactor(setup, code);
    setBusy(false);
    setRefusal(answer.refusal);
    if (answer.done) props.onCodes(answer.done.recoveryCodes);
    else field.current?.focus({ cursor: "all" });
  };

  const inGroups = secret.replace(/(.{4})(?=.)/g, "$1 ");
  return (
    <div className={styles["steps"]}>
      <section>
        <h2>{t("access.secondFactor.scan")}</h2>
        <p className="quiet">{t("access.secondFactor.scanText")}</p>
        <div className={styles["picture"]} role="img" aria-label={t("access.secondFactor.picture")}>
          <div aria-hidden>
            <Suspense>
              <AuthenticatorPicture uri={uri} />
            </Suspense>
          </div>
        </div>
        <p className={styles["secret"]}>
          <span className="quiet">{t("access.secondFactor.typeSecret")}</span>
          <code>{inGroups}</code> <CopyButton text={secret} label={t("access.secondFactor.copySecret")} />
        </p>
      </section>
      <section>
        <h2>{t("access.secondFactor.enter")}</h2>
        {refusal ? <RefusalAlert refusal={refusal} /> : null}
        <Form
          layout="vertical"
          requiredMark={false}
          onFinish={(values: { code: string }) => void send(values)}
        >
          <Form.Item
            name="code"
            label={t("access.secondFactor.code")}
            rules={[{ required: true, message: t("access.secondFactor.codeRequired") }]}
          >
            <Input
              ref={field}
              name="code"
              size="large"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={9}
              className={styles["code"] ?? ""}
            />
          </Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>
            {t("access.secondFactor.confirm")}
          </Button>
        </Form>
      </section>
    </div>
  );
}
