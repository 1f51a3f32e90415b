import { useApolloClient } from "@apollo/client/react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { EditCustomer_CustomerFragment } from "../../../gql/graphql.ts";
import { useCommand } from "../../../lib/use-command.ts";
import { CustomerFields } from "../forms/customer-fields.tsx";
import {
  changedDetails,
  detailsBefore,
  valuesOnFile,
  type CustomerChanges,
  type CustomerFormValues,
} from "../forms/customer-values.ts";
import { EditForm } from "../forms/edit-form.tsx";
import { FormDialog } from "../forms/form-dialog.tsx";
import { refreshCustomer } from "../../../lib/refresh-customer.ts";
import { useFieldWords } from "./field-words.tsx";

export const editCustomerFragment = graphql(`
  fragment EditCustomer_Customer on Customer {
    id
    version
    displayName
    kind
    lifecycle
    name
    nickname
    phone {
      state
      text
    }
    email {
      state
      text
    }
    address {
      state
      text
    }
    channel {
      id
      name
    }
    memberLevel {
      id
      name
    }
  }
`);

const editCustomer = graphql(`
  mutation EditCustomer($input: EditCustomerInput!) {
    editCustomer(input: $input) {
      customer {
        ...EditCustomer_Customer
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

type OnFile = EditCustomer_CustomerFragment;

export function EditCustomerDialog(props: {
  open: boolean;
  customer: FragmentType<typeof editCustomerFragment>;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const [saving, setSaving] = useState(false);
  return (
    <FormDialog
      title={t("card.edit.title")}
      open={props.open}
      formId="edit-customer"
      saving={saving}
      onClose={props.onClose}
    >
      <EditCustomerForm
        customer={readFragment(editCustomerFragment, props.customer)}
        onClose={props.onClose}
        onSaving={setSaving}
      />
    </FormDialog>
  );
}

function EditCustomerForm(props: {
  customer: OnFile;
  onClose: () => void;
  onSaving: (saving: boolean) => void;
}): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const words = useFieldWords();
  const { run } = useCommand(editCustomer);
  const { id } = props.customer;
  return (
    <EditForm<CustomerFormValues, CustomerChanges, OnFile>
      id="edit-customer"
      record={props.customer}
      valuesOf={valuesOnFile}
      changesTo={changedDetails}
      before={detailsBefore}
      send={async (changes, expectedVersion) => {
        const answer = await run({ input: { ...changes, customerId: id, expectedVersion } });
        if (!answer) return undefined;
        const { customer, conflicts, errors } = answer.editCustomer;
        return { record: readFragment(editCustomerFragment, customer), conflicts, errors };
      }}
      saved={() => t("card.edit.done")}
      label={words.label}
      show={{ onFile: words.ofCustomer, changed: words.ofChanges }}
      onClose={props.onClose}
      onSaving={props.onSaving}
      onChanged={() => refreshCustomer(client, id)}
    >
      {(onFile) => <CustomerFields onFile={onFile} />}
    </EditForm>
  );
}
