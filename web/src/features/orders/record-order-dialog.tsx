import { useApolloClient } from "@apollo/client/react";
import { Form } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import { showUserErrors, type UserErrorValue } from "../../components/user-errors.ts";
import { graphql, type FragmentType } from "../../gql/index.ts";
import type { BuyerInput, RecordOrderInput } from "../../gql/graphql.ts";
import { announce } from "../../lib/notices.ts";
import { randomKey } from "../../lib/random-key.ts";
import { useCommand } from "../../lib/use-command.ts";
import { useViewer } from "../../shell/viewer.tsx";
import { refreshCustomer } from "../../lib/refresh-customer.ts";
import { DraftNote } from "../customers/forms/draft-note.tsx";
import { useDraft } from "../customers/forms/drafts.ts";
import { FormDialog } from "../customers/forms/form-dialog.tsx";
import { OrderFields } from "./order-fields.tsx";
import { BuyerFields } from "./buyer-fields.tsx";
import { type candidateFragment, Candidates } from "./candidates.tsx";
import { orderDetails, type OrderFormValues } from "./order-values.ts";
import styles from "./orders.module.css";

const recordOrder = graphql(`
  mutation RecordOrder($input: RecordOrderInput!) {
    recordOrder(input: $input) {
      order {
        id
        number
        customer {
          id
          number
          displayName
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
      candidates {
        ...Candidates_CustomerMatch
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

type RecordOrderDialogProps = {
  open: boolean;
  /** Left out where it is the buyer's data that says whose order it is. */
  customerId?: string;
  onClose: () => void;
  /** The customer's number: the archive that was found, or opened. */
  onRecorded?: (number: string) => void;
};

/** Records an order: of the customer on the card, or of whoever the order says bought. */
export function RecordOrderDialog(props: RecordOrderDialogProps): ReactNode {
  const { open, customerId, onClose, onRecorded } = props;
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
        record={async (input) => (await run({ input }))?.recordOrder}
        onClose={onClose}
        onRecorded={onRecorded}
      />
    </FormDialog>
  );
}

type Recorded = {
  order?: { number: string; customer: { id: string; number: string; displayName: string } } | null;
  candidates: readonly FragmentType<typeof candidateFragment>[];
  errors: readonly UserErrorValue[];
};
type FormValues = OrderFormValues & { buyer?: BuyerInput };
type OrderDraft = { values: FormValues; idempotencyKey: string };

function RecordOrderForm(props: {
  customerId: string | undefined;
  record: (input: RecordOrderInput) => Promise<Recorded | undefined>;
  onClose: () => void;
  onRecorded: ((number: string) => void) | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const [form] = Form.useForm<FormValues>();
  const draft = useDraft<OrderDraft>(`record-order ${props.customerId ?? "new"}`);
  const [restored, setRestored] = useState(draft.left !== undefined);
  const [idempotencyKey, setIdempotencyKey] = useState(() => draft.left?.idempotencyKey ?? randomKey());
  const [homeless, setHomeless] = useState<readonly UserErrorValue[]>([]);

  const [candidates, setCandidates] = useState<Recorded["candidates"]>([]);

  const record = async (values: FormValues, chosen: string | undefined): Promise<void> => {
    const buyer = Object.entries(values.buyer ?? {}).filter(([, value]) => value);
    const answer = await props.record({
      ...orderDetails(values),
      customerId: chosen ?? null,
      buyer: buyer.length > 0 ? Object.fromEntries(buyer) : null,
      idempotencyKey,
    });
    if (!answer) return;
    setCandidates(answer.candidates);
    setHomeless(showUserErrors(form, answer.errors));
    if (answer.errors.length > 0) setIdempotencyKey(randomKey());
    if (!answer.order || answer.errors.length > 0) return;
    draft.drop();
    const { number, customer } = answer.order;
    announce({
      kind: "success",
      text: t("orders.record.done", { number }),
      ...(props.customerId ? {} : { detail: `${customer.displayName} ${customer.number}` }),
    });
    props.onClose();
    props.onRecorded?.(customer.number);
    if (!props.customerId) client.cache.evict({ id: "ROOT_QUERY", fieldName: "customers" });
    await refreshCustomer(client, customer.id);
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
      onFinish={(values) => void record(values, props.customerId)}
    >
      <DraftNote
        shown={restored}
        onDiscard={() => {
          draft.drop();
          form.setFieldsValue({ ...newOrder(), amount: "", shopOrderNumber: "" });
          setRestored(false);
        }}
      />
      {props.customerId ? null : <BuyerFields />}
      <OrderFields />
      {props.customerId ? (
        <details className={styles["more"]}>
          <summary>{t("orders.buyer.onOrder")}</summary>
          <BuyerFields known />
        </details>
      ) : null}
      <Candidates
        candidates={candidates}
        onChoose={(customerId) => void record(form.getFieldsValue(true) as FormValues, customerId)}
      />
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
