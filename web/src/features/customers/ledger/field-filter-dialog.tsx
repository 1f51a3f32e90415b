import { Form, Input, InputNumber, Radio, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DistrictInput } from "../archive/district-input.tsx";
import type { ArchiveField } from "../archive/use-archive-fields.ts";
import { bySection } from "../fields/use-list-fields.ts";
import { FormDialog } from "../forms/form-dialog.tsx";
import { askingOf, askingsOf, type Asking, type FieldQuestion } from "./field-questions.ts";
import styles from "./ledger.module.css";

const formId = "field-filter";

type Values = {
  name?: string;
  asking?: Asking;
  contains?: string;
  anyOf?: string[] | string | null;
  from?: string | null;
  to?: string | null;
};

type FieldFilterDialogProps = {
  fields: readonly ArchiveField[];
  /** One that is asked already, to be changed. */
  question: FieldQuestion | undefined;
  onAsk: (question: FieldQuestion) => void;
  onClose: () => void;
};

/** Narrows the list by one field of the archive: which, and what it is to hold. */
export function FieldFilterDialog({ fields, question, onAsk, onClose }: FieldFilterDialogProps): ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  // Nothing is found by parts of what is encrypted.
  const plain = fields.filter(({ sensitivity }) => sensitivity === "PLAIN");
  const name = Form.useWatch("name", form) ?? question?.name;
  const field = plain.find((each) => each.name === name);
  const askings = field ? askingsOf(field.type) : [];
  const chosen = Form.useWatch("asking", form) ?? (question && askingOf(question));
  const asking = askings.find((each) => each === chosen) ?? askings[0];

  const submit = (values: Values): void => {
    if (!field || !asking) return;
    const { name: asked } = field;
    const from = given(values.from);
    const to = given(values.to);
    const anyOf = [values.anyOf ?? []].flat();
    if (asking === "empty" || asking === "filled") return onAsk({ name: asked, isEmpty: asking === "empty" });
    if (asking === "contains") return onAsk({ name: asked, contains: values.contains?.trim() ?? "" });
    if (asking === "anyOf") return onAsk({ name: asked, anyOf: [...anyOf] });
    if (from === undefined && to === undefined)
      return form.setFields([{ name: "from", errors: [t("ledger.filter.field.missing")] }]);
    onAsk({ name: asked, ...(from ? { from } : {}), ...(to ? { to } : {}) });
  };

  return (
    <FormDialog
      title={t("ledger.filter.field.title")}
      open
      formId={formId}
      saving={false}
      saveLabel={t("ledger.filter.field.ask")}
      disabled={!field}
      keepsDraft={false}
      onClose={onClose}
    >
      <Form<Values>
        id={formId}
        name={formId}
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={
          question ? { ...question, asking: askingOf(question), anyOf: anyOfIn(question, field) } : {}
        }
        onValuesChange={(changed: Partial<Values>) => {
          if (changed.name !== undefined) form.resetFields(["asking", "contains", "anyOf", "from", "to"]);
        }}
        onFinish={submit}
      >
        <Form.Item name="name" label={t("ledger.filter.field.field")}>
          <Select
            placeholder={t("ledger.filter.field.choose")}
            showSearch={{ optionFilterProp: "label" }}
            options={bySection(plain).map((own) => ({
              label: own[0] ? `${t(`customers.kind.${own[0].kind}`)} · ${own[0].sectionLabel}` : "",
              options: own.map((each) => ({ value: each.name, label: each.label })),
            }))}
          />
        </Form.Item>
        {field ? (
          <Form.Item label={t("ledger.filter.field.how")} name="asking">
            {/* The usual way stands chosen until another one is. */}
            <AskingInput askings={askings} usual={asking} />
          </Form.Item>
        ) : null}
        {field && asking ? <Content key={field.name} field={field} asking={asking} /> : null}
      </Form>
    </FormDialog>
  );
}

const given = (end: string | null | undefined): string | undefined =>
  end === null || end === "" ? undefined : end;

/** A list of districts and words of one's own is chosen one at a time. */
const anyOfIn = ({ anyOf }: FieldQuestion, field: ArchiveField | undefined): string[] | string | undefined =>
  field && isOne(field) ? anyOf?.[0] : anyOf;

const isOne = ({ type }: ArchiveField): boolean => type === "DISTRICT";

function AskingInput(props: {
  askings: readonly Asking[];
  usual: Asking | undefined;
  id?: string;
  value?: Asking;
  onChange?: (asking: Asking) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Radio.Group
      {...(props.id ? { id: props.id } : {})}
      value={props.usual}
      options={props.askings.map((each) => ({ value: each, label: t(`ledger.filter.field.way.${each}`) }))}
      onChange={(event) => props.onChange?.(event.target.value as Asking)}
    />
  );
}

function Content({ field, asking }: { field: ArchiveField; asking: Asking }): ReactNode {
  const { t } = useTranslation();
  const missing = { required: true, message: t("ledger.filter.field.missing") };
  const { label, type } = field;
  if (asking === "contains")
    return (
      <Form.Item name="contains" label={label} rules={[{ ...missing, whitespace: true }]}>
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
    );
  if (asking === "anyOf")
    return (
      <Form.Item name="anyOf" label={label} rules={[missing]}>
        {type === "DISTRICT" ? (
          // The form gives the value and hears of changes.
          <District />
        ) : (
          <Select
            mode={type === "TEXT" || type === "TAGS" || type === "LINK" ? "tags" : "multiple"}
            showSearch={{ optionFilterProp: "label" }}
            options={
              type === "YES_NO"
                ? ["true", "false"].map((value) => ({
                    value,
                    label: t(value === "true" ? "ledger.yes" : "ledger.no"),
                  }))
                : field.choices.map(({ code, label: words }) => ({ value: code, label: words }))
            }
          />
        )}
      </Form.Item>
    );
  if (asking === "range")
    return (
      <div className={styles["range"]}>
        {(["from", "to"] as const).map((end) => (
          <Form.Item key={end} name={end} label={t(`ledger.filter.field.${end}`)}>
            {type === "DATE" ? (
              <Input type="date" min="1500-01-01" max="2999-12-31" />
            ) : (
              <InputNumber<string> stringMode controls={false} style={{ width: "100%" }} />
            )}
          </Form.Item>
        ))}
      </div>
    );
  return null;
}

function District(props: {
  id?: string;
  value?: string;
  onChange?: (code: string | null) => void;
}): ReactNode {
  return (
    <DistrictInput
      {...(props.id ? { id: props.id } : {})}
      onFile={undefined}
      value={props.value ?? ""}
      onChange={(code) => props.onChange?.(code)}
    />
  );
}
