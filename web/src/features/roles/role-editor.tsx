import { Alert, Button } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { Chip } from "../../components/chip.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import type { UserErrorValue } from "../../components/user-errors.ts";
import { readFragment } from "../../gql/index.ts";
import type { RoleEditor_RoleFragment, RolePageQuery } from "../../gql/graphql.ts";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { DraftNote } from "../customers/forms/draft-note.tsx";
import { useDraft } from "../customers/forms/drafts.ts";
import { useVersionedSave } from "../customers/forms/use-versioned-save.ts";
import { AboutRole } from "./about-role.tsx";
import { FieldRights } from "./field-rights.tsx";
import { PermissionSections } from "./permission-sections.tsx";
import { RemoveRoleDialog } from "./remove-role-dialog.tsx";
import { editRole, roleFields } from "./role-commands.ts";
import { RoleConflictDialog } from "./role-conflict-dialog.tsx";
import { RoleHolders } from "./role-holders.tsx";
import { changedValues, inputFor, valuesOf, type RoleValues } from "./role-values.ts";
import styles from "./roles.module.css";
import { SaveRoleDialog } from "./save-role-dialog.tsx";

export type Description = RolePageQuery["permissionDescriptions"][number];
type Role = RoleEditor_RoleFragment;

type RoleEditorProps = {
  role: Role;
  descriptions: readonly Description[];
  /** Undefined when the reader may not see the staff. */
  holders: readonly { id: string; name: string }[] | undefined;
  onChanged: () => Promise<void>;
};

/** What a role gives, all of it on one page; nothing counts before it was looked through and saved. */
export function RoleEditor({ role, descriptions, holders, onChanged }: RoleEditorProps): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams();
  const draft = useDraft<{ values: RoleValues; onFile: Role }>(`role ${role.id}`);
  const [restored, setRestored] = useState(draft.left !== undefined);
  // As it stood when the changing began: a conflict is measured against that.
  const [begun, setBegun] = useState(draft.left?.onFile);
  const [typed, setTyped] = useState(draft.left?.values);
  const [looking, setLooking] = useState(false);
  const [errors, setErrors] = useState<readonly UserErrorValue[]>([]);
  const { run, running } = useCommand(editRole);

  const onFile = begun ?? role;
  const values = typed ?? valuesOf(role);
  const changes = changedValues(valuesOf(onFile), values);
  const count = Object.keys(changes).length;
  const editable = role.viewerCanEdit;

  const forget = (): void => {
    draft.drop();
    setBegun(undefined);
    setTyped(undefined);
    setRestored(false);
    setErrors([]);
    setLooking(false);
  };
  const change = (key: string, value: string): void => changeAll({ [key]: value });
  const changeAll = (some: RoleValues): void => {
    const next = { ...values, ...some };
    setBegun(onFile);
    setTyped(next);
    setErrors([]);
    if (Object.keys(changedValues(valuesOf(onFile), next)).length > 0) draft.keep({ values: next, onFile });
    else forget();
  };

  const [latest, setLatest] = useState<Role>();
  const save = useVersionedSave<RoleValues, Role>({
    send: async (wanted, expectedVersion) => {
      const on = latest?.version === expectedVersion ? latest : onFile;
      const input = { roleId: role.id, expectedVersion, ...inputFor(on, wanted) };
      const payload = (await run({ input }))?.editRole;
      if (!payload) return undefined;
      const record = readFragment(roleFields, payload.role);
      if (record) setLatest(record);
      return { record, conflicts: [], errors: payload.errors };
    },
    onSaved: (saved) => {
      announce({ kind: "success", text: t("roles.save.saved", { name: saved.name }) });
      forget();
      void onChanged();
    },
    onRefused: setErrors,
    onTheirsTaken: () => {
      announce({ kind: "info", text: t("card.conflict.theirsTaken") });
      forget();
    },
  });

  return (
    <div className={styles["editor"]}>
      <PageHeader
        title={role.name}
        actions={
          <>
            {viewer.may("role:add") ? (
              <Button onClick={() => void navigate(`/roles?new=role&copy=${encodeURIComponent(role.id)}`)}>
                {t("roles.copy")}
              </Button>
            ) : null}
            {viewer.may("role:remove") && role.code === null && editable ? (
              <Button danger onClick={() => setAddress({ do: "remove" })}>
                {t("roles.remove.open")}
              </Button>
            ) : null}
          </>
        }
      >
        {role.code ? <Chip tone="quiet">{t("roles.builtIn")}</Chip> : null} {role.description}
      </PageHeader>
      {editable ? null : (
        <Alert
          type="info"
          showIcon
          title={viewer.may("role:edit") ? t("roles.readOnly.own") : t("roles.readOnly.other")}
        />
      )}
      <DraftNote shown={restored && count > 0} onDiscard={forget} />
      <AboutRole values={values} editable={editable} onChange={change} />
      <FieldRights values={values} editable={editable} onChange={change} onChangeAll={changeAll} />
      <PermissionSections values={values} descriptions={descriptions} editable={editable} onChange={change} />
      <RoleHolders count={role.staffCount} holders={holders} />
      {count > 0 && editable ? (
        <section className={styles["bar"]} aria-label={t("roles.save.title")}>
          <span role="status">{t("roles.save.changes", { count })}</span>
          <span className={styles["spring"]} />
          <Button onClick={forget}>{t("roles.save.discard")}</Button>
          <Button type="primary" onClick={() => setLooking(true)}>
            {t("roles.save.look")}
          </Button>
        </section>
      ) : null}
      <SaveRoleDialog
        open={looking && save.clash === undefined}
        before={valuesOf(onFile)}
        changes={changes}
        descriptions={descriptions}
        staffCount={role.staffCount}
        saving={running}
        errors={<UserErrors errors={errors} />}
        onSave={() => void save.send(changes, onFile.version)}
        onClose={() => {
          setErrors([]);
          setLooking(false);
        }}
      />
      <RoleConflictDialog
        clash={save.clash}
        onFile={onFile}
        descriptions={descriptions}
        saving={running}
        onDecide={(keepMine) => void save.decide(keepMine)}
        onBack={save.back}
      />
      <RemoveRoleDialog
        open={address.get("do") === "remove" && role.code === null}
        role={role}
        onClose={() => setAddress({}, { replace: true })}
        onRemoved={() => {
          draft.drop();
          void navigate("/roles", { replace: true });
        }}
      />
    </div>
  );
}
