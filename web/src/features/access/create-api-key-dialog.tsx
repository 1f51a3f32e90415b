import { useQuery } from "@apollo/client/react";
import { Alert, Button, Checkbox, Form, Input, Modal, Radio, Select } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { showUserErrors, type UserErrorValue } from "../../components/user-errors.ts";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import { graphql } from "../../gql/index.ts";
import { randomKey } from "../../lib/random-key.ts";
import { useCommand } from "../../lib/use-command.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { createApiKey } from "./api-key-commands.ts";
import type { ShownSecret } from "./secret-dialog.tsx";

const keyRolesQuery = graphql(`
  query KeyRoles($roles: Boolean!, $teams: Boolean!) {
    roles @include(if: $roles) {
      id
      code
      name
      description
      permissions {
        permission
        scope
      }
    }
    teams @include(if: $teams) {
      id
      name
    }
  }
`);

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

type Values = {
  name: string;
  roleId?: string;
  teamId?: string | null;
  expiresAt: Lifetime;
  readsSchema: boolean;
};

function CreateApiKeyForm({ onCreated }: { onCreated: (made: ShownSecret) => void }): ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [homeless, setHomeless] = useState<UserErrorValue[]>([]);
  const { run, running } = useCommand(createApiKey);
  // One opening of the form makes one key, however often the button is pressed.
  const [idempotencyKey, setIdempotencyKey] = useState(randomKey);
  const viewer = useViewer();
  const { data } = useQuery(keyRolesQuery, {
    variables: { roles: viewer.may("role:list"), teams: viewer.may("team:list") },
  });
  const chosen = Form.useWatch("roleId", form);
  const role = data?.roles?.find(({ id }) => id === chosen);
  // A program is nobody's colleague: what is a team's or one's own needs a team named.
  const bound = role?.permissions.some(({ scope }) => scope !== "ALL") ?? false;
  const [openedAt] = useState(() => Date.now());

  const submit = async ({ roleId, readsSchema, ...values }: Values): Promise<void> => {
    const name = values.name.trim();
    const days = lifetimes[values.expiresAt];
    const expiresAt = days === null ? null : new Date(openedAt + days * DAY).toISOString();
    const answer = await run({
      input: {
        name,
        ...(roleId ? { roleId } : { role: "VIEWER" }),
        teamId: bound ? (values.teamId ?? null) : null,
        readsSchema,
        expiresAt,
        idempotencyKey,
      },
    });
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
      initialValues={{ expiresAt: "year", readsSchema: false }}
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
      {data?.roles ? (
        <Form.Item
          name="roleId"
          label={t("access.apiKeys.role")}
          initialValue={data.roles.find(({ code }) => code === "AGENT")?.id}
        >
          <Radio.Group
            vertical
            options={data.roles.map(({ id, name, description }) => ({
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
      {bound ? (
        <Form.Item
          name="teamId"
          label={t("access.team.column")}
          extra={t("access.apiKeys.teamHint")}
          rules={[{ required: true, message: t("access.apiKeys.teamRequired") }]}
        >
          <Select options={(data?.teams ?? []).map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
      ) : null}
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
      <Button type="primary" htmlType="submit" block loading={running} disabled={!data}>
        {t("access.apiKeys.create")}
      </Button>
    </Form>
  );
}
