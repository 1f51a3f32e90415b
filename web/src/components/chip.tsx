import type { ReactNode } from "react";
import styles from "./chip.module.css";

export type ChipTone = "strong" | "soft" | "plain" | "quiet" | "good" | "warn" | "bad" | "alarm";

/** A word that sorts a record. Its meaning is in the word; the colour only helps to find it. */
export function Chip({ tone = "plain", children }: { tone?: ChipTone; children: ReactNode }): ReactNode {
  return <span className={`${styles["chip"]} ${styles[tone]}`}>{children}</span>;
}
