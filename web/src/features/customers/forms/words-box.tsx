import { Button, Input, type GetRef } from "antd";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Kbd } from "../../../components/kbd.tsx";
import { isComposing } from "../../../lib/keyboard.ts";
import { randomKey } from "../../../lib/random-key.ts";
import { useDraft } from "./drafts.ts";
import styles from "./words-box.module.css";

type Words = { text: string; idempotencyKey: string };

type WordsBoxProps = {
  /** Under this name what was typed and not saved is kept. */
  draft: string;
  label: string;
  placeholder: string;
  saveLabel: string;
  saving: boolean;
  /** Somebody asked to write: the box takes the keyboard, once. */
  asked: boolean;
  onAnswered: () => void;
  /** Undefined when it failed at the top level: the reader has been told then. */
  save: (words: Words) => Promise<{ errors: readonly { code: string; message: string }[] } | undefined>;
  onSaved: () => void;
};

/** A box that is always there: what the customer said goes in while they are still on the telephone. */
export function WordsBox(props: WordsBoxProps): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const box = useRef<GetRef<typeof Input.TextArea>>(null);
  const draft = useDraft<Words>(props.draft);
  const [words, setWords] = useState<Words>(() => draft.left ?? { text: "", idempotencyKey: randomKey() });
  const [refusal, setRefusal] = useState<string>();
  const { text, idempotencyKey } = words;
  const { asked, onAnswered } = props;

  useEffect(() => {
    if (!asked) return;
    box.current?.focus();
    onAnswered();
  }, [asked, onAnswered]);

  const type = (typed: string): void => {
    setWords({ text: typed, idempotencyKey });
    setRefusal(undefined);
    if (typed.trim() === "") draft.drop();
    else draft.keep({ text: typed, idempotencyKey });
  };

  const save = async (): Promise<void> => {
    if (text.trim() === "" || props.saving) return;
    const answer = await props.save(words);
    if (!answer) return;
    const [error] = answer.errors;
    if (error) {
      setRefusal(error.message);
      setWords({ text, idempotencyKey: randomKey() });
      return;
    }
    draft.drop();
    setWords({ text: "", idempotencyKey: randomKey() });
    // The keys belong to the page again: the next one is a command, not the begin of another note.
    box.current?.blur();
    props.onSaved();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void save();
    }
    // What was typed stays in the box; the keys belong to the page again.
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
        aria-label={props.label}
        aria-invalid={refusal !== undefined}
        aria-describedby={`${id}-refusal`}
        placeholder={props.placeholder}
        className={styles["box"] ?? ""}
        rows={text === "" ? 1 : 2}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-refusal`} role="alert" className={styles["refusal"]}>
        {refusal}
      </div>
      {text.trim() === "" ? null : (
        <div className={styles["foot"]}>
          <span className={styles["keys"]}>
            <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> {t("card.form.toSave")}
          </span>
          <Button type="primary" size="small" loading={props.saving} onClick={() => void save()}>
            {props.saveLabel}
          </Button>
        </div>
      )}
    </div>
  );
}
