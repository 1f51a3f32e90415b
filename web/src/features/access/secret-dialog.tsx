import { Alert, Button, Modal } from "antd";
import { useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../../components/copy-button.tsx";
import styles from "./secret-dialog.module.css";

export type ShownSecret = { name: string; secret: string };

/** A line that asks the archive for five customers, as it can be pasted into a terminal. */
function commandFor(secret: string): string {
  const query = JSON.stringify({ query: "{ customers(first: 5) { nodes { number name } } }" });
  return `curl ${window.location.origin}/graphql -H 'authorization: Bearer ${secret}' -H 'content-type: application/json' -d '${query}'`;
}

/** The one time that a key's secret can be read. It is nowhere afterwards, so a stray click must not close it. */
export function SecretDialog(props: { shown: ShownSecret | undefined; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const { shown, onClose } = props;
  const content = useRef<HTMLDivElement>(null);
  return (
    <Modal
      title={shown ? t("access.apiKeys.secretTitle", { name: shown.name }) : ""}
      open={shown !== undefined}
      onCancel={onClose}
      mask={{ closable: false }}
      keyboard={false}
      width={560}
      destroyOnHidden
      afterOpenChange={(open) => {
        // Not the cross, which one more Enter would press.
        if (open) content.current?.querySelector("button")?.focus();
      }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("access.apiKeys.done")}
        </Button>
      }
    >
      {shown ? (
        <div ref={content}>
          <Alert type="warning" showIcon title={t("access.apiKeys.once")} />
          <Shown
            name={t("access.apiKeys.secret")}
            copy={t("access.apiKeys.copySecret")}
            text={shown.secret}
          />
          <Shown
            name={t("access.apiKeys.try")}
            copy={t("access.apiKeys.copyCommand")}
            text={commandFor(shown.secret)}
          />
        </div>
      ) : null}
    </Modal>
  );
}

function Shown({ name, copy, text }: { name: string; copy: string; text: string }): ReactNode {
  return (
    <section className={styles["shown"]}>
      <h3>
        {name} <CopyButton text={text} label={copy} />
      </h3>
      <code>{text}</code>
    </section>
  );
}
