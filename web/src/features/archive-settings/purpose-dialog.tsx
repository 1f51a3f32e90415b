import { Alert, Form, Input, Modal } from "antd";
import { useEffect, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isComposing } from "../../lib/keyboard.ts";
import type { PurposeField } from "./field-purposes.tsx";

const longest = 200;

/** Says what fields are kept for, which opens them. */
export function PurposeDialog(props: {
  /** None: it is closed. */
  fields: readonly PurposeField[];
  saving: boolean;
  refusal: string | undefined;
  onSave: (purpose: string) => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ purpose: string }>();
  const { fields } = props;
  const [only] = fields.length === 1 ? fields : [];
  useEffect(() => {
    if (fields.length > 0) form.setFieldsValue({ purpose: only?.open ? (only.purpose ?? "") : "" });
  }, [fields, only, form]);
  return (
    <Modal
      title={
        only
          ? t("archiveSettings.fields.dialogOf", { field: only.label })
          : t("archiveSettings.fields.dialog", { count: fields.length })
      }
      afterOpenChange={(open) => {
        if (open) form.focusField("purpose");
      }}
      open={fields.length > 0}
      okText={t("archiveSettings.save")}
      cancelText={t("archiveSettings.fields.cancel")}
      confirmLoading={props.saving}
      onOk={() => form.submit()}
      onCancel={props.onClose}
      forceRender
    >
      {only ? null : <p>{fields.map(({ label }) => label).join(t("card.listSeparator"))}</p>}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ purpose }) => props.onSave(purpose)}
      >
        <Form.Item
          name="purpose"
          label={t("archiveSettings.fields.purpose")}
          extra={t("archiveSettings.fields.effect")}
          rules={[{ required: true, whitespace: true, message: t("archiveSettings.fields.missing") }]}
        >
          <Input.TextArea
            onKeyDown={(event) => {
              if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
              if (!isComposing(event.nativeEvent)) form.submit();
            }}
            rows={3}
            maxLength={longest}
            placeholder={t("archiveSettings.fields.example")}
          />
        </Form.Item>
      </Form>
      {props.refusal ? <Alert type="error" showIcon role="alert" title={props.refusal} /> : null}
    </Modal>
  );
}
