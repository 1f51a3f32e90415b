import { Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { useViewer } from "../../shell/viewer.tsx";
import styles from "./staff-page.module.css";
import { changeStaffTeam } from "./team-commands.ts";
import type { Team } from "./team-dialog.tsx";

const none = "none";
const another = "new";

type Member = { id: string; name: string; version: number; team: Team | null };

/** Moves a person to a team and offers the way back. */
export function useChangeTeam(): {
  run: (member: Member, to: Team | null) => Promise<void>;
  running: boolean;
} {
  const { t } = useTranslation();
  const change = useCommand(changeStaffTeam);
  const move = async (member: Member, to: Team | null, undoable: boolean): Promise<void> => {
    const { id: staffId, name, version: expectedVersion, team: before } = member;
    const answer = await change.run({ input: { staffId, expectedVersion, teamId: to?.id ?? null } });
    const payload = answer?.changeStaffTeam;
    for (const error of payload?.errors ?? []) announce({ kind: "error", text: error.message });
    if (!payload?.staffMember || payload.errors.length > 0) return;
    const moved = { ...member, version: payload.staffMember.version, team: to };
    announce({
      kind: "success",
      text: to ? t("access.team.moved", { name, team: to.name }) : t("access.team.left", { name }),
      seconds: 10,
      ...(undoable
        ? { action: { label: t("access.staff.undo"), run: () => void move(moved, before, false) } }
        : {}),
    });
  };
  return { run: (member, to) => move(member, to, true), running: change.running };
}

/** The team of a person on the staff, changed in place; a new team is made on the way. */
export function StaffTeam(props: {
  member: Member;
  teams: readonly Team[];
  editable: boolean;
  onNewTeam: (staffId: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const change = useChangeTeam();
  const { member, teams } = props;
  if (!props.editable || !viewer.may("staff:changeTeam"))
    return member.team?.name ?? <span className="quiet">{t("access.team.none")}</span>;
  return (
    <Select
      aria-label={t("access.team.of", { name: member.name })}
      className={styles["role"] ?? ""}
      value={member.team?.id ?? none}
      loading={change.running}
      popupMatchSelectWidth={false}
      options={[
        { value: none, label: <span className="quiet">{t("access.team.none")}</span> },
        ...teams.map(({ id, name }) => ({ value: id, label: name })),
        ...(viewer.may("team:add") ? [{ value: another, label: t("access.team.addHere") }] : []),
      ]}
      onChange={(value) => {
        if (value === another) props.onNewTeam(member.id);
        else void change.run(member, teams.find(({ id }) => id === value) ?? null);
      }}
    />
  );
}
