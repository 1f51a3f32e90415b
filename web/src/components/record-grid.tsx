import { useVirtualizer, type Range, type Virtualizer } from "@tanstack/react-virtual";
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from "react";
import { placeAfter } from "./place-after.ts";
import { isComposing } from "../lib/keyboard.ts";
import { columnWidths, GridHead, GridRow, type GridColumn } from "./record-grid-parts.tsx";
import { rowsToDraw } from "./rows-to-draw.ts";
import styles from "./record-grid.module.css";

/** Where the reader was, to come back to. */
export type GridPlace = { offset: number; index: number };

export type RecordGridHandle = {
  focusRow: () => void;
  /** To the next row or the one before, as the arrow keys do; to the active row itself from anywhere else on the page. */
  move: (by: 1 | -1) => void;
};

export type RecordGridProps<Row> = {
  ref?: Ref<RecordGridHandle>;
  label: string;
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** What a screen reader hears as the number of rows; undefined while only "10 000+" is known. */
  totalCount: number | undefined;
  hasNextPage: boolean;
  /** Must itself ignore a call while a page is under way; it is called again whenever the end is near. */
  loadNextPage: () => void;
  /** The row whose record stands open beside the grid. */
  openKey: string | undefined;
  /** Where a row has more than one line; all rows are equally high. */
  rowHeight?: number;
  onOpen: (row: Row) => void;
  /** Where to start, and where the reader was when the grid went away. */
  place?: GridPlace | undefined;
  onLeave?: (place: GridPlace) => void;
  /** Under the last row: that more is coming, that it failed, that this is the end. */
  footer?: ReactNode;
};

const headHeight = 40; // the same as in record-grid.module.css
/** The next rows are there before the reader is, yet looking at a list does not load two pages. */
const loadAhead = { looking: 25, reading: 100 };

/**
 * A read-only list that grows by keyset pages. Only the rows in sight exist in the document. Rows take the focus, not
 * cells, and there is exactly one tab stop. While a record is open, moving to another row opens that one.
 * Mount it with key={filter and order}, so that another list starts at its top.
 */
