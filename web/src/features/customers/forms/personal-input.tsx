import { CloseCircleOutlined, LockOutlined, UndoOutlined } from "@ant-design/icons";
import { Button, Input, Tooltip, type InputRef } from "antd";
import { useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { MaskState } from "../../../gql/graphql.ts";
import type { PersonalChoice } from "./customer-values.ts";
import styles from "./forms.module.css";

type PersonalInputProps = {
  /** What is on file, masked. The form never holds the value itself. Undefined for a customer who is only being made. */
  onFile: { state: MaskState; text?: string | null } | undefined;
  /** Not for this reader: nothing can be typed. */
  closed: boolean;
  /** The field's name, for the buttons. */
  label: string;
  inputMode?: "tel" | "email" | "text";
  // antd's form gives these.
  id?: string;
  value?: PersonalChoice;
  onChange?: (value: PersonalChoice) => void;
};

/** A personal value to keep, replace or empty, without showing it. */
export function PersonalInput(props: PersonalInputProps): ReactNode {
  const { t } = useTranslation();
  const { onFile, value, label, closed } = props;
  const input = useRef<InputRef>(null);
  const emptied = value === null;
  const placeholder = onFile?.text ? t("card.form.keep", { text: onFile.text }) : undefined;
  const choose = (choice: PersonalChoice): void => {
    props.onChange?.(choice);
    input.current?.focus();
  };
  if (closed) {
    return (
      <Input
        {...(props.id ? { id: props.id } : {})}
        disabled
        prefix={<LockOutlined aria-hidden />}
        placeholder={t("card.form.notForYou")}
      />
    );
  }
  return (
    <div className={styles["personal"]}>
      <Input
        ref={input}
        {...(props.id ? { id: props.id } : {})}
        inputMode={props.inputMode ?? "text"}
        autoComplete="off"
        value={value ?? ""}
        placeholder={emptied ? t("card.form.willBeEmpty") : placeholder}
        onChange={(event) => props.onChange?.(event.target.value === "" ? undefined : event.target.value)}
      />
      {emptied ? (
        <Tooltip title={t("card.form.keepAfterAll")}>
          <Button
            icon={<UndoOutlined />}
            aria-label={`${label}${t("card.colon")}${t("card.form.keepAfterAll")}`}
            onClick={() => choose(undefined)}
          />
        </Tooltip>
      ) : onFile?.text ? (
        <Tooltip title={t("card.form.empty")}>
          <Button
            icon={<CloseCircleOutlined />}
            aria-label={`${label}${t("card.colon")}${t("card.form.empty")}`}
            onClick={() => choose(null)}
          />
        </Tooltip>
      ) : null}
    </div>
  );
}
