import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import styles from "./roles.module.css";

/** Who holds the role; by name for those who may see the staff. */
export function RoleHolders(props: {
  count: number;
  holders: readonly { id: string; name: string }[] | undefined;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <section className={styles["part"]} aria-labelledby="role-holders">
      <h2 id="role-holders">{t("roles.holders.title")}</h2>
      {props.count === 0 ? (
        <p className="quiet">{t("roles.nobody")}</p>
      ) : props.holders ? (
        <ul className={styles["holders"]}>
          {props.holders.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
      ) : (
        <p>{t("roles.people", { count: props.count })}</p>
      )}
      {props.holders ? <Link to="/staff">{t("roles.holders.manage")}</Link> : null}
    </section>
  );
}
