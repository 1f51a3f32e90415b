import type { ReactNode } from "react";
import styles from "./logo.module.css";

/** The product's seal: a folder, in the red of a name stamp. */
export function Logo({ size = 26 }: { size?: number }): ReactNode {
  return (
    <svg className={styles["seal"]} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" />
      <path d="M7 10.5V9a2 2 0 0 1 2-2h4.2l2.4 3H23a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2zM11.5 16.2h9M11.5 20.2h5.5" />
    </svg>
  );
}
