import { Button, Form, Input, Modal, Radio } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { showUserErrors, type UserErrorValue } from "../../components/user-errors.ts";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import type { StaffRole } from "../../gql/graphql.ts";
import { randomKey } from "../../lib/random-key.ts";
import { useCommand } from "../../lib/use-command.ts";
import { addStaff } from "./staff-commands.ts";
import { roles } from "./staff-row.tsx";
import type { TemporaryPassword } from "./temporary-password-dialog.tsx";

type AddStaffDialogProps = {
  open: boolean;
  onClose: () => void;
  onAdded: (given: TemporaryPassword) => void;
};

export function AddStaffDialog({ open, onClose, onAdded }: AddStaffDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal
      title={t("access.staff.add")}
      open={open}
      onCancel={onClose}
      footer={null}
      width={460}
      destroyOnHidden
    >
      <AddStaffForm onAdded={onAdded} />
    </Modal>
  );
}

type Values = { name: string; email: string; role: StaffRole };

function AddStaffForm({ onAdded }: { onAdded: (given: TemporaryPassword) => void }): ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [homeless, setHomeless] = useState<UserErrorValue[]>([]);
  const { run, running } = useCommand(addStaff);
  // One opening of the form adds one person, however often the button is pressed.
  const [idempotencyKey, setIdempotencyKey] = useState(randomKey);

  const submit = async (values: Values): Promise<void> => {
    const email = values.email.trim();
    const name = values.name.trim();
    const answer = await run({ input: { name, email, role: values.role, idempotencyKey } });
    if (!answer) return;
    const { errors, temporaryPassword } = answer.addStaff;
    setHomeless(showUserErrors(form, errors));
    if (errors.length > 0) setIdempotencyKey(randomKey());
    else if (temporaryPassword) onAdded({ name, email, password: temporaryPassword });
  };

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ role: "AGENT" }}
      onFinish={(values) => void submit(values)}
    >
      <UserErrors errors={homeless} />
      <Form.Item
        name="name"
        label={t("access.staff.name")}
        rules={[{ required: true, whitespace: true, message: t("access.staff.nameRequired") }]}
      >
        <Input name="name" autoComplete="off" maxLength={100} />
      </Form.Item>
      <Form.Item
        name="email"
        label={t("access.staff.email")}
        validateTrigger="onBlur"
        rules={[
          { required: true, whitespace: true, message: t("access.signIn.emailRequired") },
          {
            type: "email",
            transform: (value: string) => value.trim(),
            message: t("access.staff.emailWrong"),
          },
        ]}
      >
        <Input name="email" type="email" autoComplete="off" maxLength={200} spellCheck={false} />
      </Form.Item>
      <Form.Item name="role" label={t("access.staff.role")}>
        <Radio.Group
          vertical
          options={roles.map((role) => ({
            value: role,
            label: (
              <>
                {t(`access.role.${role}`)} <span className="quiet">{t(`access.roleMeans.${role}`)}</span>
              </>
            ),
          }))}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={running}>
        {t("access.staff.addAndShow")}
      </Button>
    </Form>
  );
}
