import { Form, Input } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { checkText } from "../../../lib/checks.ts";
import { FormDialog } from "../forms/form-dialog.tsx";
import { useRules } from "../forms/use-rules.ts";

/** Asks for the reason in words when none of the usual ones fits. */
export function RevealReasonDialog(props: {
  open: boolean;
  field: string;
  saving: boolean;
  onClose: () => void;
  onReason: (words: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const rulesFor = useRules();
  return (
    <FormDialog
      title={t("card.reveal.field", { field: props.field })}
      open={props.open}
      formId="reveal-reason"
      saving={props.saving}
      saveLabel={t("card.reveal.open")}
      keepsDraft={false}
      onClose={props.onClose}
    >
      <Form<{ words: string }>
        id="reveal-reason"
        name="reveal-reason"
        layout="vertical"
        requiredMark={false}
        onFinish={({ words }) => props.onReason(words)}
      >
        <Form.Item
          name="words"
          label={t("card.reveal.words")}
          extra={t("card.reveal.kept")}
          rules={[
            { required: true, whitespace: true, message: t("card.reveal.wordsMissing") },
            ...rulesFor(checkText(200)),
          ]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      </Form>
    </FormDialog>
  );
}
