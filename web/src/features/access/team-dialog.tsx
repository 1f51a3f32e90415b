import { Button, Form, Input, Modal, type InputRef } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { showUserErrors, type UserErrorValue } from "../../components/user-errors.ts";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import { randomKey } from "../../lib/random-key.ts";
import { useCommand } from "../../lib/use-command.ts";
import { addDepartment, renameDepartment } from "./department-commands.ts";
import { addTeam, renameTeam } from "./team-commands.ts";

export type Team = { id: string; name: string };

type TeamDialogProps = {
  /** Both have a name and nothing else. */
  kind?: "team" | "department";
  open: boolean;
  /** The one to rename; left out to add one. */
  team: Team | undefined;
  onClose: () => void;
  onSaved: (team: Team) => void;
};

/** The name of a team or a department: of a new one, or another for one that is there. */
export function TeamDialog({ kind = "team", open, team, onClose, onSaved }: TeamDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal
      title={team ? t("access.team.renameTitle", { name: team.name }) : t(`access.${kind}.add`)}
      open={open}
      onCancel={onClose}
      footer={null}
      width={420}
      destroyOnHidden
    >
      <TeamForm kind={kind} team={team} onSaved={onSaved} />
    </Modal>
  );
}

type Saved = { saved?: Team | null; errors: readonly UserErrorValue[] };
type TeamFormProps = Required<Pick<TeamDialogProps, "kind">> & Pick<TeamDialogProps, "team" | "onSaved">;

function TeamForm({ kind, team, onSaved }: TeamFormProps): ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ name: string }>();
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);
  const [homeless, setHomeless] = useState<UserErrorValue[]>([]);
  const add = useCommand(addTeam);
  const rename = useCommand(renameTeam);
  const addAbove = useCommand(addDepartment);
  const renameAbove = useCommand(renameDepartment);
  // One opening of the form adds one team, however often the button is pressed.
  const [idempotencyKey, setIdempotencyKey] = useState(randomKey);

  const saveTeam = async (name: string): Promise<Saved | undefined> => {
    const payload = team
      ? (await rename.run({ input: { teamId: team.id, name } }))?.renameTeam
      : (await add.run({ input: { name, idempotencyKey } }))?.addTeam;
    return payload && { saved: payload.team, errors: payload.errors };
  };
  const saveDepartment = async (name: string): Promise<Saved | undefined> => {
    const payload = team
      ? (await renameAbove.run({ input: { departmentId: team.id, name } }))?.renameDepartment
      : (await addAbove.run({ input: { name, idempotencyKey } }))?.addDepartment;
    return payload && { saved: payload.department, errors: payload.errors };
  };
  const submit = async ({ name }: { name: string }): Promise<void> => {
    const payload = kind === "team" ? await saveTeam(name) : await saveDepartment(name);
    if (!payload) return;
    setHomeless(showUserErrors(form, payload.errors));
    if (payload.errors.length > 0) setIdempotencyKey(randomKey());
    else if (payload.saved) onSaved(payload.saved);
  };

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ name: team?.name ?? "" }}
      onFinish={(values) => void submit(values)}
    >
      <UserErrors errors={homeless} />
      <Form.Item
        name="name"
        label={t(`access.${kind}.name`)}
        rules={[{ required: true, whitespace: true, message: t(`access.${kind}.nameRequired`) }]}
      >
        <Input ref={field} autoComplete="off" maxLength={50} placeholder={t(`access.${kind}.example`)} />
      </Form.Item>
      <Button
        type="primary"
        htmlType="submit"
        block
        loading={[add, rename, addAbove, renameAbove].some(({ running }) => running)}
      >
        {team ? t("access.team.rename") : t(`access.${kind}.add`)}
      </Button>
    </Form>
  );
}
