import { useApolloClient } from "@apollo/client/react";
import { App, Button, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { AgoText } from "../../components/ago-text.tsx";
import { Chip } from "../../components/chip.tsx";

import { graphql, readFragment, type FragmentType } from "../../gql/index.ts";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { looksAfterSomething } from "./hand-over-commands.ts";
import { changeStaffRole, disableStaff, enableStaff, resetStaffPassword } from "./staff-commands.ts";
import { StaffSecondFactor } from "./staff-second-factor.tsx";
import styles from "./staff-page.module.css";
import { StaffTeam } from "./staff-team.tsx";
import type { Team } from "./team-dialog.tsx";
import type { TemporaryPassword } from "./temporary-password-dialog.tsx";

export const staffRow = graphql(`
  fragment StaffRow_StaffMember on StaffMember {
    id
    version
    name
    email
    roleName
    heldRole {
      id
      name
    }
    active
    secondFactor
    lastSignedInAt
    team {
      id
      name
    }
  }
`);

type StaffRowProps = {
  member: FragmentType<typeof staffRow>;
  teams: readonly Team[];
  /** The roles to choose from; none for whoever may not see them. */
  roles: readonly RoleChoice[];
  onHandOver: (staffId: string) => void;
  onNewTeam: (staffId: string) => void;
  onPassword: (given: TemporaryPassword) => void;
};
export type RoleChoice = {
  id: string;
  name: string;
  code?: string | null;
  description?: string | null;
};
type Refusals = { errors: readonly { message: string }[] } | undefined;

/** Says what was refused. A conflict has brought the current values along, and the row shows them already. */
function refused(payload: Refusals): boolean {
  for (const error of payload?.errors ?? []) announce({ kind: "error", text: error.message });
  return payload === undefined || payload.errors.length > 0;
}

export function StaffRow(props: StaffRowProps): ReactNode {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const viewer = useViewer();
  const client = useApolloClient();
  const member = readFragment(staffRow, props.member);
  const change = useCommand(changeStaffRole);
  const disable = useCommand(disableStaff);
  const enable = useCommand(enableStaff);
  const reset = useCommand(resetStaffPassword);
  const myself = member.id === viewer.staff.id;
  const { name } = member;

  const setRole = async (role: RoleChoice, expectedVersion: number, before?: RoleChoice): Promise<void> => {
    const answer = await change.run({ input: { staffId: member.id, expectedVersion, roleId: role.id } });
    const payload = answer?.changeStaffRole;
    if (refused(payload) || !payload?.staffMember) return;
    const { version } = payload.staffMember;
    announce({
      kind: "success",
      text: t("access.staff.roleChanged", { name, role: role.name }),
      seconds: 10,
      ...(before
        ? { action: { label: t("access.staff.undo"), run: () => void setRole(before, version) } }
        : {}),
    });
  };

  const setActive = async (active: boolean, expectedVersion: number, undoable: boolean): Promise<void> => {
    const input = { staffId: member.id, expectedVersion };
    const payload = active
      ? (await enable.run({ input }))?.enableStaff
      : (await disable.run({ input }))?.disableStaff;
    if (refused(payload) || !payload?.staffMember) return;
    const { version } = payload.staffMember;
    if (!active && viewer.may("staff:handOver") && (await looksAfterSomething(client, member.id)))
      props.onHandOver(member.id);
    announce({
      kind: "success",
      text: active ? t("access.staff.enabled", { name }) : t("access.staff.disabled", { name }),
      seconds: 10,
      ...(undoable
        ? { action: { label: t("access.staff.undo"), run: () => void setActive(!active, version, false) } }
        : {}),
    });
  };

  const resetPassword = async (): Promise<void> => {
    const answer = await reset.run({ input: { staffId: member.id, expectedVersion: member.version } });
    const payload = answer?.resetStaffPassword;
    if (refused(payload) || !payload?.temporaryPassword) return;
    props.onPassword({ name, email: member.email, password: payload.temporaryPassword });
  };

  return (
    <tr className={member.active ? "" : styles["gone"]}>
      <th scope="row" className={styles["person"]}>
        <span className={styles["name"]}>
          {name}
          {myself ? <Chip tone="soft">{t("access.staff.me")}</Chip> : null}
          {member.active ? null : <Chip tone="quiet">{t("access.staff.inactive")}</Chip>}
        </span>
        <span className={styles["email"]}>{member.email}</span>
      </th>
      <td>
        {viewer.may("staff:changeRole") && props.roles.length > 0 && member.active && !myself ? (
          <Select
            aria-label={t("access.staff.roleOf", { name })}
            className={styles["role"] ?? ""}
            value={member.heldRole?.id ?? null}
            loading={change.running}
            popupMatchSelectWidth={false}
            options={props.roles.map(({ id, name: label }) => ({ value: id, label }))}
            onChange={(id) => {
              const role = props.roles.find((known) => known.id === id);
              if (role) void setRole(role, member.version, member.heldRole ?? undefined);
            }}
          />
        ) : (
          member.roleName
        )}
      </td>
      <td>
        <StaffTeam
          member={{ ...member, team: member.team ?? null }}
          teams={props.teams}
          editable={member.active}
          onNewTeam={props.onNewTeam}
        />
      </td>
      <td>
        <StaffSecondFactor member={{ ...member, secondFactor: member.secondFactor ?? false }} />
      </td>
      <td className={styles["last"]}>
        <span className={styles["what"]}>{t("access.staff.lastSignedIn")}</span>
        {member.lastSignedInAt ? (
          <AgoText value={member.lastSignedInAt} />
        ) : (
          <span className="quiet">{t("access.staff.never")}</span>
        )}
      </td>
      <td className={styles["actions"]}>
        {viewer.may("staff:resetPassword") && member.active && !myself ? (
          <Button
            type="text"
            size="small"
            aria-label={`${t("access.staff.reset")}: ${name}`}
            loading={reset.running}
            onClick={() =>
              void modal.confirm({
                title: t("access.staff.resetTitle", { name }),
                content: t("access.staff.resetText"),
                okText: t("access.staff.reset"),
                cancelText: t("access.staff.cancel"),
                onOk: resetPassword,
              })
            }
          >
            {t("access.staff.reset")}
          </Button>
        ) : null}
        {member.active && viewer.may("staff:disable") && !myself ? (
          <Button
            type="text"
            size="small"
            danger
            aria-label={`${t("access.staff.disable")}: ${name}`}
            loading={disable.running}
            onClick={() => void setActive(false, member.version, true)}
          >
            {t("access.staff.disable")}
          </Button>
        ) : null}
        {viewer.may("staff:handOver") ? (
          <Button
            type="text"
            size="small"
            aria-label={`${t("access.handOver.open")}: ${name}`}
            onClick={() => props.onHandOver(member.id)}
          >
            {t("access.handOver.open")}
          </Button>
        ) : null}
        {!member.active && viewer.may("staff:enable") ? (
          <Button
            type="text"
            size="small"
            aria-label={`${t("access.staff.enable")}: ${name}`}
            loading={enable.running}
            onClick={() => void setActive(true, member.version, true)}
          >
            {t("access.staff.enable")}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}
