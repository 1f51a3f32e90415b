import { useQuery } from "@apollo/client/react";
import { Button, Modal, Select } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import type { UserErrorValue } from "../../components/user-errors.ts";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { removeRole, rolesQuery } from "./role-commands.ts";
import styles from "./roles.module.css";

type RemoveRoleProps = {
  role: { id: string; version: number; name: string; staffCount: number };
  onClose: () => void;
  onRemoved: () => void;
};

/** Takes a role away; whoever holds it gets another one in its place. */
export function RemoveRoleDialog({ open, ...rest }: RemoveRoleProps & { open: boolean }): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal
      title={t("roles.remove.title", { name: rest.role.name })}
      open={open}
      onCancel={rest.onClose}
      footer={null}
      width={460}
      destroyOnHidden
    >
      <RemoveRole {...rest} />
    </Modal>
  );
}

function RemoveRole({ role, onClose, onRemoved }: RemoveRoleProps): ReactNode {
  const { t } = useTranslation();
  const { data, client } = useQuery(rolesQuery);
  const { run, running } = useCommand(removeRole);
  const [replaceWith, setReplaceWith] = useState<string>();
  const [errors, setErrors] = useState<readonly UserErrorValue[]>([]);

  const remove = async (): Promise<void> => {
    const input = { roleId: role.id, expectedVersion: role.version, replaceWith: replaceWith ?? null };
    const payload = (await run({ input }))?.removeRole;
    if (!payload) return;
    setErrors(payload.errors);
    if (payload.errors.length > 0) return;
    client.cache.evict({ id: client.cache.identify({ __typename: "Role", id: role.id }) });
    announce({ kind: "success", text: t("roles.remove.removed", { name: role.name }) });
    onRemoved();
  };

  return (
    <>
      <p>
        {role.staffCount > 0
          ? t("roles.remove.lead", { count: role.staffCount })
          : t("roles.remove.leadNobody")}
      </p>
      <Select
        aria-label={t("roles.remove.replaceWith")}
        placeholder={t("roles.remove.replaceWith")}
        className={styles["wide"] ?? ""}
        allowClear
        value={replaceWith}
        options={(data?.roles ?? [])
          .filter(({ id }) => id !== role.id)
          .map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(chosen: string | undefined) => setReplaceWith(chosen)}
      />
      <UserErrors errors={errors} />
      <div className={styles["foot"]}>
        <Button onClick={onClose}>{t("roles.remove.cancel")}</Button>
        <Button
          danger
          type="primary"
          loading={running}
          disabled={role.staffCount > 0 && replaceWith === undefined}
          onClick={() => void remove()}
        >
          {t("roles.remove.submit")}
        </Button>
      </div>
    </>
  );
}
