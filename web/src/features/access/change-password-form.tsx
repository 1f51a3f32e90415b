import { Button, Form, Input } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { showUserErrors, type UserErrorValue } from "../../components/user-errors.ts";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { changeOwnPassword } from "./staff-commands.ts";

type Values = { currentPassword: string; newPassword: string; again: string };

export function ChangePasswordForm(): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const [form] = Form.useForm<Values>();
  const [homeless, setHomeless] = useState<UserErrorValue[]>([]);
  const { run, running } = useCommand(changeOwnPassword);

  const submit = async ({ currentPassword, newPassword }: Values): Promise<void> => {
    const answer = await run({ input: { currentPassword, newPassword } });
    if (!answer) return;
    setHomeless(showUserErrors(form, answer.changeOwnPassword.errors));
    if (!answer.changeOwnPassword.changed) return;
    form.resetFields();
    announce({ kind: "success", text: t("access.account.passwordChanged") });
  };

  const required = (message: string): { required: true; message: string } => ({ required: true, message });
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      style={{ maxWidth: 360 }}
      onFinish={(values) => void submit(values)}
    >
      <UserErrors errors={homeless} />
      {/* Tells the browser's password keeper whose password this is. */}
      <input type="text" name="email" autoComplete="username" value={viewer.staff.email} readOnly hidden />
      <Form.Item
        name="currentPassword"
        label={t("access.account.current")}
        rules={[required(t("access.signIn.passwordRequired"))]}
      >
        <Input type="password" autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label={t("access.account.new")}
        extra={t("access.account.rule")}
        rules={[
          required(t("access.account.newRequired")),
          { min: 10, message: t("access.account.tooShort") },
        ]}
      >
        <Input type="password" autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t("access.account.again")}
        dependencies={["newPassword"]}
        rules={[
          required(t("access.account.againRequired")),
          ({ getFieldValue }) => ({
            validator: async (_rule, value: string) => {
              if (value && value !== getFieldValue("newPassword"))
                throw new Error(t("access.account.different"));
            },
          }),
        ]}
      >
        <Input type="password" autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={running}>
        {t("access.account.change")}
      </Button>
    </Form>
  );
}
