import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { App, Button, Modal } from "antd";
import { useEffect, useRef, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { DateTimeText } from "../../../components/date-text.tsx";
import { isTyping } from "../../../lib/keyboard.ts";
import styles from "./photographs.module.css";

type Photograph = {
  id: string;
  url: string;
  fileName: string;
  uploadedAt: string;
  uploadedBy: { name: string } | null;
};

/** One photograph as large as the window, the others by the arrow keys. */
export function PhotographViewer(props: {
  photographs: readonly Photograph[];
  /** Place of the one to show; -1 when closed. */
  open: number;
  onShow: (id: string) => void;
  onClose: () => void;
  onRemove: ((id: string) => Promise<void>) | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const { photographs, open, onRemove } = props;
  const shown = photographs[open];
  const before = photographs[open - 1];
  const after = photographs[open + 1];
  const place = open + 1;

  const content = useRef<HTMLDivElement>(null);
  // Where the arrow keys have come to: two quick ones go two on, also before the first is drawn.
  const reached = useRef(open);
  useEffect(() => {
    reached.current = open;
  }, [open]);
  useArrows(content, (step) => {
    const wanted = photographs[reached.current + step];
    if (!wanted) return;
    reached.current += step;
    props.onShow(wanted.id);
  });

  return (
    <Modal
      title={t("photographs.viewer", { place, total: photographs.length })}
      open={shown !== undefined}
      onCancel={props.onClose}
      footer={null}
      width="min(96vw, 1100px)"
      centered
      destroyOnHidden
    >
      {shown ? (
        <div ref={content} className={styles["viewer"]}>
          <div className={styles["stage"]}>
            <img key={shown.id} src={shown.url} alt={t("photographs.alt", { place, name: shown.fileName })} />
          </div>
          <p className={styles["facts"]}>
            {shown.fileName}
            {shown.uploadedBy ? (
              <span className="quiet">
                {" "}
                {t("photographs.by", { name: shown.uploadedBy.name })}{" "}
                <DateTimeText value={shown.uploadedAt} />
              </span>
            ) : null}
          </p>
          <div className={styles["controls"]}>
            <Button
              icon={<LeftOutlined aria-hidden />}
              disabled={!before}
              onClick={() => before && props.onShow(before.id)}
            >
              {t("photographs.previous")}
            </Button>
            <Button
              icon={<RightOutlined aria-hidden />}
              iconPlacement="end"
              disabled={!after}
              onClick={() => after && props.onShow(after.id)}
            >
              {t("photographs.next")}
            </Button>
            <Button type="link" href={shown.url} target="_blank" rel="noopener">
              {t("photographs.original")}
            </Button>
            {onRemove ? (
              <Button
                danger
                type="text"
                className={styles["push"] ?? ""}
                onClick={() =>
                  void modal.confirm({
                    title: t("photographs.removeTitle"),
                    content: t("photographs.removeText"),
                    okText: t("photographs.remove"),
                    cancelText: t("photographs.keep"),
                    okButtonProps: { danger: true },
                    onOk: () => onRemove(shown.id),
                  })
                }
              >
                {t("photographs.remove")}
              </Button>
            ) : null}
          </div>
        </div>
      ) : null}
    </Modal>
  );
}

/** The arrow keys, wherever in the viewer the keyboard is; not while a question lies over it. */
function useArrows(content: RefObject<HTMLElement | null>, act: (step: -1 | 1) => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      const uppermost = [...document.querySelectorAll('[role="dialog"]')].at(-1);
      if (!content.current || !uppermost?.contains(content.current) || isTyping(event.target)) return;
      event.preventDefault();
      latest.current(event.key === "ArrowLeft" ? -1 : 1);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [content]);
}
