import { EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import { Alert, Button, Form, Input, type InputRef } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { signIn, type SignInAnswer } from "../../lib/sign-in.ts";

type Refusal = Exclude<SignInAnswer, "signed-in">;

export function SignInForm({ onSignedIn, email }: { onSignedIn: () => void; email?: string }): ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ email: string; password: string }>();
  const [refusal, setRefusal] = useState<Refusal>();
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState(false);
  const password = useRef<InputRef>(null);
  const address = useRef<InputRef>(null);
  useEffect(() => (email ? password : address).current?.focus(), [email]);
  const said: Record<Refusal, string> = {
    wrong: t("access.signIn.wrong"),
    disabled: t("access.signIn.disabled"),
    "too-many": t("access.signIn.tooMany"),
    unreachable: t("access.signIn.unreachable"),
    failed: t("shell.problem.internal"),
  };

  const submit = async (values: { email: string; password: string }): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    const answer = await signIn(values.email.trim(), values.password);
    setBusy(false);
    if (answer === "signed-in") return onSignedIn();
    setRefusal(answer);
    if (answer === "wrong") password.current?.focus({ cursor: "all" });
  };

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      validateTrigger="onSubmit"
      initialValues={{ email: email ?? "", password: "" }}
      onFinish={(values) => void submit(values)}
    >
      {refusal ? <Alert type="error" showIcon title={said[refusal]} style={{ marginBottom: 16 }} /> : null}
      <Form.Item
        name="email"
        label={t("access.signIn.email")}
        rules={[{ required: true, whitespace: true, message: t("access.signIn.emailRequired") }]}
      >
        <Input
          ref={address}
          name="email"
          type="email"
          autoComplete="username"
          size="large"
          spellCheck={false}
        />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("access.signIn.password")}
        rules={[{ required: true, message: t("access.signIn.passwordRequired") }]}
      >
        <Input
          ref={password}
          name="password"
          type={shown ? "text" : "password"}
          autoComplete="current-password"
          size="large"
          suffix={
            <Button
              type="text"
              size="small"
              aria-label={shown ? t("access.signIn.hide") : t("access.signIn.show")}
              aria-pressed={shown}
              icon={shown ? <EyeInvisibleOutlined /> : <EyeOutlined />}
              onClick={() => setShown(!shown)}
            />
          }
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={busy}>
        {t("access.signIn.submit")}
      </Button>
    </Form>
  );
}
