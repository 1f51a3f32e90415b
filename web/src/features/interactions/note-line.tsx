import { EditOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { readFragment, type FragmentType } from "../../gql/index.ts";
import { EditNote } from "./edit-note.tsx";
import styles from "./interactions.module.css";
import { noteFragment } from "./note-fragment.ts";
import { When } from "./when.tsx";

type NoteLineProps = { customerId: string; note: FragmentType<typeof noteFragment> };

export function NoteLine(props: NoteLineProps): ReactNode {
  const { t } = useTranslation();
  const note = readFragment(noteFragment, props.note);
  const [editing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);

  useEffect(() => {
    // The box that had the keyboard is gone: it goes back to where it came from.
    if (wasEditing.current && !editing) opener.current?.focus();
    wasEditing.current = editing;
  }, [editing]);

  return (
    <li className={styles["note"]}>
      {editing ? (
        <EditNote customerId={props.customerId} note={note} onClose={() => setEditing(false)} />
      ) : (
        <div className={styles["text"]}>{note.text}</div>
      )}
      <div className={styles["note-foot"]}>
        <span>
          {note.writtenBy?.name ?? t("card.system")} · <When instant={note.writtenAt} />
          {note.editedAt ? <> · {t("interactions.note.wasEdited")}</> : null}
        </span>
        {note.viewerCanEdit && !editing ? (
          <Tooltip title={t("interactions.note.edit")}>
            <Button
              ref={opener}
              type="text"
              size="small"
              icon={<EditOutlined />}
              aria-label={t("interactions.note.edit")}
              onClick={() => setEditing(true)}
            />
          </Tooltip>
        ) : null}
      </div>
    </li>
  );
}
