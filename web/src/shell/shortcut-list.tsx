import { Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Kbd } from "../components/kbd.tsx";
import styles from "./shortcut-list.module.css";

type Shortcut = { keys: string[]; does: string };

export function ShortcutTable({ shortcuts, caption }: { shortcuts: Shortcut[]; caption: string }): ReactNode {
  return (
    <table className={styles["table"]}>
      <caption>{caption}</caption>
      <tbody>
        {shortcuts.map((shortcut) => (
          <tr key={shortcut.does}>
            <th scope="row">{shortcut.does}</th>
            <td>
              {shortcut.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Shortcuts(): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <ShortcutTable
        caption={t("shell.shortcuts.anywhere")}
        shortcuts={[
          { keys: ["/"], does: t("shell.shortcuts.search") },
          { keys: ["?"], does: t("shell.shortcuts.list") },
        ]}
      />
      <ShortcutTable
        caption={t("shell.shortcuts.ledger")}
        shortcuts={[
          { keys: ["↑", "↓"], does: t("shell.shortcuts.move") },
          { keys: ["Home", "End"], does: t("shell.shortcuts.ends") },
          { keys: ["Enter"], does: t("shell.shortcuts.openRecord") },
          { keys: ["Esc"], does: t("shell.shortcuts.close") },
          { keys: ["n"], does: t("shell.shortcuts.create") },
        ]}
      />
      <ShortcutTable
        caption={t("card.shortcut.title")}
        shortcuts={[
          { keys: ["e"], does: t("card.shortcut.edit") },
          { keys: ["o"], does: t("card.shortcut.order") },
          { keys: ["p"], does: t("card.shortcut.review") },
          { keys: ["m"], does: t("card.shortcut.note") },
          { keys: ["c"], does: t("complaints.shortcut.fileForCustomer") },
          { keys: ["r"], does: t("card.shortcut.reveal") },
          { keys: ["Ctrl", "Enter"], does: t("card.shortcut.save") },
        ]}
      />
      <ShortcutTable
        caption={t("complaints.shortcut.title")}
        shortcuts={[
          { keys: ["c"], does: t("complaints.shortcut.file") },
          { keys: ["j", "k"], does: t("complaints.shortcut.move") },
          { keys: ["s"], does: t("complaints.shortcut.step") },
          { keys: ["p"], does: t("card.shortcut.review") },
          { keys: ["m"], does: t("complaints.shortcut.mine") },
          { keys: ["a"], does: t("complaints.shortcut.assign") },
          { keys: ["n"], does: t("complaints.shortcut.note") },
          { keys: ["e"], does: t("complaints.shortcut.edit") },
          { keys: ["Esc"], does: t("complaints.shortcut.close") },
        ]}
      />
      <p className="quiet">{t("shell.shortcuts.note")}</p>
    </>
  );
}

export function ShortcutDialog({ open, onClose }: { open: boolean; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Modal
      title={t("shell.shortcuts.title")}
      open={open}
      onCancel={onClose}
      footer={null}
      width={480}
      destroyOnHidden
    >
      <Shortcuts />
    </Modal>
  );
}
