import { Alert, Button, Modal } from "antd";
import { useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../components/copy-button.tsx";
import styles from "./temporary-password-dialog.module.css";

export type TemporaryPassword = { name: string; email: string; password: string };

/** The one time that a new password can be read. It is nowhere afterwards, so a stray click must not close it. */
export function TemporaryPasswordDialog(props: {
  given: TemporaryPassword | undefined;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { given, onClose } = props;
  const content = useRef<HTMLDivElement>(null);
  return (
    <Modal
      title={given ? t("access.temporary.title", { name: given.name }) : ""}
      open={given !== undefined}
      onCancel={onClose}
      mask={{ closable: false }}
      width={460}
      destroyOnHidden
      afterOpenChange={(open) => {
        // Not the cross, which one more Enter would press.
        if (open) content.current?.querySelector<HTMLElement>("dd:last-of-type button")?.focus();
      }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("access.temporary.done")}
        </Button>
      }
    >
      {given ? (
        <div ref={content}>
          <dl className={styles["list"]}>
            <dt>{t("access.signIn.email")}</dt>
            <dd>
              {given.email} <CopyButton text={given.email} label={t("access.temporary.copyEmail")} />
            </dd>
            <dt>{t("access.temporary.password")}</dt>
            <dd>
              <code className={styles["password"]}>{given.password}</code>{" "}
              <CopyButton text={given.password} label={t("access.temporary.copyPassword")} />
            </dd>
          </dl>
          <Alert type="warning" showIcon title={t("access.temporary.once")} />
        </div>
      ) : null}
    </Modal>
  );
}
