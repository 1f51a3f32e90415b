import { Form, Input, Select } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { showUserErrors, type UserErrorValue } from "../../components/user-errors.ts";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import { readFragment } from "../../gql/index.ts";
import { announce } from "../../lib/notices.ts";
import { randomKey } from "../../lib/random-key.ts";
import { useCommand } from "../../lib/use-command.ts";
import { FormDialog } from "../customers/forms/form-dialog.tsx";
import { addRole, roleFields } from "./role-commands.ts";

type Choice = { id: string; name: string; code?: string | null };
type NewRoleProps = {
  roles: readonly Choice[];
  /** The role to begin from; left out, the after-sales agent's. */
  copyOf: string | undefined;
  onAdded: (role: { id: string }) => void;
};
type NewRoleDialogProps = NewRoleProps & { open: boolean; onClose: () => void };

const formId = "new-role";

/** A role begins as a copy of another one, and is changed from there. */
export function NewRoleDialog({ open, onClose, ...rest }: NewRoleDialogProps): ReactNode {
  const { t } = useTranslation();
  const [saving, setSaving] = useState(false);
  return (
    <FormDialog
      title={t("roles.new.title")}
      open={open && rest.roles.length > 0}
      formId={formId}
      saving={saving}
      saveLabel={t("roles.new.submit")}
      keepsDraft={false}
      onClose={onClose}
    >
      <NewRoleForm {...rest} onSaving={setSaving} />
    </FormDialog>
  );
}

type Values = { name: string; copyOf: string };

function NewRoleForm(props: NewRoleProps & { onSaving: (saving: boolean) => void }): ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const [homeless, setHomeless] = useState<readonly UserErrorValue[]>([]);
  const { run } = useCommand(addRole);
  // One opening of the form adds one role, however often the button is pressed.
  const [idempotencyKey, setIdempotencyKey] = useState(randomKey);

  const submit = async (values: Values): Promise<void> => {
    props.onSaving(true);
    const payload = (await run({ input: { ...values, idempotencyKey } }))?.addRole;
    props.onSaving(false);
    if (!payload) return;
    setHomeless(showUserErrors(form, payload.errors));
    if (payload.errors.length > 0) setIdempotencyKey(randomKey());
    else if (payload.role) {
      const role = readFragment(roleFields, payload.role);
      announce({ kind: "success", text: t("roles.new.added", { name: role.name }) });
      props.onAdded(role);
    }
  };

  return (
    <Form<Values>
      id={formId}
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{
        name: "",
        copyOf: props.copyOf ?? props.roles.find(({ code }) => code === "AGENT")?.id ?? props.roles[0]?.id,
      }}
      onFinish={(values) => void submit(values)}
    >
      <p className="quiet">{t("roles.new.lead")}</p>
      <Form.Item
        name="name"
        label={t("roles.own.name")}
        rules={[{ required: true, whitespace: true, message: t("roles.new.nameRequired") }]}
      >
        <Input autoComplete="off" maxLength={50} placeholder={t("roles.new.example")} />
      </Form.Item>
      <Form.Item name="copyOf" label={t("roles.new.copyOf")}>
        <Select options={props.roles.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <UserErrors errors={homeless} />
    </Form>
  );
}
