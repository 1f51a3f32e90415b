import styles from "./kbd.module.css";

export function Kbd({ children }: { children: string }): React.ReactNode {
  return <kbd className={styles["key"]}>{children}</kbd>;
}
