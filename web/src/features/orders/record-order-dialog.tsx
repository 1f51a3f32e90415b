import { useApolloClient } from "@apollo/client/react";
import { Form } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import { showUserErrors, type UserErrorValue } from "../../components/user-errors.ts";
import { graphql } from "../../gql/index.ts";
import { announce } from "../../lib/notices.ts";
import { randomKey } from "../../lib/random-key.ts";
import { useCommand } from "../../lib/use-command.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { refreshCustomer } from "../../lib/refresh-customer.ts";
import { DraftNote } from "../customers/forms/draft-note.tsx";
import { useDraft } from "../customers/forms/drafts.ts";
import { FormDialog } from "../customers/forms/form-dialog.tsx";
import { OrderFields } from "./order-fields.tsx";
import { orderDetails, type OrderDetails, type OrderFormValues } from "./order-values.ts";

const recordOrder = graphql(`
  mutation RecordOrder($input: RecordOrderInput!) {
    recordOrder(input: $input) {
      order {
        id
        number
        customer {
          id
          version
          lifecycle
          dealCount
          firstDealOn
          lastDealOn
          totalSpent {
            amount
            currency
          }
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

type RecordOrderDialogProps = { open: boolean; customerId: string; onClose: () => void };

export function RecordOrderDialog({ open, customerId, onClose }: RecordOrderDialogProps): ReactNode {
  const { t } = useTranslation();
  const viewer = useViewer();
  const { run, running } = useCommand(recordOrder);
  return (
    <FormDialog
      title={t("orders.record.title")}
      open={open && viewer.may("order:record")}
      formId="record-order"
      saving={running}
      onClose={onClose}
    >
      <RecordOrderForm
        customerId={customerId}
        record={async (details, idempotencyKey) =>
          (await run({ input: { ...details, customerId, idempotencyKey } }))?.recordOrder
        }
        onClose={onClose}
      />
    </FormDialog>
  );
}

type Recorded = { order?: { number: string } | null; errors: readonly UserErrorValue[] };
type OrderDraft = { values: OrderFormValues; idempotencyKey: string };

function RecordOrderForm(props: {
  customerId: string;
  record: (details: OrderDetails, idempotencyKey: string) => Promise<Recorded | undefined>;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const [form] = Form.useForm<OrderFormValues>();
  const draft = useDraft<OrderDraft>(`record-order ${props.customerId}`);
  const [restored, setRestored] = useState(draft.left !== undefined);
  const [idempotencyKey, setIdempotencyKey] = useState(() => draft.left?.idempotencyKey ?? randomKey());
  const [homeless, setHomeless] = useState<readonly UserErrorValue[]>([]);

  const record = async (values: OrderFormValues): Promise<void> => {
    const answer = await props.record(orderDetails(values), idempotencyKey);
    if (!answer) return;
    setHomeless(showUserErrors(form, answer.errors));
    if (answer.errors.length > 0) setIdempotencyKey(randomKey());
    if (!answer.order || answer.errors.length > 0) return;
    draft.drop();
    announce({ kind: "success", text: t("orders.record.done", { number: answer.order.number }) });
    props.onClose();
    await refreshCustomer(client, props.customerId);
  };

  return (
    <Form
      id="record-order"
      name="record-order"
      form={form}
      layout="vertical"
      requiredMark={false}
      scrollToFirstError
      initialValues={draft.left?.values ?? newOrder()}
      onValuesChange={(_, values) => draft.keep({ values, idempotencyKey })}
      onFinish={(values) => void record(values)}
    >
      <DraftNote
        shown={restored}
        onDiscard={() => {
          draft.drop();
          form.setFieldsValue({ ...newOrder(), amount: "", shopOrderNumber: "" });
          setRestored(false);
        }}
      />
      <OrderFields />
      <UserErrors errors={homeless} />
    </Form>
  );
}

/** Most orders are written down on the day they come in. */
function newOrder(): OrderFormValues {
  const now = new Date();
  const today = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  return { orderedOn: today, items: [{ goods: "", quantity: "", amount: "" }] };
}
