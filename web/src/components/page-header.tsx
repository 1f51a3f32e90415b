import type { ReactNode } from "react";
import styles from "./page-header.module.css";

/** The page's one `h1`, its title in the browser, and what can be done here. */
export function PageHeader(props: { title: string; children?: ReactNode; actions?: ReactNode }): ReactNode {
  return (
    <header className={styles["header"]}>
      <title>{`${props.title} · Dossier`}</title>
      <div className={styles["words"]}>
        <h1 className={styles["title"]}>{props.title}</h1>
        {props.children ? <div className={styles["lead"]}>{props.children}</div> : null}
      </div>
      {props.actions ? <div className={styles["actions"]}>{props.actions}</div> : null}
    </header>
  );
}
