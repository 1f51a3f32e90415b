import type { ReactNode } from "react";
import styles from "./analysis.module.css";

export type Bar = {
  key: string;
  /** Below the bar, or before it. */
  label: string;
  /** Long form for who listens and for the hint. */
  name: string;
  value: number;
  /** The value in words. */
  text: string;
  chosen: boolean;
  onChoose: () => void;
};

/** Upright bars, each a button: the number is in the words, the height only helps to compare. */
export function Columns({
  label,
  bars,
  quietLabels = 1,
}: {
  label: string;
  bars: readonly Bar[];
  quietLabels?: number;
}): ReactNode {
  const most = Math.max(...bars.map(({ value }) => value), 0);
  return (
    <ol className={styles["columns"]} aria-label={label}>
      {bars.map((bar, place) => (
        <li key={bar.key}>
          <button
            type="button"
            className={styles["column"]}
            aria-pressed={bar.chosen}
            aria-label={`${bar.name} ${bar.text}`}
            title={`${bar.name} ${bar.text}`}
            disabled={bar.value === 0 && !bar.chosen}
            onClick={bar.onChoose}
          >
            <Drawn share={most === 0 ? 0 : bar.value / most} upright />
            <span className={styles["tick"]} aria-hidden>
              {place % quietLabels === 0 ? bar.label : ""}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** Lying bars with their words beside them, the longest first. */
export function Rows({ label, bars }: { label: string; bars: readonly Bar[] }): ReactNode {
  const most = Math.max(...bars.map(({ value }) => value), 0);
  return (
    <ol className={styles["rows"]} aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.key}>
          <button type="button" className={styles["row"]} aria-pressed={bar.chosen} onClick={bar.onChoose}>
            <span className={styles["what"]}>{bar.label}</span>
            <span className={`${styles["much"]} figures`}>{bar.text}</span>
            <Drawn share={most === 0 ? 0 : bar.value / most} />
          </button>
        </li>
      ))}
    </ol>
  );
}

/** As a picture and not as a style: the page's policy lets nobody set styles on the fly. */
function Drawn({ share, upright = false }: { share: number; upright?: boolean }): ReactNode {
  const size = share === 0 ? 0 : Math.max(2, Math.round(share * 100));
  return (
    <svg
      className={styles[upright ? "upright" : "lying"]}
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      aria-hidden
      focusable="false"
    >
      {upright ? (
        <rect x="0" y={100 - size} width="100" height={size} />
      ) : (
        <rect x="0" y="0" width={size} height="100" />
      )}
    </svg>
  );
}
