import { useApolloClient } from "@apollo/client/react";
import { Form } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { UserErrors } from "../../components/user-errors-alert.tsx";
import { showUserErrors, type UserErrorValue } from "../../components/user-errors.ts";
import { graphql, readFragment } from "../../gql/index.ts";
import { announce } from "../../lib/notices.ts";
import { useCommand } from "../../lib/use-command.ts";
import { refreshCustomer } from "../../lib/refresh-customer.ts";
import { ConflictDialog } from "../customers/forms/conflict-dialog.tsx";
import { DraftNote } from "../customers/forms/draft-note.tsx";
import { useDraft } from "../customers/forms/drafts.ts";
import { FormDialog } from "../customers/forms/form-dialog.tsx";
import { useVersionedSave } from "../customers/forms/use-versioned-save.ts";
import { OrderFields } from "./order-fields.tsx";
import { orderFragment } from "./order-line.tsx";
import {
  changedOrder,
  orderBefore,
  orderDetails,
  valuesOfOrder,
  type OrderChanges,
  type OrderFormValues,
  type OrderOnFile,
} from "./order-values.ts";
import { useOrderWords } from "./order-words.tsx";

const editOrder = graphql(`
  mutation EditOrder($input: EditOrderInput!) {
    editOrder(input: $input) {
      order {
        ...OrderLine_Order
        customer {
          id
          dealCount
          firstDealOn
          lastDealOn
          totalSpent {
            amount
            currency
          }
        }
      }
      conflicts {
        ...ConflictLine_FieldConflict
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

type EditOrderDialogProps = { customerId: string; order: OrderOnFile | undefined; onClose: () => void };

export function EditOrderDialog({ customerId, order, onClose }: EditOrderDialogProps): ReactNode {
  const { t } = useTranslation();
  const [saving, setSaving] = useState(false);
  return (
    <FormDialog
      title={t("orders.edit.title", { number: order?.number ?? "" })}
      open={order !== undefined}
      formId="edit-order"
      saving={saving}
      onClose={onClose}
    >
      {order ? (
        <EditOrderForm customerId={customerId} order={order} onClose={onClose} onSaving={setSaving} />
      ) : null}
    </FormDialog>
  );
}

type EditDraft = { values: OrderFormValues; onFile: OrderOnFile };

function EditOrderForm(props: {
  customerId: string;
  order: OrderOnFile;
  onClose: () => void;
  onSaving: (saving: boolean) => void;
}): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const words = useOrderWords();
  const [form] = Form.useForm<OrderFormValues>();
  const draft = useDraft<EditDraft>(`edit-order ${props.order.id}`);
  const [restored, setRestored] = useState(draft.left !== undefined);
  const [onFile, setOnFile] = useState(draft.left?.onFile ?? props.order);
  const [homeless, setHomeless] = useState<readonly UserErrorValue[]>([]);
  const { run, running } = useCommand(editOrder);

  const finish = (): void => {
    draft.drop();
    props.onClose();
    void refreshCustomer(client, props.customerId);
  };

  const takeBack = async (before: OrderChanges, expectedVersion: number): Promise<void> => {
    const answer = await run({ input: { ...before, orderId: onFile.id, expectedVersion } });
    if (!answer) return;
    const refused = answer.editOrder.errors.length > 0;
    announce({
      kind: refused ? "warning" : "success",
      text: refused ? t("card.edit.undoRefused") : t("card.edit.undone"),
    });
    await refreshCustomer(client, props.customerId);
  };

  const save = useVersionedSave<OrderChanges, OrderOnFile>({
    send: async (changes, expectedVersion) => {
      props.onSaving(true);
      const answer = await run({ input: { ...changes, orderId: onFile.id, expectedVersion } });
      props.onSaving(false);
      if (!answer) return undefined;
      const { order, conflicts, errors } = answer.editOrder;
      return { record: readFragment(orderFragment, order), conflicts, errors };
    },
    onSaved: (saved, changes, over) => {
      const before = orderBefore(over ?? onFile, changes);
      announce({
        kind: "success",
        text: t("orders.edit.done", { number: saved.number }),
        action: { label: t("card.edit.undo"), run: () => void takeBack(before, saved.version) },
        seconds: 10,
      });
      finish();
    },
    onRefused: (errors) => setHomeless(showUserErrors(form, errors)),
    onTheirsTaken: () => {
      announce({ kind: "info", text: t("card.conflict.theirsTaken") });
      finish();
    },
  });

  const submit = async (values: OrderFormValues): Promise<void> => {
    const changes = changedOrder(onFile, values);
    if (Object.keys(changes).length === 0) return finish();
    await save.send(changes, onFile.version);
  };

  const { clash } = save;
  return (
    <>
      <Form
        id="edit-order"
        name="edit-order"
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        initialValues={draft.left?.values ?? valuesOfOrder(onFile)}
        onValuesChange={(_, values) => draft.keep({ values, onFile })}
        onFinish={(values) => void submit(values)}
      >
        <DraftNote
          shown={restored}
          onDiscard={() => {
            draft.drop();
            setOnFile(props.order);
            form.setFieldsValue(valuesOfOrder(props.order));
            setRestored(false);
          }}
        />
        <OrderFields />
        <UserErrors errors={homeless} />
      </Form>
      <ConflictDialog
        open={clash !== undefined}
        saving={running}
        conflicts={clash?.conflicts ?? []}
        mine={Object.keys(clash?.mine ?? {})}
        label={words.label}
        show={{
          original: (field) => words.value(field, orderDetails(valuesOfOrder(onFile))),
          theirs: (field) => (clash ? words.value(field, orderDetails(valuesOfOrder(clash.current))) : null),
          mine: (field) => (clash ? words.value(field, clash.mine) : null),
        }}
        onDecide={(keepMine) => void save.decide(keepMine)}
        onBack={save.back}
      />
    </>
  );
}
