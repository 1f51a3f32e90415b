import { Alert, Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** Says that the form shows what was typed the last time, and offers to begin anew. */
export function DraftNote({ shown, onDiscard }: { shown: boolean; onDiscard: () => void }): ReactNode {
  const { t } = useTranslation();
  if (!shown) return null;
  return (
    <Alert
      type="info"
      showIcon
      style={{ marginBottom: 16 }}
      title={t("card.form.draft")}
      action={
        <Button size="small" onClick={onDiscard}>
          {t("card.form.discardDraft")}
        </Button>
      }
    />
  );
}
