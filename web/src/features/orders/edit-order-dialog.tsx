import { useApolloClient } from "@apollo/client/react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment } from "../../gql/index.ts";
import { useCommand } from "../../lib/use-command.ts";
import { refreshCustomer } from "../../lib/refresh-customer.ts";
import { EditForm } from "../customers/forms/edit-form.tsx";
import { FormDialog } from "../customers/forms/form-dialog.tsx";
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

function EditOrderForm(props: {
  customerId: string;
  order: OrderOnFile;
  onClose: () => void;
  onSaving: (saving: boolean) => void;
}): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const words = useOrderWords();
  const { run } = useCommand(editOrder);
  const { id } = props.order;
  return (
    <EditForm<OrderFormValues, OrderChanges, OrderOnFile>
      id="edit-order"
      record={props.order}
      valuesOf={valuesOfOrder}
      changesTo={changedOrder}
      before={orderBefore}
      send={async (changes, expectedVersion) => {
        const answer = await run({ input: { ...changes, orderId: id, expectedVersion } });
        if (!answer) return undefined;
        const { order, conflicts, errors } = answer.editOrder;
        return { record: readFragment(orderFragment, order), conflicts, errors };
      }}
      saved={(order) => t("orders.edit.done", { number: order.number })}
      label={words.label}
      show={{
        onFile: (field, order) => words.value(field, orderDetails(valuesOfOrder(order))),
        changed: words.value,
      }}
      onClose={props.onClose}
      onSaving={props.onSaving}
      onChanged={() => refreshCustomer(client, props.customerId)}
    >
      {() => <OrderFields />}
    </EditForm>
  );
}
