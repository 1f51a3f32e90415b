import type { CSSProperties, ReactNode } from "react";
import styles from "./record-grid.module.css";

export type GridColumn<Row> = {
  key: string;
  title: string;
  width: number;
  align?: "end";
  /** The first column stays while the others scroll sideways on a narrow window. */
  sticky?: boolean;
  /** Give links and buttons in a cell tabIndex={-1}: the row is the only tab stop and Enter opens it. */
  cell: (row: Row) => ReactNode;
};

/** Columns keep their width, and share what a wide window leaves over in proportion. */
export function columnWidths<Row>(columns: readonly GridColumn<Row>[]): CSSProperties {
  const template = columns.map((column) => `minmax(${column.width}px, ${column.width}fr)`).join(" ");
  const minWidth = columns.reduce((sum, column) => sum + column.width, 0);
  return { minWidth, "--grid-columns": template } as CSSProperties; // inherited: not once more on every row
}

export function cellClass<Row>(column: GridColumn<Row>): string {
  const names = ["cell", column.align, column.sticky ? "sticky" : undefined];
  return names.map((name) => (name ? styles[name] : "")).join(" ");
}

export function GridHead<Row>({ columns }: { columns: readonly GridColumn<Row>[] }): ReactNode {
  return (
    <div role="rowgroup" className={styles["head"]}>
      <div role="row" aria-rowindex={1} className={styles["row"]}>
        {columns.map((column) => (
          <div role="columnheader" key={column.key} className={cellClass(column)}>
            {column.title}
          </div>
        ))}
      </div>
    </div>
  );
}

/** The same grid before its rows are there. */
export function RecordGridSkeleton<Row>(props: {
  columns: readonly GridColumn<Row>[];
  label: string;
}): ReactNode {
  return (
    <div className={styles["grid"]} aria-busy="true" aria-label={props.label} role="status">
      <div aria-hidden="true" className={styles["bones"]} style={columnWidths(props.columns)}>
        {Array.from({ length: 20 }, (_, row) => (
          <div key={row} className={styles["bone-row"]}>
            {props.columns.map((column) => (
              <div key={column.key} className={styles["bone"]} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
