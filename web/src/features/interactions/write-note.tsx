import { useApolloClient } from "@apollo/client/react";
import { Button, Input, type GetRef } from "antd";
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Kbd } from "../../components/kbd.tsx";
import { graphql } from "../../gql/index.ts";
import { isComposing } from "../../lib/keyboard.ts";
import { announce } from "../../lib/notices.ts";
import { randomKey } from "../../lib/random-key.ts";
import { useCommand } from "../../lib/use-command.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { refreshCustomer } from "../../lib/refresh-customer.ts";
import { useDraft } from "../customers/forms/drafts.ts";
import styles from "./interactions.module.css";

const writeNote = graphql(`
  mutation WriteNote($input: WriteNoteInput!) {
    writeNote(input: $input) {
      note {
        id
      }
      errors {
        code
        message
      }
    }
  }
`);

type NoteDraft = { text: string; idempotencyKey: string };
type WriteNoteProps = {
  customerId: string;
  /** Somebody asked to write: the box takes the keyboard, once. */
  asked: boolean;
  onAnswered: () => void;
};

/** A box that is always there: what the customer said goes in while they are still on the telephone. */
export function WriteNote({ customerId, asked, onAnswered }: WriteNoteProps): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const viewer = useViewer();
  const box = useRef<GetRef<typeof Input.TextArea>>(null);
  const draft = useDraft<NoteDraft>(`write-note ${customerId}`);
  const [{ text, idempotencyKey }, setNote] = useState<NoteDraft>(
    () => draft.left ?? { text: "", idempotencyKey: randomKey() },
  );
  const [refusal, setRefusal] = useState<string>();
  const { run, running } = useCommand(writeNote);

  useEffect(() => {
    if (!asked) return;
    box.current?.focus();
    onAnswered();
  }, [asked, onAnswered]);

  if (!viewer.may("note:write")) return null;

  const type = (typed: string): void => {
    const note = { text: typed, idempotencyKey };
    setNote(note);
    setRefusal(undefined);
    if (typed.trim() === "") draft.drop();
    else draft.keep(note);
  };

  const save = async (): Promise<void> => {
    if (text.trim() === "" || running) return;
    const answer = await run({ input: { customerId, text, idempotencyKey } });
    if (!answer) return;
    const [error] = answer.writeNote.errors;
    if (error) {
      setRefusal(error.message);
      if (error.code === "IDEMPOTENCY_MISMATCH") setNote({ text, idempotencyKey: randomKey() });
      return;
    }
    draft.drop();
    setNote({ text: "", idempotencyKey: randomKey() });
    announce({ kind: "success", text: t("interactions.note.done") });
    await refreshCustomer(client, customerId);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save();
    }
    // What was typed stays in the box; the keys belong to the card again.
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      box.current?.blur();
    }
  };

  return (
    <div className={styles["write"]}>
      <Input.TextArea
        ref={box}
        aria-label={t("interactions.note.write")}
        aria-invalid={refusal !== undefined}
        aria-describedby="write-note-refusal"
        placeholder={t("interactions.note.placeholder")}
        className={styles["box"] ?? ""}
        rows={text === "" ? 1 : 2}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div id="write-note-refusal" role="alert" className={styles["refusal"]}>
        {refusal}
      </div>
      {text.trim() === "" ? null : (
        <div className={styles["foot"]}>
          <span className={styles["keys"]}>
            <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> {t("card.form.toSave")}
          </span>
          <Button type="primary" size="small" loading={running} onClick={() => void save()}>
            {t("interactions.note.save")}
          </Button>
        </div>
      )}
    </div>
  );
}
