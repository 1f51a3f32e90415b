import { useApolloClient } from "@apollo/client/react";
import { App, Radio, Select, Space } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { RecordsOnMove } from "../../gql/graphql.ts";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { looksAfterSomething } from "./hand-over-commands.ts";
import styles from "./staff-page.module.css";
import { changeStaffTeam } from "./team-commands.ts";
import type { Team } from "./team-dialog.tsx";

const none = "none";
const another = "new";

type Member = { id: string; name: string; version: number; team: Team | null };

/** Moves a person to a team, asks what becomes of what the person looks after, and offers the way back. */
export function useChangeTeam(): {
  run: (member: Member, to: Team | null) => Promise<void>;
  running: boolean;
} {
  const { t } = useTranslation();
  const client = useApolloClient();
  const { modal } = App.useApp();
  const change = useCommand(changeStaffTeam);
  const askAboutRecords = (name: string, before: Team): Promise<RecordsOnMove | undefined> =>
    new Promise((resolve) => {
      let chosen: RecordsOnMove = "COME_ALONG";
      modal.confirm({
        title: t("access.team.recordsTitle", { name }),
        content: (
          <Radio.Group
            aria-label={t("access.team.recordsTitle", { name })}
            defaultValue={chosen}
            onChange={(event) => (chosen = event.target.value as RecordsOnMove)}
          >
            <Space orientation="vertical">
              <Radio value="COME_ALONG">{t("access.team.comeAlong")}</Radio>
              <Radio value="STAY_WITH_TEAM">{t("access.team.stay", { team: before.name })}</Radio>
            </Space>
          </Radio.Group>
        ),
        okText: t("access.team.move"),
        cancelText: t("access.staff.cancel"),
        onOk: () => resolve(chosen),
        onCancel: () => resolve(undefined),
      });
    });
  const ask = async ({ id, name, team }: Member): Promise<RecordsOnMove | undefined> =>
    team && (await looksAfterSomething(client, id)) ? askAboutRecords(name, team) : "COME_ALONG";
  const move = async (
    member: Member,
    to: Team | null,
    { records, undoable }: { records: RecordsOnMove; undoable: boolean },
  ): Promise<void> => {
    const { id: staffId, name, version: expectedVersion, team: before } = member;
    const answer = await change.run({
      input: { staffId, expectedVersion, teamId: to?.id ?? null, records },
    });
    const payload = answer?.changeStaffTeam;
    for (const error of payload?.errors ?? []) announce({ kind: "error", text: error.message });
    if (!payload?.staffMember || payload.errors.length > 0) return;
    const moved = { ...member, version: payload.staffMember.version, team: to };
    announce({
      kind: "success",
      text: to ? t("access.team.moved", { name, team: to.name }) : t("access.team.left", { name }),
      seconds: 10,
      ...(undoable
        ? {
            action: {
              label: t("access.staff.undo"),
              run: () => void move(moved, before, { records, undoable: false }),
            },
          }
        : {}),
    });
  };
  const run = async (member: Member, to: Team | null): Promise<void> => {
    const records = await ask(member);
    // What stayed behind without an owner does not come back with the person.
    if (records) await move(member, to, { records, undoable: records === "COME_ALONG" });
  };
  return { run, running: change.running };
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
