import { useApolloClient } from "@apollo/client/react";
import { Button, Form } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { UserErrors } from "../../../components/user-errors-alert.tsx";
import { forgetUserErrors, showUserErrors, type UserErrorValue } from "../../../components/user-errors.ts";
import { graphql } from "../../../gql/index.ts";
import type { ComplaintCategory } from "../../../gql/graphql.ts";
import { announce } from "../../../lib/notices.ts";
import { randomKey } from "../../../lib/random-key.ts";
import { refreshComplaint } from "../../../lib/refresh-complaint.ts";
import { useCommand } from "../../../lib/use-command.ts";
import { DraftNote } from "../../customers/forms/draft-note.tsx";
import { useDraft } from "../../customers/forms/drafts.ts";
import { PhotographPicker, type PickedPhotograph } from "../photographs/photograph-picker.tsx";
import type { ChosenCustomer } from "./choose-customer.tsx";
import { ComplaintFields } from "./complaint-fields.tsx";
import type { ComplaintFormValues } from "./complaint-values.ts";
import styles from "./dialogs.module.css";

const fileComplaint = graphql(`
  mutation FileComplaint($input: FileComplaintInput!) {
    fileComplaint(input: $input) {
      complaint {
        id
        number
        customer {
          id
          openComplaintCount
          lastComplaintAt
        }
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

type FileComplaintFormProps = {
  customer: ChosenCustomer;
  /** Left out where there is no other customer to choose. */
  onOther: (() => void) | undefined;
  onSaving: (saving: boolean) => void;
  onClose: () => void;
  onFiled: ((number: string) => void) | undefined;
};

type FileValues = ComplaintFormValues & { photographs?: PickedPhotograph[] };
type Draft = { values: FileValues; idempotencyKey: string };
const usual: FileValues = {
  description: "",
  severity: "NORMAL",
  kind: "COMPLAINT",
  medium: "PHONE",
  orderId: "",
  photographs: [],
};

export function FileComplaintForm({
  customer,
  onOther,
  onSaving,
  ...props
}: FileComplaintFormProps): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const navigate = useNavigate();
  const [form] = Form.useForm<FileValues>();
  const draft = useDraft<Draft>(`file-complaint ${customer.id}`);
  const [restored, setRestored] = useState(draft.left !== undefined);
  const [idempotencyKey, setIdempotencyKey] = useState(() => draft.left?.idempotencyKey ?? randomKey());
  const [homeless, setHomeless] = useState<readonly UserErrorValue[]>([]);
  const { run, running } = useCommand(fileComplaint);
  // Photographs still on their way would be left behind.
  const [uploading, setUploading] = useState(false);
  useEffect(() => onSaving(running || uploading), [running, uploading, onSaving]);
  // The customer was chosen a moment ago: the keyboard goes on to what they say.
  useEffect(() => (form.getFieldInstance("description") as HTMLElement | undefined)?.focus(), [form]);

  const file = async (values: FileValues): Promise<void> => {
    if (uploading) return;
    const { category, orderId, description = "", photographs = [], ...sorted } = values;
    const wordless = description.trim() === "";
    if (!category || wordless) {
      form.setFields([
        { name: "description", errors: wordless ? [t("complaints.file.descriptionMissing")] : [] },
        { name: "category", errors: category ? [] : [t("complaints.file.categoryMissing")] },
      ]);
      const missing = wordless ? "description" : "category";
      (form.getFieldInstance(missing) as HTMLElement | undefined)?.focus();
      return;
    }
    const input = { customerId: customer.id, category, description, idempotencyKey };
    const answer = await run({
      input: {
        ...input,
        ...sorted,
        ...(orderId ? { orderId } : {}),
        photographIds: photographs.map(({ id }) => id),
      },
    });
    if (!answer) return;
    const { complaint, errors } = answer.fileComplaint;
    setHomeless(showUserErrors(form, errors));
    if (errors.length > 0) setIdempotencyKey(randomKey());
    if (!complaint || errors.length > 0) return;
    const { number } = complaint;
    draft.drop();
    announce({
      kind: "success",
      text: t("complaints.file.done", { number }),
      ...(!props.onFiled && {
        action: { label: t("complaints.file.show"), run: () => void navigate(`/complaints/${number}`) },
        seconds: 10,
      }),
    });
    props.onClose();
    props.onFiled?.(number);
    await refreshComplaint(client, { complaintId: complaint.id, customerId: customer.id });
  };

  return (
    <>
      {onOther ? (
        <div className={styles["whom"]}>
          <strong>{customer.displayName}</strong>
          <Button type="link" size="small" onClick={onOther}>
            {t("complaints.file.otherCustomer")}
          </Button>
        </div>
      ) : null}
      <Form<FileValues>
        id="file-complaint"
        name="file-complaint"
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        initialValues={draft.left?.values ?? usual}
        onValuesChange={(changed: Partial<FileValues>, values) => {
          forgetUserErrors(form, changed);
          draft.keep({ values, idempotencyKey });
        }}
        onFinish={(values) => void file(values)}
      >
        <DraftNote
          shown={restored}
          onDiscard={() => {
            draft.drop();
            form.setFieldsValue({ ...usual, category: undefined as ComplaintCategory | undefined });
            setRestored(false);
          }}
        />
        <ComplaintFields customerId={customer.id} />
        <Form.Item name="photographs" label={t("complaints.field.photographs")}>
          <PhotographPicker onBusyChange={setUploading} />
        </Form.Item>
        <UserErrors errors={homeless} />
      </Form>
    </>
  );
}
