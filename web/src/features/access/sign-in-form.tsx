import { EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import { Button, Form, Input, type InputRef } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { signIn, type Assurance, type SignInRefusal } from "../../lib/sign-in.ts";
import { RefusalAlert } from "./refusal-alert.tsx";

type SignInFormProps = {
  /** The password was right; whether that was all is said, and the password with it for what comes next. */
  onSignedIn: (assurance: Assurance, password: string) => void;
  email?: string;
};

export function SignInForm({ onSignedIn, email }: SignInFormProps): ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ email: string; password: string }>();
  const [refusal, setRefusal] = useState<SignInRefusal>();
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState(false);
  const password = useRef<InputRef>(null);
  const address = useRef<InputRef>(null);
  useEffect(() => (email ? password : address).current?.focus(), [email]);

  const submit = async (values: { email: string; password: string }): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    const answer = await signIn(values.email.trim(), values.password);
    setBusy(false);
    if (answer.done) return onSignedIn(answer.done.assurance, values.password);
    const { refusal: refused } = answer;
    const wrong = refused.code === "UNAUTHENTICATED" || refused.code === "BAD_USER_INPUT";
    setRefusal(wrong ? { code: refused.code, message: t("access.signIn.wrong") } : refused);
    if (wrong) password.current?.focus({ cursor: "all" });
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
      {refusal ? <RefusalAlert refusal={refusal} /> : null}
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
