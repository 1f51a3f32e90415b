import { CloseOutlined, DownOutlined, ExpandAltOutlined, UpOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import { useEffect, useRef, type ReactNode } from "react";
import { useNarrow } from "../lib/use-media.ts";
import styles from "./side-panel.module.css";

type SidePanelProps = {
  label: string;
  words: { previous: string; next: string; page: string; close: string };
  /** Left out at the first and at the last record. */
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  onPage: () => void;
  onClose: () => void;
  children: ReactNode;
};

/**
 * The open record at the right of its list. It is a part of the page, not a dialog over it: the list stays in use, its
 * arrow keys go from record to record, and Tab comes here.
 */
export function SidePanel(props: SidePanelProps): ReactNode {
  const narrow = useNarrow();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a narrow screen it covers the list, so the keyboard must come along.
    if (narrow) panel.current?.focus();
  }, [narrow]);

  return (
    <aside ref={panel} tabIndex={-1} className={styles["panel"]} aria-label={props.label}>
      <div className={styles["head"]}>
        <HeadButton does={props.words.previous} icon={<UpOutlined />} onAct={props.onPrevious} />
        <HeadButton does={props.words.next} icon={<DownOutlined />} onAct={props.onNext} />
        <span className={styles["spring"]} />
        <HeadButton does={props.words.page} icon={<ExpandAltOutlined />} onAct={props.onPage} />
        <HeadButton does={props.words.close} icon={<CloseOutlined />} onAct={props.onClose} />
      </div>
      <div className={styles["card"]}>{props.children}</div>
    </aside>
  );
}

function HeadButton(props: { does: string; icon: ReactNode; onAct: (() => void) | undefined }): ReactNode {
  return (
    <Tooltip title={props.does}>
      <Button
        type="text"
        aria-label={props.does}
        icon={props.icon}
        disabled={!props.onAct}
        onClick={props.onAct}
      />
    </Tooltip>
  );
}