export function RecordGrid<Row>(props: RecordGridProps<Row>): ReactNode {
  const { columns, rows, hasNextPage, loadNextPage, openKey, rowKey, rowHeight = headHeight } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [activeIndex, setActiveIndex] = useState(props.place?.index ?? 0);
  const focusWanted = useRef(false);
  const holdsFocus = useRef(false);

  const drawn = useRef<Virtualizer<HTMLDivElement, Element>>(undefined);
  const rangeExtractor = useCallback(
    (range: Range) => rowsToDraw(range, drawn.current?.scrollDirection ?? null, activeIndex),
    [activeIndex],
  );
  // It answers differently without its identity changing, so this component is not memoized, and need not be.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    initialOffset: props.place?.offset ?? 0,
    rangeExtractor,
    scrollPaddingStart: headHeight, // the sticky header covers that much
    scrollMargin: headHeight,
  });
  useLayoutEffect(() => {
    drawn.current = virtualizer;
  });
  const items = virtualizer.getVirtualItems();
  const lastInSight = virtualizer.range?.endIndex ?? 0;

  useEffect(() => {
    const ahead = rows.length - lastInSight;
    const hasMoved = (virtualizer.scrollOffset ?? 0) > 0;
    if (hasNextPage && ahead <= (hasMoved ? loadAhead.reading : loadAhead.looking)) loadNextPage();
  }, [hasNextPage, lastInSight, rows.length, loadNextPage, virtualizer]);

  const leave = useRef<() => void>(undefined);
  useEffect(() => {
    leave.current = () => props.onLeave?.({ offset: virtualizer.scrollOffset ?? 0, index: activeIndex });
  });
  useEffect(() => () => leave.current?.(), []);

  const focusActiveRow = useCallback(() => {
    scroller.current
      ?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')
      ?.focus({ preventScroll: true });
  }, []);

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    focusActiveRow();
  });

  // A record opened from elsewhere (its address, "next") takes the grid along.
  const openIndex = openKey === undefined ? -1 : rows.findIndex((row) => rowKey(row) === openKey);
  const [followed, setFollowed] = useState<number>(-1);
  if (openIndex !== followed) {
    setFollowed(openIndex);
    if (openIndex >= 0) setActiveIndex(openIndex);
  }
  const shownOpen = useRef<string>(undefined);
  useEffect(() => {
    // Not when rows came or went around it: the reader may look elsewhere by now.
    if (openIndex >= 0 && shownOpen.current !== openKey) virtualizer.scrollToIndex(openIndex);
    shownOpen.current = openIndex >= 0 ? openKey : undefined;
  }, [openIndex, openKey, virtualizer]);

  // Rows that come or go above leave what is being read, and the row that has the focus, where they are.
  const earlier = useRef<{ keys: readonly string[]; top: number; active: number }>({
    keys: [],
    top: 0,
    active: activeIndex,
  });
  useLayoutEffect(() => {
    const { keys, top, active } = earlier.current;
    const now = new Map(rows.map((row, index) => [rowKey(row), index]));
    const placeOf = (index: number): number => placeAfter(keys, index, now);
    const scrolled = virtualizer.scrollOffset ?? 0;
    if (scrolled > 0 && placeOf(top) !== top)
      virtualizer.scrollToOffset(scrolled + (placeOf(top) - top) * rowHeight);
    earlier.current = { keys: [...now.keys()], top, active };
    const isHeld = holdsFocus.current || openKey !== undefined;
    const hasMoved = active !== activeIndex;
    const last = Math.max(0, rows.length - 1);
    const target = isHeld && !hasMoved ? placeOf(activeIndex) : Math.min(activeIndex, last);
    // A row that vanished, or went far, took the focus out of the document with it, and no handler heard of that.
    const isLost = holdsFocus.current && document.activeElement === document.body;
    if (target === activeIndex) {
      if (isLost) focusActiveRow();
    } else {
      focusWanted.current ||= isLost;
      setActiveIndex(target);
    }
  }, [rows, rowKey, rowHeight, openKey, activeIndex, focusActiveRow, virtualizer]);
  useEffect(() => {
    earlier.current.top = virtualizer.range?.startIndex ?? 0;
    earlier.current.active = activeIndex;
  });

  const moveTo = (index: number): void => {
    const target = Math.max(0, Math.min(rows.length - 1, index));
    if (target === activeIndex) focusActiveRow();
    else focusWanted.current = true;
    setActiveIndex(target);
    virtualizer.scrollToIndex(target);
    const row = rows[target];
    if (openKey !== undefined && row !== undefined && target !== activeIndex) props.onOpen(row);
  };

  useImperativeHandle(props.ref, () => ({
    focusRow: focusActiveRow,
    move: (by) => {
      const inGrid = openKey !== undefined || scroller.current?.contains(document.activeElement) === true;
      if (inGrid) moveTo(activeIndex + by);
      else focusActiveRow();
    },
  }));

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent) || event.altKey || event.metaKey || event.shiftKey || event.ctrlKey)
      return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const moves: Record<string, number> = {
      ArrowDown: activeIndex + 1,
      ArrowUp: activeIndex - 1,
      PageDown: activeIndex + page,
      PageUp: activeIndex - page,
      Home: 0,
      End: rows.length - 1, // the last row loaded so far; getting there loads the next page
    };
    const target = moves[event.key];
    const row = rows[activeIndex];
    if (target !== undefined) moveTo(target);
    else if (event.target instanceof HTMLElement && event.target.closest("a, button, input")) return;
    else if (event.key === "Enter" && row !== undefined) props.onOpen(row);
    else return; // left and right arrows scroll sideways, as the browser does it
    event.preventDefault();
  };

  // Always the same functions, so that a row is drawn again only when something of its own changed.
  const act = useRef<(index: number) => void>(undefined);
  useLayoutEffect(() => {
    act.current = (index) => {
      const row = rows[index];
      if (row !== undefined) props.onOpen(row);
    };
  });
  const openRow = useCallback((index: number) => act.current?.(index), []);

  return (
    <div className={styles["grid"]} ref={scroller} tabIndex={-1}>
      <div
        className={styles["rows"]}
        role="grid"
        aria-label={props.label}
        aria-rowcount={props.totalCount === undefined ? -1 : props.totalCount + 1}
        aria-colcount={columns.length}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onFocus={() => {
          holdsFocus.current = true;
        }}
        onBlur={() => {
          // A window that is left keeps its focus for when it is come back to.
          holdsFocus.current = scroller.current?.contains(document.activeElement) === true;
        }}
        style={{ ...columnWidths(columns), "--row-height": `${rowHeight}px` } as CSSProperties}
      >
        <GridHead columns={columns} />
        <div role="rowgroup" className={styles["body"]} style={{ height: virtualizer.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <GridRow
                key={rowKey(row)}
                row={row}
                columns={columns}
                index={index}
                top={start - headHeight}
                active={index === activeIndex}
                open={openIndex === index}
                onActive={setActiveIndex}
                onOpen={openRow}
              />
            );
          })}
        </div>
      </div>
      <div className={styles["footer"]} role="status">
        {props.footer}
      </div>
    </div>
  );
}
