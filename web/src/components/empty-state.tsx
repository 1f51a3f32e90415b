import type { ReactNode } from "react";
import styles from "./state.module.css";

/** Says why there is nothing and offers the next step. */
export function EmptyState(props: {
  title: string;
  /** 1 where this is the whole page. */
  heading?: 1 | 2;
  children?: ReactNode;
  icon?: ReactNode;
  action?: ReactNode;
}): ReactNode {
  const Heading = props.heading === 1 ? "h1" : "h2";
  return (
    <div className={styles["state"]}>
      {props.icon ? (
        <div className={styles["icon"]} aria-hidden>
          {props.icon}
        </div>
      ) : null}
      <Heading className={styles["title"]}>{props.title}</Heading>
      {props.children ? <div className={styles["text"]}>{props.children}</div> : null}
      {props.action ? <div className={styles["action"]}>{props.action}</div> : null}
    </div>
  );
}
