import { memo, type CSSProperties, type MouseEvent, type ReactNode } from "react";
import styles from "./record-grid.module.css";

export type GridColumn<Row> = {
  key: string;
  title: string;
  width: number;
  align?: "end";
  /** The first column stays while the others scroll sideways on a narrow window. */
  sticky?: boolean;
  /** What it belongs to: said over the first of those that stand side by side. */
  group?: string;
  /** How the rows stand by this column; its head is pressed to change that. A list offers the same beside the grid, for the keyboard. */
  sort?: "ascending" | "descending" | "none";
  onSort?: () => void;
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
        {columns.map((column, place) => (
          <div
            role="columnheader"
            key={column.key}
            className={cellClass(column)}
            {...(column.sort ? { "aria-sort": column.sort } : {})}
          >
            {column.group ? (
              <span
                className={columns[place - 1]?.group === column.group ? "visually-hidden" : styles["group"]}
              >
                {column.group}{" "}
              </span>
            ) : null}
            <HeadTitle column={column} />
          </div>
        ))}
      </div>
    </div>
  );
}

function HeadTitle<Row>({ column }: { column: GridColumn<Row> }): ReactNode {
  const { title, sort, onSort } = column;
  const name = column.group ? <span className={styles["title"]}>{title}</span> : title;
  if (!onSort) return name;
  return (
    <button type="button" tabIndex={-1} className={styles["sort"]} onClick={onSort} title={title}>
      {name}
      <span aria-hidden="true">{sort === "ascending" ? " ↑" : sort === "descending" ? " ↓" : null}</span>
    </button>
  );
}

type GridRowProps<Row> = {
  row: Row;
  columns: readonly GridColumn<Row>[];
  index: number;
  top: number;
  /** The grid's one tab stop. */
  active: boolean;
  open: boolean;
  onActive: (index: number) => void;
  onOpen: (index: number) => void;
};

function DrawnRow<Row>({ row, columns, index, onActive, onOpen, ...look }: GridRowProps<Row>): ReactNode {
  const onClick = (event: MouseEvent): void => {
    onActive(index);
    const onControl =
      event.target instanceof Element && event.target.closest("a, button, input, label") !== null;
    const selectsText = document.getSelection()?.isCollapsed === false;
    if (!onControl && !selectsText) onOpen(index);
  };
  return (
    // Enter and the arrows are heard by the grid around the rows.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      className={styles["row"]}
      aria-rowindex={index + 2}
      aria-selected={look.open}
      tabIndex={look.active ? 0 : -1}
      onFocus={() => onActive(index)}
      onClick={onClick}
      style={{ top: look.top }}
    >
      {columns.map((column) => (
        <div role="gridcell" key={column.key} className={cellClass(column)}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** Drawn again only when something of its own changed: scrolling past it or opening another is no reason. */
export const GridRow = memo(DrawnRow) as typeof DrawnRow;

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
