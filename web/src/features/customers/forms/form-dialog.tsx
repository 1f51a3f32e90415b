import { Button, ConfigProvider, Modal } from "antd";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Kbd } from "../../../components/kbd.tsx";
import { isComposing } from "../../../lib/keyboard.ts";
import styles from "./forms.module.css";

type FormDialogProps = {
  title: string;
  open: boolean;
  /** The id of the form inside, which the save button and Ctrl+Enter submit. */
  formId: string;
  saving: boolean;
  saveLabel?: string;
  /** While there is nothing to save yet. */
  disabled?: boolean;
  /** Whether what was typed is there again when it is opened next; usually so. */
  keepsDraft?: boolean;
  onClose: () => void;
  children: ReactNode;
};

/** A form over the page: Ctrl+Enter saves, Esc closes and keeps what was typed as a draft. */
export function FormDialog(props: FormDialogProps): ReactNode {
  const { t } = useTranslation();
  const popups = useRef<HTMLDivElement>(null);
  useSubmitKey(props.formId, props.open);
  return (
    <Modal
      title={props.title}
      open={props.open}
      onCancel={props.onClose}
      mask={{ closable: false }}
      width={600}
      destroyOnHidden
      afterOpenChange={(open) => {
        if (open) focusFirstField(props.formId);
      }}
      className={styles["dialog"] ?? ""}
      footer={
        <div className={styles["foot"]}>
          <span className={styles["keys"]}>
            <span>
              <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>{" "}
              {props.keepsDraft === false ? (props.saveLabel ?? t("card.form.save")) : t("card.form.toSave")}
            </span>
            <span>
              <Kbd>Esc</Kbd> {t(props.keepsDraft === false ? "card.form.toLeave" : "card.form.toClose")}
            </span>
          </span>
          <Button onClick={props.onClose}>{t("card.form.cancel")}</Button>
          <Button
            type="primary"
            htmlType="submit"
            form={props.formId}
            loading={props.saving}
            disabled={props.disabled}
          >
            {props.saveLabel ?? t("card.form.save")}
          </Button>
        </div>
      }
    >
      {/* Lists and hints open inside the dialog: what lies outside an open dialog is hidden from screen readers. */}
      <div ref={popups} className={styles["popups"]}>
        <ConfigProvider getPopupContainer={() => popups.current ?? document.body}>
          {props.children}
        </ConfigProvider>
      </div>
    </Modal>
  );
}

/** Ctrl+Enter, wherever in the dialog the keyboard is; not while another dialog lies over this one. */
function useSubmitKey(formId: string, open: boolean): void {
  useEffect(() => {
    if (!open) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || isComposing(event)) return;
      const form = document.getElementById(formId);
      const uppermost = [...document.querySelectorAll('[role="dialog"]')].at(-1);
      if (!(form instanceof HTMLFormElement) || !uppermost?.contains(form)) return;
      event.preventDefault();
      form.requestSubmit();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [formId, open]);
}

function focusFirstField(id: string): void {
  const form = document.getElementById(id);
  const written = form?.querySelector("input:not([type=radio]):not([type=file]), textarea");
  const field =
    written ??
    form?.querySelector("input:checked") ??
    form?.querySelector("input") ??
    // Nothing to fill in: Enter is to confirm, not to press the cross.
    document.querySelector(`button[type="submit"][form="${id}"]`);
  if (field instanceof HTMLElement) field.focus();
}
