import { Button, Segmented } from "antd";
import { useEffect, useState, type ReactNode, type RefObject } from "react";
import { useFormat } from "../../lib/format.ts";
import page from "./import-page.module.css";

type RowPanelProps<State extends string> = {
  /** Also the panel's place in the address: #problems. */
  id: string;
  title: string;
  count: { value: number; capped: boolean };
  heading: RefObject<HTMLHeadingElement | null>;
  filter: {
    label: string;
    value: State;
    options: { value: State; label: string }[];
    show: (state: State) => void;
  };
  tools?: ReactNode;
  /** Undefined on the last page. */
  more: (() => Promise<void>) | undefined;
  moreLabel: string;
  children: ReactNode;
};

/** A list of an import's rows: its title with how many there are, which of them to show, and more of them on demand. */
export function RowPanel<State extends string>(props: RowPanelProps<State>): ReactNode {
  const { heading, filter, count, more } = props;
  const format = useFormat();
  const [loading, setLoading] = useState(false);
  const showMore = async (): Promise<void> => {
    setLoading(true);
    // A failure has been told by then; the button stays for another try.
    await more?.().catch(() => undefined);
    setLoading(false);
  };
  return (
    <section id={props.id} className={page["panel"]} aria-labelledby={`${props.id}-title`}>
      <div className={page["section-head"]}>
        <h2 id={`${props.id}-title`} ref={heading} tabIndex={-1} className={page["title"]}>
          {props.title}{" "}
          <span className="quiet figures">{`${format.number(count.value)}${count.capped ? "+" : ""}`}</span>
        </h2>
        <div className={page["section-tools"]}>
          <Segmented
            size="small"
            aria-label={filter.label}
            value={filter.value}
            options={filter.options}
            onChange={filter.show}
          />
          {props.tools}
        </div>
      </div>
      {props.children}
      {more ? (
        <p className={page["more"]}>
          <Button loading={loading} onClick={() => void showMore()}>
            {props.moreLabel}
          </Button>
        </p>
      ) : null}
    </section>
  );
}

/** A row that was dealt with is gone: the keyboard goes on in its neighbour, or at the list's title. */
export function useKeyboardGoesOn(
  heading: RefObject<HTMLHeadingElement | null>,
): (rows: readonly { id: string }[], place: number) => void {
  const [left, setLeft] = useState<{ next: string | undefined }>();
  useEffect(() => {
    if (!left) return;
    const next = left.next ? document.getElementById(left.next) : null;
    const control = next?.querySelector<HTMLElement>("input") ?? next?.querySelector<HTMLElement>("button");
    (control ?? heading.current)?.focus();
  }, [left, heading]);
  return (rows, place) => setLeft({ next: (rows[place + 1] ?? rows[place - 1])?.id });
}
