import { useApolloClient } from "@apollo/client/react";
import { Button, Input, type GetRef } from "antd";
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment } from "../../gql/index.ts";
import type { NoteLine_NoteFragment } from "../../gql/graphql.ts";
import { isComposing } from "../../lib/keyboard.ts";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { refreshCustomer } from "../../lib/refresh-customer.ts";
import { FieldConflictDialog } from "../customers/forms/field-conflict-dialog.tsx";
import { useDraft } from "../customers/forms/drafts.ts";
import { useVersionedSave } from "../customers/forms/use-versioned-save.ts";
import styles from "./interactions.module.css";
import { noteFragment } from "./note-fragment.ts";

const editNote = graphql(`
  mutation EditNote($input: EditNoteInput!) {
    editNote(input: $input) {
      note {
        ...NoteLine_Note
      }
      conflicts {
        ...ConflictLine_FieldConflict
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

type Note = NoteLine_NoteFragment;
type NoteChanges = { text: string };
type EditNoteProps = { customerId: string; note: Note; onClose: () => void };

/** A note's text, where it stands. Ctrl+Enter saves, Esc closes and keeps what was typed. */
export function EditNote({ customerId, note, onClose }: EditNoteProps): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const draft = useDraft<{ text: string; onFile: Note }>(`edit-note ${note.id}`);
  const [onFile] = useState(draft.left?.onFile ?? note);
  const [text, setText] = useState(draft.left?.text ?? note.text);
  const [refusal, setRefusal] = useState<string>();
  const { run, running } = useCommand(editNote);
  const box = useRef<GetRef<typeof Input.TextArea>>(null);
  useEffect(() => box.current?.focus({ cursor: "end" }), []);

  const finish = (): void => {
    draft.drop();
    onClose();
    void refreshCustomer(client, customerId);
  };

  const send = async (changes: NoteChanges, expectedVersion: number) => {
    const answer = await run({ input: { ...changes, noteId: note.id, expectedVersion } });
    if (!answer) return undefined;
    const { note: saved, conflicts, errors } = answer.editNote;
    return { record: readFragment(noteFragment, saved), conflicts, errors };
  };

  const save = useVersionedSave<NoteChanges, Note>({
    send,
    onSaved: (saved, _, over) => {
      const takeBack = async (): Promise<void> => {
        const answer = await send({ text: (over ?? onFile).text }, saved.version);
        if (!answer) return;
        const refused = answer.errors.length > 0;
        announce({
          kind: refused ? "warning" : "success",
          text: refused ? t("card.edit.undoRefused") : t("card.edit.undone"),
        });
        await refreshCustomer(client, customerId);
      };
      announce({
        kind: "success",
        text: t("interactions.note.edited"),
        action: { label: t("card.edit.undo"), run: () => void takeBack() },
        seconds: 10,
      });
      finish();
    },
    onRefused: (errors) => setRefusal(errors[0]?.message),
    onTheirsTaken: () => {
      announce({ kind: "info", text: t("card.conflict.theirsTaken") });
      finish();
    },
  });

  const submit = (): void => {
    if (text.trim() === onFile.text.trim()) finish();
    else void save.send({ text }, onFile.version);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    }
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };

  const { clash } = save;
  return (
    <>
      <Input.TextArea
        ref={box}
        aria-label={t("interactions.note.edit")}
        aria-invalid={refusal !== undefined}
        aria-describedby={`refusal-${note.id}`}
        className={styles["box"] ?? ""}
        rows={2}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setRefusal(undefined);
          draft.keep({ text: event.target.value, onFile });
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`refusal-${note.id}`} role="alert" className={styles["refusal"]}>
        {refusal}
      </div>
      <div className={styles["foot"]}>
        <Button
          size="small"
          onClick={() => {
            draft.drop();
            onClose();
          }}
        >
          {t("card.form.cancel")}
        </Button>
        <Button type="primary" size="small" loading={running} disabled={text.trim() === ""} onClick={submit}>
          {t("card.form.save")}
        </Button>
      </div>
      <FieldConflictDialog
        open={clash !== undefined}
        saving={running}
        conflicts={clash?.conflicts ?? []}
        mine={["text"]}
        label={() => t("interactions.note.text")}
        show={{
          original: () => noteText(onFile.text),
          theirs: () => noteText(clash?.current.text),
          mine: () => noteText(clash?.mine.text),
        }}
        onDecide={(keepMine) => void save.decide(keepMine)}
        onBack={save.back}
      />
    </>
  );
}

function noteText(text: string | undefined): ReactNode {
  return <span className={styles["text"]}>{text}</span>;
}
