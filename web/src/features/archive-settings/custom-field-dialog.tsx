import { Form, Input, Radio, Select } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { forgetUserErrors, showUserErrors, type UserErrorValue } from "../../components/user-errors.ts";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import { readFragment } from "../../gql/index.ts";
import type { ArchiveSection } from "../../gql/graphql.ts";
import { randomKey } from "../../lib/random-key.ts";
import { useCommand } from "../../lib/use-command.ts";
import { FormDialog } from "../customers/forms/form-dialog.tsx";
import { changeCustomField, createCustomField, customFieldSetting } from "./custom-field-commands.ts";
import {
  ChoicesInput,
  RightsInput,
  SectionsInput,
  type RoleName,
  type SectionWords,
} from "./custom-field-inputs.tsx";
import {
  customTypes,
  hasChoices,
  newField,
  placedInForm,
  sensitivities,
  valuesOf,
  wordsOf,
  type CustomField,
  type CustomFieldValues,
} from "./custom-field-values.ts";
import styles from "./custom-fields.module.css";

const formId = "custom-field";

type CustomFieldDialogProps = {
  /** Undefined: a new one. */
  field: CustomField | undefined;
  /** Where a new one is to stand. */
  section: ArchiveSection | undefined;
  sections: readonly SectionWords[];
  /** Undefined for who may not list the roles. */
  roles: readonly RoleName[] | undefined;
  onSaved: (field: CustomField) => void;
  onClose: () => void;
};

/** Makes a field of the archive, or changes what may be changed of one: what it holds and how it is protected stays. */
export function CustomFieldDialog(props: CustomFieldDialogProps): ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<CustomFieldValues>();
  const [homeless, setHomeless] = useState<readonly UserErrorValue[]>([]);
  const [idempotencyKey] = useState(randomKey);
  // As it was when it was opened: a change of somebody else meanwhile is refused, not written over.
  const [field] = useState(props.field);
  const [initial] = useState(() => (field ? valuesOf(field) : newField(props.section)));
  const creating = useCommand(createCustomField);
  const changing = useCommand(changeCustomField);
  const type = Form.useWatch("type", form) ?? initial.type;
  const sensitivity = Form.useWatch("sensitivity", form) ?? initial.sensitivity;

  const submit = async (typed: Partial<CustomFieldValues>): Promise<void> => {
    const values = { ...initial, ...typed };
    const { sections } = values;
    const words = wordsOf(values);
    const { choices, rights, ...rest } = words;
    const given = {
      ...rest,
      ...(hasChoices(values.type) ? { choices } : {}),
      ...(props.roles ? { rights } : {}),
    };
    const answer = field
      ? (
          await changing.run({
            input: { ...given, customFieldId: field.id, expectedVersion: field.version },
          })
        )?.changeCustomField
      : (
          await creating.run({
            input: { ...given, sections, type: values.type, sensitivity: values.sensitivity, idempotencyKey },
          })
        )?.createCustomField;
    if (!answer) return;
    setHomeless(showUserErrors(form, placedInForm(values, answer.errors)));
    const saved = readFragment(customFieldSetting, answer.customField);
    if (saved && answer.errors.length === 0) props.onSaved(saved);
  };

  return (
    <FormDialog
      title={
        field ? t("archiveSettings.custom.changeOf", { field: field.label }) : t("archiveSettings.custom.new")
      }
      open
      formId={formId}
      keepsDraft={false}
      saving={creating.running || changing.running}
      saveLabel={field ? t("archiveSettings.save") : t("archiveSettings.custom.create")}
      onClose={props.onClose}
    >
      <Form<CustomFieldValues>
        id={formId}
        name={formId}
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        initialValues={initial}
        onValuesChange={(changed: Partial<CustomFieldValues>) => {
          forgetUserErrors(form, changed);
          // Who sees a customer is decided by that customer's own rights.
          if (changed.type === "CUSTOMER") form.setFieldValue("sensitivity", "PLAIN");
        }}
        onFinish={(values) => void submit(values)}
      >
        <div className={styles["pair"]}>
          <Form.Item name="labelZh" label={t("archiveSettings.custom.labelZh")}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item name="labelEn" label={t("archiveSettings.custom.labelEn")}>
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
        </div>
        <p className={`quiet ${styles["hint"]}`}>{t("archiveSettings.custom.labelHint")}</p>
        {field ? (
          <p>
            {t("archiveSettings.custom.stays", {
              type: t(`archiveSettings.custom.type.${initial.type}`),
              sensitivity: t(`archiveSettings.custom.sensitivity.${initial.sensitivity}`),
            })}
          </p>
        ) : (
          <>
            <Form.Item
              name="sections"
              label={t("archiveSettings.custom.sections")}
              rules={[{ required: true, message: t("archiveSettings.custom.sectionMissing") }]}
            >
              <SectionsInput sections={props.sections} />
            </Form.Item>
            <Form.Item name="type" label={t("archiveSettings.custom.typeLabel")}>
              <Select
                options={customTypes.map((each) => ({
                  value: each,
                  label: t(`archiveSettings.custom.type.${each}`),
                }))}
              />
            </Form.Item>
            <Form.Item name="sensitivity" label={t("archiveSettings.custom.sensitivityLabel")}>
              <Radio.Group disabled={type === "CUSTOMER"} className={styles["stacked"] ?? ""}>
                {sensitivities.map((each) => (
                  <Radio key={each} value={each}>
                    {t(`archiveSettings.custom.sensitivity.${each}`)}{" "}
                    <span className="quiet">{t(`archiveSettings.custom.protects.${each}`)}</span>
                  </Radio>
                ))}
              </Radio.Group>
            </Form.Item>
          </>
        )}
        {hasChoices(type) ? <ChoicesInput /> : null}
        <Form.Item
          name="purpose"
          label={t("archiveSettings.fields.purpose")}
          {...(sensitivity === "SENSITIVE" ? { extra: t("archiveSettings.custom.closedWithout") } : {})}
        >
          <Input.TextArea rows={2} maxLength={200} placeholder={t("archiveSettings.custom.purposeExample")} />
        </Form.Item>
        {props.roles ? <RightsInput roles={props.roles} sensitivity={sensitivity} /> : null}
        <UserErrors errors={homeless} />
      </Form>
    </FormDialog>
  );
}
