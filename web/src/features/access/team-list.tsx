import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useViewer } from "../../shell/viewer.tsx";
import styles from "./staff-page.module.css";
import type { Team } from "./team-dialog.tsx";

/** Every team with how many people it has; where one is added or renamed. */
export function TeamList(props: {
  teams: readonly Team[];
  /** How many active people each has, by its id. */
  sizes: ReadonlyMap<string, number>;
  onAdd: () => void;
  onRename: (team: Team) => void;
}): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  return (
    <section className={styles["teams"]} aria-labelledby="staff-teams">
      <h2 id="staff-teams">{t("access.team.title")}</h2>
      <p className="quiet">{t("access.team.lead")}</p>
      <ul>
        {props.teams.map((team) => (
          <li key={team.id}>
            <span className={styles["team"]}>{team.name}</span>
            <span className="quiet">{t("access.team.people", { count: props.sizes.get(team.id) ?? 0 })}</span>
            {viewer.may("team:rename") ? (
              <Button
                type="text"
                aria-label={`${t("access.team.rename")}: ${team.name}`}
                onClick={() => props.onRename(team)}
              >
                {t("access.team.rename")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {viewer.may("team:add") ? <Button onClick={props.onAdd}>{t("access.team.add")}</Button> : null}
    </section>
  );
}
