import { Button, Form, Input, Modal, type InputRef } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { showUserErrors, type UserErrorValue } from "../../components/user-errors.ts";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import { randomKey } from "../../lib/random-key.ts";
import { useCommand } from "../../lib/use-command.ts";
import { addTeam, renameTeam } from "./team-commands.ts";

export type Team = { id: string; name: string };

type TeamDialogProps = {
  open: boolean;
  /** The team to rename; left out to add one. */
  team: Team | undefined;
  onClose: () => void;
  onSaved: (team: Team) => void;
};

/** A team's name: of a new one, or another for one that is there. */
export function TeamDialog({ open, team, onClose, onSaved }: TeamDialogProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal
      title={team ? t("access.team.renameTitle", { name: team.name }) : t("access.team.add")}
      open={open}
      onCancel={onClose}
      footer={null}
      width={420}
      destroyOnHidden
    >
      <TeamForm team={team} onSaved={onSaved} />
    </Modal>
  );
}

function TeamForm({ team, onSaved }: Pick<TeamDialogProps, "team" | "onSaved">): ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ name: string }>();
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);
  const [homeless, setHomeless] = useState<UserErrorValue[]>([]);
  const add = useCommand(addTeam);
  const rename = useCommand(renameTeam);
  // One opening of the form adds one team, however often the button is pressed.
  const [idempotencyKey, setIdempotencyKey] = useState(randomKey);

  const submit = async ({ name }: { name: string }): Promise<void> => {
    const payload = team
      ? (await rename.run({ input: { teamId: team.id, name } }))?.renameTeam
      : (await add.run({ input: { name, idempotencyKey } }))?.addTeam;
    if (!payload) return;
    setHomeless(showUserErrors(form, payload.errors));
    if (payload.errors.length > 0) setIdempotencyKey(randomKey());
    else if (payload.team) onSaved(payload.team);
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
        label={t("access.team.name")}
        rules={[{ required: true, whitespace: true, message: t("access.team.nameRequired") }]}
      >
        <Input ref={field} autoComplete="off" maxLength={50} placeholder={t("access.team.example")} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={add.running || rename.running}>
        {team ? t("access.team.rename") : t("access.team.add")}
      </Button>
    </Form>
  );
}
