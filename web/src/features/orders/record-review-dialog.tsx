import { useApolloClient } from "@apollo/client/react";
import { Form } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import { showUserErrors, type UserErrorValue } from "../../components/user-errors.ts";
import { graphql } from "../../gql/index.ts";
import type { RecordReviewInput } from "../../gql/graphql.ts";
import { announce } from "../../lib/notices.ts";
import { randomKey } from "../../lib/random-key.ts";
import { refreshCustomer } from "../../lib/refresh-customer.ts";
import { useCommand } from "../../lib/use-command.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { DraftNote } from "../customers/forms/draft-note.tsx";
import { useDraft } from "../customers/forms/drafts.ts";
import { FormDialog } from "../customers/forms/form-dialog.tsx";
import { ReviewFields } from "./review-fields.tsx";
import { localMoment, reviewDetails, type ReviewFormValues } from "./review-values.ts";

const recordReview = graphql(`
  mutation RecordReview($input: RecordReviewInput!) {
    recordReview(input: $input) {
      review {
        id
        customer {
          id
          satisfaction
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

type RecordReviewDialogProps = { open: boolean; customerId: string; onClose: () => void };

/** Takes down what a customer said. */
export function RecordReviewDialog({ open, customerId, onClose }: RecordReviewDialogProps): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const { run, running } = useCommand(recordReview);
  return (
    <FormDialog
      title={t("orders.review.record")}
      open={open && viewer.may("review:record")}
      formId="record-review"
      saving={running}
      onClose={onClose}
    >
      <RecordReviewForm
        customerId={customerId}
        record={async (input) => (await run({ input }))?.recordReview}
        onClose={onClose}
      />
    </FormDialog>
  );
}

type Recorded = { review?: { id: string } | null; errors: readonly UserErrorValue[] };
type ReviewDraft = { values: ReviewFormValues; idempotencyKey: string };

function RecordReviewForm(props: {
  customerId: string;
  record: (input: RecordReviewInput) => Promise<Recorded | undefined>;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const [form] = Form.useForm<ReviewFormValues>();
  const draft = useDraft<ReviewDraft>(`record-review ${props.customerId}`);
  const [restored, setRestored] = useState(draft.left !== undefined);
  const [idempotencyKey, setIdempotencyKey] = useState(() => draft.left?.idempotencyKey ?? randomKey());
  const [homeless, setHomeless] = useState<readonly UserErrorValue[]>([]);

  const record = async (values: ReviewFormValues): Promise<void> => {
    const { customerId } = props;
    const answer = await props.record({ ...reviewDetails(values), customerId, idempotencyKey });
    if (!answer) return;
    setHomeless(showUserErrors(form, answer.errors));
    if (answer.errors.length > 0) setIdempotencyKey(randomKey());
    if (!answer.review || answer.errors.length > 0) return;
    draft.drop();
    announce({ kind: "success", text: t("orders.review.recorded") });
    props.onClose();
    await refreshCustomer(client, customerId);
  };

  return (
    <Form
      id="record-review"
      name="record-review"
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      initialValues={draft.left?.values ?? newReview()}
      onValuesChange={(_, values) => draft.keep({ values, idempotencyKey })}
      onFinish={(values) => void record(values)}
    >
      <DraftNote
        shown={restored}
        onDiscard={() => {
          draft.drop();
          form.resetFields();
          form.setFieldsValue({ ...newReview(), opinions: "", purchaseInclination: "", needs: "" });
          setRestored(false);
        }}
      />
      <ReviewFields customerId={props.customerId} />
      <UserErrors errors={homeless} />
    </Form>
  );
}

/** Most are taken down while the customer says it. */
function newReview(): ReviewFormValues {
  return { source: "SHOP_REVIEW", happenedAt: localMoment(new Date()) };
}
