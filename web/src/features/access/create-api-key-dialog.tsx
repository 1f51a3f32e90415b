import { Alert, Button, Checkbox, Form, Input, Modal, Radio } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { showUserErrors, type UserErrorValue } from "../../components/user-errors.ts";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import type { StaffRole } from "../../gql/graphql.ts";
import { randomKey } from "../../lib/random-key.ts";
import { useCommand } from "../../lib/use-command.ts";
import { createApiKey } from "./api-key-commands.ts";
import type { ShownSecret } from "./secret-dialog.tsx";
import { roles } from "./staff-row.tsx";

const DAY = 24 * 60 * 60 * 1000;
const lifetimes = { days30: 30, days90: 90, year: 365, never: null } as const;
type Lifetime = keyof typeof lifetimes;
const choices = Object.keys(lifetimes) as Lifetime[];

type CreateApiKeyDialogProps = {
  open: boolean;
  onClose: () => void;
  onCreated: (made: ShownSecret) => void;
};

export function CreateApiKeyDialog({ open, onClose, onCreated }: CreateApiKeyDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal
      title={t("access.apiKeys.add")}
      open={open}
      onCancel={onClose}
      footer={null}
      width={520}
      destroyOnHidden
    >
      <CreateApiKeyForm onCreated={onCreated} />
    </Modal>
  );
}

type Values = { name: string; role: StaffRole; expiresAt: Lifetime; readsSchema: boolean };

function CreateApiKeyForm({ onCreated }: { onCreated: (made: ShownSecret) => void }): ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [homeless, setHomeless] = useState<UserErrorValue[]>([]);
  const { run, running } = useCommand(createApiKey);
  // One opening of the form makes one key, however often the button is pressed.
  const [idempotencyKey, setIdempotencyKey] = useState(randomKey);
  const [openedAt] = useState(() => Date.now());

  const submit = async ({ role, readsSchema, ...values }: Values): Promise<void> => {
    const name = values.name.trim();
    const days = lifetimes[values.expiresAt];
    const expiresAt = days === null ? null : new Date(openedAt + days * DAY).toISOString();
    const answer = await run({ input: { name, role, readsSchema, expiresAt, idempotencyKey } });
    if (!answer) return;
    const { errors, secret } = answer.createApiKey;
    setHomeless(showUserErrors(form, errors));
    if (errors.length > 0) setIdempotencyKey(randomKey());
    else if (secret) onCreated({ name, secret });
  };

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ role: "AGENT", expiresAt: "year", readsSchema: false }}
      onFinish={(values) => void submit(values)}
    >
      <UserErrors errors={homeless} />
      <Form.Item
        name="name"
        label={t("access.apiKeys.name")}
        extra={t("access.apiKeys.nameHint")}
        rules={[{ required: true, whitespace: true, message: t("access.apiKeys.nameRequired") }]}
      >
        <Input name="name" autoComplete="off" maxLength={100} />
      </Form.Item>
      <Form.Item name="role" label={t("access.apiKeys.role")}>
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
      <Form.Item name="expiresAt" label={t("access.apiKeys.expires")} extra={t("access.apiKeys.expiryHint")}>
        <Radio.Group
          options={choices.map((choice) => ({ value: choice, label: t(`access.apiKeys.expiry.${choice}`) }))}
        />
      </Form.Item>
      <Form.Item name="readsSchema" valuePropName="checked" extra={t("access.apiKeys.readsSchemaHint")}>
        <Checkbox>{t("access.apiKeys.readsSchema")}</Checkbox>
      </Form.Item>
      <Form.Item>
        <Alert type="info" title={t("access.apiKeys.never")} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={running}>
        {t("access.apiKeys.create")}
      </Button>
    </Form>
  );
}
