import { Button, Form, Input, Modal, Radio } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { showUserErrors, type UserErrorValue } from "../../components/user-errors.ts";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import { randomKey } from "../../lib/random-key.ts";
import { useCommand } from "../../lib/use-command.ts";
import { addStaff } from "./staff-commands.ts";
import type { RoleChoice } from "./staff-row.tsx";
import type { TemporaryPassword } from "./temporary-password-dialog.tsx";

type AddStaffDialogProps = {
  open: boolean;
  /** The roles to choose from; whoever may not see them adds people who only look. */
  roles: readonly RoleChoice[];
  onClose: () => void;
  onAdded: (given: TemporaryPassword) => void;
};

export function AddStaffDialog({ open, roles, onClose, onAdded }: AddStaffDialogProps): ReactNode {
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
      <AddStaffForm roles={roles} onAdded={onAdded} />
    </Modal>
  );
}

type Values = { name: string; email: string; roleId?: string };

function AddStaffForm({ roles, onAdded }: Pick<AddStaffDialogProps, "roles" | "onAdded">): ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [homeless, setHomeless] = useState<UserErrorValue[]>([]);
  const { run, running } = useCommand(addStaff);
  // One opening of the form adds one person, however often the button is pressed.
  const [idempotencyKey, setIdempotencyKey] = useState(randomKey);

  const submit = async (values: Values): Promise<void> => {
    const email = values.email.trim();
    const name = values.name.trim();
    const answer = await run({
      input: {
        name,
        email,
        ...(values.roleId ? { roleId: values.roleId } : { role: "VIEWER" }),
        idempotencyKey,
      },
    });
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
      initialValues={{ roleId: roles.find(({ code }) => code === "AGENT")?.id }}
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
      {roles.length > 0 ? (
        <Form.Item name="roleId" label={t("access.staff.role")}>
          <Radio.Group
            vertical
            options={roles.map(({ id, name, description }) => ({
              value: id,
              label: (
                <>
                  {name} <span className="quiet">{description}</span>
                </>
              ),
            }))}
          />
        </Form.Item>
      ) : null}
      <Button type="primary" htmlType="submit" block loading={running}>
        {t("access.staff.addAndShow")}
      </Button>
    </Form>
  );
}
