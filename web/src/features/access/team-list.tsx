import { Button, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { changeTeamDepartment } from "./department-commands.ts";
import styles from "./staff-page.module.css";
import type { Team } from "./team-dialog.tsx";

type TeamOfDepartment = Team & { department?: { id: string } | null };
type Department = { id: string; name: string };

type TeamListProps = {
  teams: readonly TeamOfDepartment[];
  departments: readonly Department[];
  /** How many active people each has, by its id. */
  sizes: ReadonlyMap<string, number>;
  onAdd: () => void;
  onRename: (team: Team) => void;
  onAddDepartment: () => void;
  onRenameDepartment: (department: Department) => void;
};

/** Every department with its teams, and each team with how many people it has; where they are added and renamed. */
export function TeamList(props: TeamListProps): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const { departments, teams } = props;
  const without = teams.filter(({ department }) => !department);
  return (
    <section className={styles["teams"]} aria-labelledby="staff-teams">
      <h2 id="staff-teams">{t("access.team.title")}</h2>
      <p className="quiet">{t("access.team.lead")}</p>
      {departments.map((department) => (
        <div key={department.id}>
          <h3 className={styles["department"]}>
            {department.name}
            {viewer.may("department:rename") ? (
              <Button
                type="text"
                size="small"
                aria-label={`${t("access.team.rename")}: ${department.name}`}
                onClick={() => props.onRenameDepartment(department)}
              >
                {t("access.team.rename")}
              </Button>
            ) : null}
          </h3>
          <Teams {...props} teams={teams.filter((team) => team.department?.id === department.id)} />
        </div>
      ))}
      {departments.length > 0 && without.length > 0 ? (
        <h3 className={styles["department"]}>{t("access.department.none")}</h3>
      ) : null}
      <Teams {...props} teams={without} />
      <div className={styles["links"]}>
        {viewer.may("team:add") ? <Button onClick={props.onAdd}>{t("access.team.add")}</Button> : null}
        {viewer.may("department:add") ? (
          <Button onClick={props.onAddDepartment}>{t("access.department.add")}</Button>
        ) : null}
      </div>
    </section>
  );
}

function Teams({ teams, departments, sizes, onRename }: TeamListProps): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const { run, running } = useCommand(changeTeamDepartment);
  const move = async (team: TeamOfDepartment, departmentId: string | null): Promise<void> => {
    const payload = (await run({ input: { teamId: team.id, departmentId } }))?.changeTeamDepartment;
    for (const error of payload?.errors ?? []) announce({ kind: "error", text: error.message });
  };
  if (teams.length === 0) return null;
  return (
    <ul>
      {teams.map((team) => (
        <li key={team.id}>
          <span className={styles["team"]}>{team.name}</span>
          <span className="quiet">{t("access.team.people", { count: sizes.get(team.id) ?? 0 })}</span>
          {viewer.may("team:changeDepartment") && departments.length > 0 ? (
            <Select
              aria-label={t("access.department.of", { name: team.name })}
              className={styles["role"] ?? ""}
              size="small"
              popupMatchSelectWidth={false}
              loading={running}
              value={team.department?.id ?? ""}
              options={[
                { value: "", label: <span className="quiet">{t("access.department.none")}</span> },
                ...departments.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(id) => void move(team, id || null)}
            />
          ) : null}
          {viewer.may("team:rename") ? (
            <Button
              type="text"
              aria-label={`${t("access.team.rename")}: ${team.name}`}
              onClick={() => onRename(team)}
            >
              {t("access.team.rename")}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
