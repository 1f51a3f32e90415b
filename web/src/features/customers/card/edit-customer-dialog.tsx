import { useApolloClient } from "@apollo/client/react";
import { Form } from "antd";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { UserErrors } from "../../../components/user-errors-alert.tsx";
import { showUserErrors, type UserErrorValue } from "../../../components/user-errors.ts";
import { graphql, readFragment, type FragmentType } from "../../../gql/index.ts";
import type { EditCustomer_CustomerFragment } from "../../../gql/graphql.ts";
import { announce } from "../../../lib/notices.ts";
import { useCommand } from "../../../lib/use-command.ts";
import { ConflictDialog } from "../forms/conflict-dialog.tsx";
import { CustomerFields } from "../forms/customer-fields.tsx";
import {
  changedDetails,
  detailsBefore,
  valuesOnFile,
  type CustomerChanges,
  type CustomerFormValues,
} from "../forms/customer-values.ts";
import { DraftNote } from "../forms/draft-note.tsx";
import { useDraft } from "../forms/drafts.ts";
import { FormDialog } from "../forms/form-dialog.tsx";
import { useVersionedSave } from "../forms/use-versioned-save.ts";
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

/** What was typed, and the customer as it stood when the typing began: a conflict is measured against that. */
type EditDraft = { values: CustomerFormValues; onFile: OnFile };

function EditCustomerForm(props: {
  customer: OnFile;
  onClose: () => void;
  onSaving: (saving: boolean) => void;
}): ReactNode {
  const { t } = useTranslation();
  const client = useApolloClient();
  const words = useFieldWords();
  const [form] = Form.useForm<CustomerFormValues>();
  const draft = useDraft<EditDraft>(`edit-customer ${props.customer.id}`);
  const [restored, setRestored] = useState(draft.left !== undefined);
  const [onFile, setOnFile] = useState(draft.left?.onFile ?? props.customer);
  const [homeless, setHomeless] = useState<readonly UserErrorValue[]>([]);
  const { run, running } = useCommand(editCustomer);

  const finish = (): void => {
    draft.drop();
    props.onClose();
    void refreshCustomer(client, onFile.id);
  };

  const takeBack = async (before: CustomerChanges, expectedVersion: number): Promise<void> => {
    const answer = await run({ input: { ...before, customerId: onFile.id, expectedVersion } });
    if (!answer) return;
    const refused = answer.editCustomer.errors.length > 0;
    announce({
      kind: refused ? "warning" : "success",
      text: refused ? t("card.edit.undoRefused") : t("card.edit.undone"),
    });
    await refreshCustomer(client, onFile.id);
  };

  const save = useVersionedSave<CustomerChanges, OnFile>({
    send: async (changes, expectedVersion) => {
      props.onSaving(true);
      const answer = await run({ input: { ...changes, customerId: onFile.id, expectedVersion } });
      props.onSaving(false);
      if (!answer) return undefined;
      const { customer, conflicts, errors } = answer.editCustomer;
      return { record: readFragment(editCustomerFragment, customer), conflicts, errors };
    },
    onSaved: (saved, changes, over) => {
      const before = detailsBefore(over ?? onFile, changes);
      announce({
        kind: "success",
        text: t("card.edit.done"),
        ...(Object.keys(before).length > 0
          ? {
              action: { label: t("card.edit.undo"), run: () => void takeBack(before, saved.version) },
              seconds: 10,
            }
          : {}),
      });
      finish();
    },
    onRefused: (errors) => setHomeless(showUserErrors(form, errors)),
    onTheirsTaken: () => {
      announce({ kind: "info", text: t("card.conflict.theirsTaken") });
      finish();
    },
  });

  const submit = async (values: CustomerFormValues): Promise<void> => {
    const changes = changedDetails(onFile, values);
    if (Object.keys(changes).length === 0) return finish();
    await save.send(changes, onFile.version);
  };

  const { clash } = save;
  return (
    <>
      <Form
        id="edit-customer"
        name="edit-customer"
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError
        initialValues={draft.left?.values ?? valuesOnFile(onFile)}
        onValuesChange={(_, values) => draft.keep({ values, onFile })}
        onFinish={(values) => void submit(values)}
      >
        <DraftNote
          shown={restored}
          onDiscard={() => {
            draft.drop();
            setOnFile(props.customer);
            form.setFieldsValue({
              ...valuesOnFile(props.customer),
              phone: undefined,
              email: undefined,
              address: undefined,
            });
            setRestored(false);
          }}
        />
        <CustomerFields onFile={onFile} />
        <UserErrors errors={homeless} />
      </Form>
      <ConflictDialog
        open={clash !== undefined}
        saving={running}
        conflicts={clash?.conflicts ?? []}
        mine={Object.keys(clash?.mine ?? {})}
        label={words.label}
        show={{
          original: (field) => words.ofCustomer(field, onFile),
          theirs: (field) => (clash ? words.ofCustomer(field, clash.current) : null),
          mine: (field) => (clash ? words.ofChanges(field, clash.mine) : null),
        }}
        onDecide={(keepMine) => void save.decide(keepMine)}
        onBack={save.back}
      />
    </>
  );
}
