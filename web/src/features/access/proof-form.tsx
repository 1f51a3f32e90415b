import { Button, Form, Input, type InputRef } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Proof, SignInRefusal } from "../../lib/sign-in.ts";
import styles from "./second-factor.module.css";
import { RefusalAlert } from "./refusal-alert.tsx";

export type ProofKind = "code" | "recoveryCode" | "password";

type ProofFormProps = {
  /** What may be shown, the usual one first. */
  kinds: readonly ProofKind[];
  submit: string;
  /** Sends it; answers why it was refused. */
  onProof: (proof: Proof) => Promise<SignInRefusal | undefined>;
};

/** Asks for one proof of who sits here: a code of the authenticator, a recovery code, or the password. */
export function ProofForm({ kinds, submit, onProof }: ProofFormProps): ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ proof: string }>();
  const [kind, setKind] = useState<ProofKind>(kinds[0] ?? "code");
  const [refusal, setRefusal] = useState<SignInRefusal>();
  const [busy, setBusy] = useState(false);
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);

  const send = async ({ proof }: { proof: string }): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    const proofs: Record<ProofKind, Proof> = {
      code: { code: proof },
      recoveryCode: { recoveryCode: proof },
      password: { password: proof },
    };
    const refused = await onProof(proofs[kind]);
    setBusy(false);
    setRefusal(refused);
    if (refused) field.current?.focus({ cursor: "all" });
  };

  const choose = (other: ProofKind): void => {
    form.resetFields();
    setRefusal(undefined);
    setKind(other);
    field.current?.focus();
  };

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      validateTrigger="onSubmit"
      initialValues={{ proof: "" }}
      onFinish={(values) => void send(values)}
    >
      {refusal ? <RefusalAlert refusal={refusal} /> : null}
      <Form.Item
        name="proof"
        label={t(`access.secondFactor.${kind}`)}
        extra={kind === "password" ? undefined : t(`access.secondFactor.${kind}Hint`)}
        rules={[{ required: true, whitespace: true, message: t(`access.secondFactor.${kind}Required`) }]}
      >
        <Input
          ref={field}
          name={kind}
          size="large"
          type={kind === "password" ? "password" : "text"}
          inputMode={kind === "code" ? "numeric" : "text"}
          autoComplete={kind === "code" ? "one-time-code" : kind === "password" ? "current-password" : "off"}
          maxLength={kind === "code" ? 9 : 200}
          className={kind === "password" ? "" : (styles["code"] ?? "")}
          spellCheck={false}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {submit}
      </Button>
      <div className={styles["others"]}>
        {kinds
          .filter((other) => other !== kind)
          .map((other) => (
            <Button key={other} type="link" onClick={() => choose(other)}>
              {t(`access.secondFactor.${other}Instead`)}
            </Button>
          ))}
      </div>
    </Form>
  );
}
